import GlossaryCompiler
import Morphology
import TestSupport
import Testing

/// What the expected forms are judged by: which rows must be there, and which are known.
private struct Judgement {
    var required: Set<String> = []
    var known: Set<String> = []
}

/// The classes of the lemmas in the shared tables that a guess by spelling cannot know.
private let kazakhClasses = ["халық": "B.T[v=халқ]", "тіл": "F.L", "заң": "B.N", "Ақорда": "B.V.sg"]
private let russianClasses = [
    "Назарбаев": "sn", "Токаев": "sn", "бий": "m3a", "бюллетень": "m2", "руководитель": "m2a",
    "заместитель": "m2a", "староста": "f1a", "чиновник": "m1ka", "адвокат": "m1a", "губернатор": "m1a",
    "дипломат": "m1a", "лоббист": "m1a", "орган": "m1", "тенге": "fx", "страна": "f1", "партийный": "ah",
    "всенародный": "ah", "генеральный": "ah", "досрочный": "ah", "исполнительный": "ah", "местный": "ah",
    "районный": "ah", "территориальный": "ah",
]

@Suite(.enabled(if: Shared.exists("morph"), "needs ../shared/morph"))
struct SharedFormsTests {
    private let tables: LanguageTables

    init() throws { tables = try TableReader.builtIn() }

    @Test func `Kazakh words have the forms that are expected of them`() throws {
        var lemmas: [String: Judgement] = [:]
        let kinds: Set = ["case", "attr", "attr-subst", "gen-subst", "sim", "equ"]
        for row in try Shared.table("morph/kk_forms.tsv.gz") where !row[0].contains("+") {
            lemmas[row[0], default: Judgement()].known.insert(row[1])
            if kinds.contains(row[3]), row[4] == "std" || row[4] == "corrected" {
                lemmas[row[0]]?.required.insert(row[1])
            }
        }
        var missing: [String] = []
        var surplus: [String] = []
        for (lemma, judgement) in lemmas {
            let code = kazakhClasses[lemma] ?? tables.kazakh.guess(lemma)
            let forms = try tables.kazakh.forms(of: lemma, classes: try WordClass.parse(code), upTo: .extended)
                // Of names the table has only the faulty forms of -нікі, without the corrected ones.
                .filter {
                    lemma.first?.isUppercase == false || $0.features["Case[base]"] != "Gen"
                        || judgement.known.contains($0.text)
                }
            let found = Set(forms.map(\.text))
            missing += judgement.required.subtracting(found).map { "\(lemma) \(code): \($0)" }
            // An abbreviation takes the suffixes of any reading, since its spelling shows none (ҚР-ның beside ҚР-дың,
            // ЖШС-не beside ЖШС-ге; design of the morphology, section 3.6); the tables know one reading of each.
            if code != "abbr" { surplus += found.subtracting(judgement.known).map { "\(lemma) \(code): \($0)" } }
        }
        #expect(lemmas.count > 40)
        #expect(missing.count == 0, "\(missing.count) missing: \(missing.sorted().prefix(40).joined(separator: "; "))")
        #expect(surplus.count == 0, "\(surplus.count) surplus: \(surplus.sorted().prefix(40).joined(separator: "; "))")
    }

    /// The class of each Kazakh phrase: the last word inflects.
    private static let kazakhPhrases = [
        "ауылдық округ": "= F.T", "заң шығарушы билік": "= = F.T", "кезектен тыс сайлау": "= = B.U",
        "конституциялық сот": "= B.T", "мәслихат хатшысы": "= B.V+px", "парламент депутаты": "= B.T+px",
        "сайлау округі": "= F.T+px[stem=округ]", "сайлау учаскесі": "= F.V+px", "сенат төрағасы": "= B.V+px",
        "қазақстан халқы ассамблеясы": "= = B.V+px", "қалалық мәслихат": "= B.T",
    ]

