import CompiledGlossary
import Glossary
import TestSupport
import Testing
import TextCore
import UnicodeSupport

@testable import Annotation

/// A text with its mentions between bars: `Выборы |акимов=akim| районов`.
private func barred(_ annotated: AnnotatedText, ids: Bool = false) -> String {
    var output = ""
    var place = annotated.text.startIndex
    for mention in annotated {
        output += annotated.text[place..<mention.range.lowerBound] + "|" + mention.text
        output += (ids ? "=" + mention.concept.id : "") + "|"
        place = mention.range.upperBound
    }
    return output + annotated.text[place...]
}

private func plain(_ text: String) -> String { text.replacing("|", with: "") }

@Suite struct MatchingTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    @Test(arguments: [
        // Inflection yes, derivation no.
        "|Акимы| и |акимат|, но каким образом",
        "районных, областного, |районов| и |областей|",
        "|Әкім|, |әкімге|, |әкімдіктің|; әкімшілік емес",
        "|министр|, |министрлік|",
        "|Депутаты| |мажилиса|, |партии| и |выборы|",
        // The longest term wins; agreement must hold.
        "|глава государства| и глава книги",
        "сессия |районного маслихата|; районным |маслихата|",
        "|местными исполнительными органами|",
        "|Центральной избирательной комиссией|",
        "|Конституционный суд| и |конституционного закона|",
        // Where words begin and end.
        "экс-|аким|, |акимом|, (|аким|), «|аким|», |аким|/|депутат|, сельаким, аким2",
        "_|аким|_", "|аким|!", "\u{301}|аким|",
        // Not over the end of a sentence or paragraph, but over a line's end.
        "глава. Государства", "глава\n\nгосударства", "глава\u{2029}государства",
        "|глава\nгосударства|", "|глава\r\nгосударства|", "|глава \t государства|", "|глава\u{A0}государства|",
        // Names inside a term, complements of either number, and hyphens as people write them.
        "|акима Алматинской области|, |акимы областей|, |аким| сказал |области|",
        "|акимат Северо-Казахстанской области|",
        "|премьер-министра|, |премьер министра|, |премьер – министра|, |премьер‑министра|",
        "|облыстың әкіміне|, Жайлау |облысы әкімінің|", "|аким| подписал план для Энской |области|",
        // Refused: wrong harmony, wrong class of sound, a second possessive, derivation.
        "әкімдар, мәжілісдің, әкімілер, әкімісі, әкімшілік", "депутаттық, депутатсыз, депутаттылар",
        "районным |маслихата|",
        // Two adjectives with one noun; a singular adjective alone does not take a plural noun.
        "|областной и районный маслихаты|, |областного и городского акиматов|", "областной |маслихаты|",
        // Names that are words.
        "«|Аманат|» и аманат", "|партия Аманат|", "|AMANAT|", "|ауыл| мен |«Ауыл» партиясы|",
        // Abbreviations in capitals.
        "|МВД| и мвд", "|Премьер-Министр РК|, |премьер-министром РК|, |премьер-министр| рк", "|ҚР|", "|тг|",
        // Kazakh phrases.
        "|Сайлау| комиссиясы", "|орталық сайлау комиссиясының|", "|мемлекет басшысына|",
    ])
    func `Terms are found where they stand`(text: String) {
        #expect(barred(annotator.annotate(plain(text))) == text)
    }

    /// Each row: the text as people write it, and the concepts in it.
    @Test(arguments: [
        ("Мәжіліс депутаттары ауыл әкімдеріне сұрақ қойды", ["mazhilis", "deputy", "village", "akim"]),
        ("Выборы акимов сёл", ["elections", "akim", "village"]),
        ("Президент сайлауы", ["presidential-elections"]),
    ])
    func `Dirt does not hide terms`(text: String, concepts: [String]) {
        var decomposed = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "й": decomposed += "и\u{306}"
            case "ё": decomposed += "е\u{308}"
            default: decomposed.unicodeScalars.append(scalar)
            }
        }
        var hyphenated = ""
        for (index, character) in text.enumerated() {
            hyphenated.append(character)
            if index % 5 == 2, character.isLetter { hyphenated += "\u{AD}" }
        }
        let variants = [
            text, decomposed, hyphenated, text.uppercased(), text.replacing("і", with: "i"),
            text.replacing("а", with: "a").replacing("о", with: "o"), text.replacing(" ", with: "\u{A0}"),
            "🥩👨‍👩‍👧 " + text, "❗️" + text, text.replacing("ә", with: "ə"), "«" + text + "»",
            text.replacing("ы", with: "ы\u{301}"),
        ]
        for variant in variants {
            let annotated = annotator.annotate(variant)
            #expect(annotated.map(\.concept.id) == concepts, "\(variant)")
            for mention in annotated {
                let range = mention.utf8Range
                #expect(Array(variant.utf8)[range].elementsEqual(mention.text.utf8))
            }
        }
    }

    @Test func `A mention knows its form`() throws {
        let mention = try #require(annotator.annotate("ауыл әкімдеріне").last)
        #expect(mention.lemma == "әкім" && mention.language == .kazakh)
        #expect(mention.readings == ["Case=Dat|Number=Plur|Person[psor]=3"])
        let russian = try #require(annotator.annotate("о выборах акимов").last)
        #expect(russian.readings == ["Case=Acc|Number=Plur", "Case=Gen|Number=Plur"])
        #expect(mention.concept.gloss(in: .english)?.isEmpty == false)
    }

    @Test func `The language of the paragraph chooses between equal forms`() {
        let text =
            "Депутаты задали вопрос правительству о ходе реформы.\nҮкімет отырысында депутаты сұрақ қойды, бұл өте маңызды."
        let mentions = annotator.annotate(text).filter { $0.concept.id == "deputy" }
        #expect(mentions.map(\.language) == [.russian, .kazakh])
        #expect(
            annotator.annotate("депутаты", language: .kazakh).first?.readings == ["Case=Nom|Number=Sing|Person[psor]=3"]
        )
    }

    @Test func `A Kazakh name does not make a Russian sentence Kazakh`() throws {
        let annotated = annotator.annotate("Депутаты партии «Әділет» приняли закон.")
        #expect(annotated.language == .russian)
        #expect(annotated.first?.readings == ["Case=Nom|Number=Plur"])
        #expect(annotator.annotate("Парламент Сенатының депутаты болып тағайындалды").language == .kazakh)
    }

    @Test func `Guarded forms are recognized in any spelling, and homonyms are told`() {
        for text in ["сел", "СЕЛ", "се\u{301}л", "с\u{AD}ел"] { #expect(annotator.annotate(text).isEmpty, "\(text)") }
        #expect(annotator.annotate("сёл").map(\.concept.id) == ["village"])
        #expect(annotator.annotate("Ауыл үлкен.").suppressed.map(\.concept.id) == ["auyl-party"])
    }

    @Test func `A sense that has not begun makes the mention less sure`() throws {
        let mention = try #require(annotator.annotate("Курултай", date: PartialDate("1980")).first)
        #expect(mention.decision == .likely && mention.reasons.last?.detail.hasPrefix("not yet on 1980") == true)
    }

    @Test func `What was rejected tells why`() throws {
        let suppressed = try #require(annotator.annotate("мвд").suppressed.first)
        #expect(suppressed.concept.id == "ministry-internal-affairs")
        #expect(suppressed.reasons.map(\.rule) == ["form", "case"])
    }

    @Test func `Options restrict the glossary and the mentions`() throws {
        var options = AnnotationOptions()
        options.only = ["akim"]
        let text = "Акимы и маслихаты: акимы районов"
        #expect(try barred(Annotator(options: options).annotate(text)) == "|Акимы| и маслихаты: |акимы| районов")
        options.mentions = .first
        #expect(try barred(Annotator(options: options).annotate(text)) == "|Акимы| и маслихаты: акимы районов")
        options = AnnotationOptions()
        options.except = ["territory", "maslikhat"]
        #expect(try barred(Annotator(options: options).annotate(text)) == "|Акимы| и маслихаты: |акимы| районов")
        options = AnnotationOptions()
        options.overlaps = .all
        let all = try Annotator(options: options).annotate("президент Казахстана")
        #expect(Set(all.map { String($0.text) }) == ["президент Казахстана", "президент", "Казахстана"])
    }

    @Test func `Senses are chosen by date`() throws {
        func sense(_ text: String, _ date: String?) throws -> Sense? {
            annotator.annotate(text, date: try date.map { try #require(PartialDate($0)) }).first?.sense
        }
        #expect(try sense("Астана", "2023-01-01")?.from?.description == "2022-09-17")
        #expect(try sense("Астана", "2018")?.until?.description == "2019-03")
        #expect(try sense("Мажилис", "2021-01-05")?.until?.description == "2026-07-01")
        #expect(try sense("Мажилис", "2026-11-21")?.until?.description == "2026-07-01")
        #expect(try sense("Астана", nil)?.until == nil)
    }

    @Test(arguments: [
        ("әкімнің", ["akim"]), ("АКИМОВ", ["akim"]), ("  главе   государства ", ["head-of-state"]),
        ("mazhilis", ["mazhilis"]), ("local-self-government", ["local-self-government"]),
        ("мвд", ["ministry-internal-affairs"]),
        ("каким", []), ("", []), ("аким района и", []),
    ])
    func `Words are looked up in any form`(word: String, ids: [String]) {
        #expect(Array(Set(annotator.lookUp(word).map(\.concept.id))).sorted() == ids)
    }
}

@Suite struct MatcherLawTests {
    private let glossary: CompiledGlossary
    private let annotator: Annotator

    init() throws {
        glossary = try CompiledGlossary.builtIn()
        annotator = try Annotator()
    }

    /// The slow way: the whole text normalized, every word start tried, everything mapped back.
    private func naive(_ text: String) throws -> Set<Candidate> {
        let source = Array(text.utf8)
        let edits = try glossary.normalizer.edits(of: source, for: .match)
        let normalized = edits.applied(to: source)
        let matcher = Matcher(glossary: glossary, automaton: glossary.automaton)
        var found: [Candidate] = []
        normalized.withUnsafeBufferPointer { bytes in
            matcher.scan(bytes) { found += $0 }
        }
        return Set(
            found.map { candidate in
                var range = edits.sourceRange(ofResult: candidate.range)
                var end = range.upperBound
                source.withUnsafeBufferPointer { bytes in
                    while end < bytes.count, CharacterProperties.isMark(decodeScalar(bytes, at: end).scalar) {
                        end += decodeScalar(bytes, at: end).length
                    }
                }
                range = range.lowerBound..<end
                return Candidate(range: range, term: candidate.term, readingSet: candidate.readingSet)
            })
    }

    private func fast(_ text: String) -> Set<Candidate> {
        var text = text
        var found: [Candidate] = []
        text.withUTF8 { bytes in Matcher(glossary: glossary, automaton: glossary.automaton).scan(bytes) { found += $0 }
        }
        // Normalized text has neither capitals nor ends of lines: what was repaired by them is tested apart.
        return Set(found.filter { $0.repair == nil })
    }

    @Test func `The fast way finds what the slow way finds in hostile text`() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<1_500 {
            let text = random.hostileText(pieces: 14)
            let (fast, naive) = (fast(text), try naive(text))
            #expect(fast == naive, "\(text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " "))")
        }
    }

    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"), arguments: ["dev-ru.jsonl", "dev-kk.jsonl"])
    func `The fast way finds what the slow way finds in real text`(name: String) throws {
        for text in try Shared.corpus("corpus/" + name) {
            #expect(fast(text) == (try naive(text)), "\(text)")
        }
    }

    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"), arguments: ["dev-ru.jsonl", "dev-kk.jsonl"])
    func `No mention crosses the end of a sentence that ICU finds`(name: String) throws {
        var count = 0
        for text in try Shared.corpus("corpus/" + name) {
            let ends = try SentenceBoundaries.find(in: text, language: "ru")
            for mention in annotator.annotate(text) {
                count += 1
                let crossed = ends.filter { $0 > mention.utf8Range.lowerBound && $0 < mention.utf8Range.upperBound }
                #expect(crossed.isEmpty, "\(mention.text)")
            }
        }
        #expect(count > 500)
    }

    @Test func `Mentions are in order, do not overlap, and slice the text`() {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<500 {
            let text = random.hostileText(pieces: 20)
            let annotated = annotator.annotate(text)
            var end = 0
            for mention in annotated {
                #expect(mention.utf8Range.lowerBound >= end && !mention.text.isEmpty)
                #expect(Array(text.utf8)[mention.utf8Range].elementsEqual(mention.text.utf8))
                end = mention.utf8Range.upperBound
            }
        }
    }

    @Test func `Many threads share one annotator and agree`() async {
        let text = "Депутаты мажилиса и аки\u{301}мы сёл; мәжiлiс депутаттары."
        let expected = annotator.annotate(text).map(\.utf8Range)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { [annotator] in
                    (0..<50).allSatisfy { _ in annotator.annotate(text).map(\.utf8Range) == expected }
                }
            }
            for await agrees in group { #expect(agrees) }
        }
    }

    @Test func `Long words and long texts are read in one pass`() {
        let long = String(repeating: "аким", count: 50_000)
        #expect(annotator.annotate(long).isEmpty)
        let marks = "аким" + String(repeating: "\u{301}", count: 5_000)
        _ = annotator.annotate(marks)
        let spaces = "глава" + String(repeating: " ", count: 5_000) + "государства"
        #expect(annotator.annotate(spaces).count <= 1)
        #expect(annotator.annotate(String(repeating: "аким ", count: 20_000)).count == 20_000)
    }
}

