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

    /// The features that the tags of the Kazakh tables stand for.
    private func features(_ tags: String) -> Features {
        var features = Features()
        let names = tags.split(whereSeparator: { $0 == "<" || $0 == ">" }).map(String.init)
        let cases = [
            "nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "loc": "Loc", "abl": "Abl", "ins": "Ins",
            "sim": "Sem",
            "equ": "Equ",
        ]
        let split = names.firstIndex(of: "subst") ?? names.endIndex
        let (inner, outer) = (names[..<split], names[split...])
        features[split == names.endIndex ? "Number" : "Number[base]"] = inner.contains("pl") ? "Plur" : "Sing"
        for name in inner {
            switch name {
            case "px1sg", "px2sg", "px1pl", "px2pl":
                features["Person[psor]"] = String(name.dropFirst(2).prefix(1))
                features["Number[psor]"] = name.hasSuffix("sg") ? "Sing" : "Plur"
            case "px3sp": features["Person[psor]"] = "3"
            case "frm": features["Polite"] = "Form"
            case "attr": features["Derivation"] = "Attr"
            default:
                if let value = cases[name] { features[split == names.endIndex ? "Case" : "Case[base]"] = value }
            }
        }
        guard split != names.endIndex else { return features }
        features["Number"] = outer.contains("pl") ? "Plur" : "Sing"
        for name in outer { if let value = cases[name] { features["Case"] = value } }
        return features
    }

    @Test func `Features agree with the tags`() throws {
        var forms: [String: Set<String>] = [:]
        let kinds: Set = ["case", "attr", "attr-subst", "gen-subst", "sim", "equ"]
        var wrong: [String] = []
        var count = 0
        for row in try Shared.table("morph/kk_forms.tsv.gz") where !row[0].contains("+") && kinds.contains(row[3]) {
            guard row[4] == "std" || row[4] == "corrected" else { continue }
            if forms[row[0]] == nil {
                let code = kazakhClasses[row[0]] ?? tables.kazakh.guess(row[0])
                let found = try tables.kazakh.forms(of: row[0], classes: try WordClass.parse(code), upTo: .extended)
                forms[row[0]] = Set(found.map { "\($0.text) \($0.features)" })
            }
            count += 1
            let expected = "\(row[1]) \(features(row[2]))"
            // An abbreviation in the possessive of its head does not show the possessive.
            let possessed = row[2].contains("px3sp") ? expected : "\(row[1]) \(features(row[2] + "<px3sp>"))"
            if forms[row[0]]?.contains(expected) != true, forms[row[0]]?.contains(possessed) != true {
                wrong.append("\(row[2]) \(expected)")
            }
        }
        #expect(count > 20_000)
        #expect(wrong.count == 0, "\(wrong.count) wrong: \(wrong.prefix(30).joined(separator: "; "))")
    }

    @Test func `Russian features agree with the tags`() throws {
        let cases = ["nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"]
        var wrong: [String] = []
        for row in try Shared.table("morph/ru_forms.tsv.gz") where !row[3].contains("rare") {
            let code = russianClasses[row[0]] ?? tables.russian.guess(row[0])
            let forms = try tables.russian.forms(of: row[0], classes: try WordClass.parse(code))
            let tags = row[2].split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
            let fits = forms.contains { form in
                guard form.text == row[1] else { return false }
                // Words that never change have no features to agree.
                if form.features.values.isEmpty { return true }
                return form.features["Case"] == tags.compactMap { cases[$0] }.first
                    && form.features["Number"] == (tags.contains("plur") ? "Plur" : "Sing")
            }
            if !fits { wrong.append("\(row[1]) \(row[2])") }
        }
        #expect(wrong.count == 0, "\(wrong.prefix(30).joined(separator: "; "))")
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

    /// Phrases whose first word may take the genitive, the possessive, or both.
    @Test(arguments: [
        ("мәслихат хатшысы", "B.T B.V+px"), ("парламент депутаты", "F.T B.T+px"), ("сенат төрағасы", "B.T B.V+px"),
    ])
    func `Kazakh phrases have the variants that are expected of them`(term: String, code: String) throws {
        let rows = try Shared.table("morph/kk_multiword.tsv.gz").filter { $0[0] == term }
        let variants = Set(rows.filter { $0[4] == "variant" }.map { $0[1] })
        let base = Set(rows.filter { $0[4] == "base" }.map { $0[1] })
        let forms = try tables.kazakh.forms(of: term, classes: try WordClass.parse(code), upTo: .extended)
        let found = Set(forms.map(\.text))
        #expect(!variants.isEmpty)
        #expect(
            variants.union(base).subtracting(found).count == 0, "\(variants.subtracting(found).sorted().prefix(20))")
    }

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