    @Test func `Kazakh phrases have the forms that are expected of them`() throws {
        var terms: [String: Set<String>] = [:]
        for row in try Shared.table("morph/kk_multiword.tsv.gz") where row[4] == "base" {
            // -сыз and -лы are derivation and not matched.
            if row[2].contains("+сыз") || row[2].contains("+лы") { continue }
            terms[row[0], default: []].insert(row[1])
        }
        for (term, expected) in terms {
            let code = try #require(Self.kazakhPhrases[term], "\(term)")
            // The table of phrases stops short of what the table of words has for every noun: the plural of -нікі, the
            // possessive after -дағы. It takes округ with front suffixes only.
            let forms = try tables.kazakh.forms(of: term, classes: try WordClass.parse(code), upTo: .extended)
            let found = Set(forms.map(\.text)).subtracting(
                forms.filter { form in
                    form.features["Case[base]"] == "Gen" && form.features["Number"] == "Plur"
                        || form.features["Case[base]"] == "Loc" && form.text.hasSuffix("ы")
                        || form.text.hasSuffix("і") && form.features["Case[base]"] == "Loc"
                }.map(\.text).filter { !expected.contains($0) })
            let missing = expected.subtracting(found).sorted()
            let surplus = found.subtracting(expected).sorted()
            #expect(
                missing.count == 0, "\(term): \(missing.count) missing: \(missing.prefix(30).joined(separator: "; "))")
            #expect(
                surplus.count == 0, "\(term): \(surplus.count) surplus: \(surplus.prefix(30).joined(separator: "; "))")
        }
    }

    /// Complements of either number, and a fleeting vowel, which no guess knows.
    private static let russianPhrases = [
        "член избирательной комиссии": "m1a gen:ah gen:f3", "депутат маслихата": "m1a gen:m1",
        "день голосования": "m4y[дн] =",
    ]

    @Test func `Russian phrases have the forms that are expected of them`() throws {
        var terms: [String: Judgement] = [:]
        for row in try Shared.table("morph/ru_multiword.tsv.gz") {
            terms[row[0], default: Judgement()].known.insert(row[1])
            if row[4] == "std" { terms[row[0]]?.required.insert(row[1]) }
        }
        for (term, judgement) in terms {
            let code = Self.russianPhrases[term] ?? tables.russian.guess(term)
            let found = Set(
                try tables.russian.forms(of: term, classes: try WordClass.parse(code)).filter { $0.tier <= .extended }
                    .map(\.text))
            let missing = judgement.required.subtracting(found).sorted()
            let surplus = found.subtracting(judgement.known).sorted()
            #expect(missing.count == 0, "\(term) \(code): missing: \(missing.prefix(30).joined(separator: "; "))")
            #expect(surplus.count == 0, "\(term) \(code): surplus: \(surplus.prefix(30).joined(separator: "; "))")
        }
    }

    @Test func `Russian words have the forms that are expected of them`() throws {
        var lemmas: [String: Judgement] = [:]
        for row in try Shared.table("morph/ru_forms.tsv.gz") {
            lemmas[row[0], default: Judgement()].known.insert(row[1])
            if !row[3].contains("rare"), row[3] != "colloq" { lemmas[row[0]]?.required.insert(row[1]) }
        }
        var missing: [String] = []
        var surplus: [String] = []
        for (lemma, judgement) in lemmas {
            let code = russianClasses[lemma] ?? tables.russian.guess(lemma)
            let found = Set(
                try tables.russian.forms(of: lemma, classes: try WordClass.parse(code)).filter { $0.tier <= .extended }
                    .map(\.text))
            missing += judgement.required.subtracting(found).map { "\(lemma) \(code): \($0)" }
            surplus += found.subtracting(judgement.known).map { "\(lemma) \(code): \($0)" }
        }
        #expect(lemmas.count > 40)
        #expect(missing.count == 0, "\(missing.count) missing: \(missing.sorted().prefix(40).joined(separator: "; "))")
        #expect(surplus.count == 0, "\(surplus.count) surplus: \(surplus.sorted().prefix(40).joined(separator: "; "))")
    }
}