@Suite(.enabled(if: Shared.exists("articles"), "needs ../shared/articles"))
struct ArticleTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    /// How often each word of the contract's list stands in an article, counted by hand-written stems, against what is
    /// found there: nothing missed, nothing inside other words.
    @Test(arguments: ["articles/tengrinews-akim-elections-2021.txt", "articles/liter-akim-elections-2023.txt"])
    func `Every oblique form is found, and only whole words`(path: String) throws {
        let text = try Shared.text(path)
        let mentions = annotator.annotate(text).mentions
        let words: [(concept: String, forms: Set<String>)] = [
            ("akim", ["аким", "акимы", "акимов", "акимам", "акимами", "акимах", "акима"]),
            ("akimat", ["акимат", "акимата", "акиматы"]),
            ("mazhilis", ["мажилис", "мажилиса", "мажилисе"]),
            ("parliament", ["парламент", "парламента", "парламенте"]),
            ("deputy", ["депутат", "депутаты", "депутатов"]),
            ("elections", ["выборы", "выборов", "выборам", "выборах"]),
        ]
        for (concept, forms) in words {
            let expected = text.lowercased().split { !$0.isLetter }.filter { forms.contains(String($0)) }.count
            let found = mentions.filter { $0.concept.id == concept }.count
            #expect(found == expected, "\(concept)")
        }
        for mention in mentions {
            if let before = text[..<mention.range.lowerBound].unicodeScalars.last {
                #expect(!CharacterProperties.isAlphabetic(before.value), "\(mention.text)")
            }
            if let after = text[mention.range.upperBound...].unicodeScalars.first {
                #expect(!CharacterProperties.isAlphabetic(after.value), "\(mention.text)")
            }
        }
    }
}
