import Glossary
import GlossaryCompiler
import Morphology
import TestSupport
import Testing
import TextCore
import Transliteration

@testable import Annotation
@testable import CompiledGlossary

/// Kazakh and Russian in Latin letters.
@Suite struct LatinTests {
    private let glossary: CompiledGlossary
    private let annotator: Annotator

    init() throws {
        glossary = try CompiledGlossary.builtIn()
        annotator = Annotator(glossaries: [glossary])
    }

    // MARK: Sentences

    private struct Row {
        var head: String
        var text: String
        var mentions: [String]
    }

    private static func rows(_ name: String) throws -> [Row] {
        let file = try Shared.project("Tests/AnnotationTests/Sentences/\(name).txt")
        var head = ""
        var rows: [Row] = []
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                head = String(line.dropFirst().dropLast())
                continue
            }
            let parts = line.split(separator: " | ", maxSplits: 1)
            rows.append(
                Row(
                    head: head, text: String(parts[0]),
                    mentions: parts.count > 1 ? parts[1].split(separator: "; ").map(String.init) : []))
        }
        return rows
    }

    @Test func `Sentences in each alphabet and in plain ASCII`() throws {
        let rows = try Self.rows("latin")
        #expect(Set(rows.map(\.head)).count == 8)
        for row in rows {
            let found = annotator.annotate(row.text)
            #expect(
                found.mentions.map { "\($0.text) = \($0.concept.id)" } == row.mentions, "[\(row.head)] \(row.text)")
            #expect(found.text == row.text)
            let language: Language = row.head.hasPrefix("ru") ? .russian : .kazakh
            #expect(found.language == language, "[\(row.head)] \(row.text)")
            for mention in found.mentions {
                let bytes = Array(row.text.utf8)[mention.utf8Range]
                #expect(String(decoding: bytes, as: UTF8.self) == String(mention.text))
                #expect(mention.reasons.first?.rule == "latin")
            }
        }
    }

    @Test func `Other languages in Latin letters hold nothing`() throws {
        let rows = try Self.rows("foreign")
        for row in rows {
            #expect(annotator.annotate(row.text).mentions.map { String($0.text) } == [], "[\(row.head)] \(row.text)")
        }
        let together = rows.map(\.text).joined(separator: "\n")
        #expect(annotator.annotate(together).isEmpty)
    }

    @Test(arguments: [
        ("Májilis depýtattary", ["mazhilis", "deputy"], Decision.certain),
        ("Mäjilis deputattary", ["mazhilis", "deputy"], .certain),
        ("Majilis deputattary", ["mazhilis", "deputy"], .likely),
        ("MÁJILIS DEPÝTATTARY", ["mazhilis", "deputy"], .certain),
        ("Ma\u{301}jilis depy\u{301}tattary", ["mazhilis", "deputy"], .certain),
        ("Ma’jilis depy’tattary", ["mazhilis", "deputy"], .likely),
        ("akimy oblastej", ["oblast-akim"], .likely),
        ("prezident", ["president"], .likely),
    ])
    func `Only ASCII letters make a mention likely`(text: String, concepts: [String], decision: Decision) {
        let found = annotator.annotate(text)
        #expect(found.mentions.map(\.concept.id) == concepts)
        #expect(found.mentions.allSatisfy { $0.decision == decision }, "\(found.mentions.map(\.decision))")
    }

    @Test func `Forms, guards and rules are those of the Cyrillic term`() throws {
        let mention = try #require(annotator.annotate("Vstrecha s akimami proshla segodnya").mentions.first)
        #expect(mention.lemma == "аким" && mention.readings == ["Case=Ins|Number=Plur"])
        // Parliaments of other countries, and a surname.
        for (cyrillic, latin) in [
            ("Парламент Грузии принял закон вчера.", "Parlament Gruzii prinyal zakon vchera."),
            ("Тренер Акимов сказал, что это было вчера.", "Trener Akimov skazal, chto eto bylo vchera."),
        ] {
            #expect(
                annotator.annotate(latin).mentions.map(\.concept.id)
                    == annotator.annotate(cyrillic).mentions.map(\.concept.id), "\(latin)")
        }
    }

    @Test func `Cyrillic text and words that mix scripts do not come this way`() {
        for text in ["Мәжілiс депутаттары IBM PC", "Акимы oбластей обсудили бюджет"] {
            let mayRead = Array(text.utf8).withUnsafeBufferPointer { LatinReader.mayRead($0) }
            #expect(!mayRead)
        }
        // The look-alike in the last word is found as in Cyrillic text.
        let found = annotator.annotate("Prezident vstretilsya s chlenami pravitelstva i aкимом").mentions
        #expect(found.map { String($0.text) } == ["Prezident", "chlenami pravitelstva", "aкимом"])
    }

    @Test func `Lines of one text are judged one by one`() {
        let text = """
            Parliament approves the budget of the government
            Májilis depýtattary búgin jańa zań jobasyn talqylady
            Депутаты мажилиса обсудили бюджет
            """
        let found = annotator.annotate(text).mentions
        #expect(
            found.map { String($0.text) } == ["Májilis", "depýtattary", "zań jobasyn", "Депутаты", "мажилиса"])
    }

    // MARK: Laws

    private func ascii(_ text: String) -> String {
        let plain: [Character: String] = [
            "á": "a", "ä": "a", "ǵ": "g", "ğ": "g", "ı": "i", "ï": "i", "ń": "n", "ñ": "n", "ŋ": "n", "ó": "o",
            "ö": "o",
            "ý": "y", "ú": "u", "ü": "u", "ū": "u", "ş": "s", "ç": "c", "é": "e", "İ": "I", "Á": "A", "Ä": "A",
            "Ǵ": "G",
            "Ğ": "G", "Ó": "O", "Ö": "O", "Ú": "U", "Ü": "U", "Ū": "U", "Ş": "S", "Ç": "C", "'": "", "ʹ": "", "ʺ": "",
            "Ý": "Y", "Ñ": "N", "Ń": "N", "Ŋ": "N", "Ï": "I", "É": "E",
        ]
        return text.map { plain[$0] ?? String($0) }.joined()
    }

    /// Every label and a sample of the forms of every term, by every scheme: the concept is among the candidates.
    @Test func `Labels and forms are found by every scheme`() throws {
        let tables = try TableReader.builtIn()
        let schemes: [Language: [(name: String, write: (String) -> String)]] = try [
            .kazakh: [
                "kk-latn-2017", "kk-latn-2018", "kk-latn-2021-01", "kk-latn-2021-04", "kk-qazaqparat-2004",
            ], .russian: ["ru-icao-9303", "ru-bgn-pcgn-1947", "ru-gost-779-a"],
        ].mapValues { ids in
            try ids.map { id in
                let transliterator = Transliterator(try #require(glossary.scheme(id: id)))
                return (id, { transliterator.transliterate($0) })
            }
        }
        let plain = Transliterator(try #require(glossary.scheme(id: "kk-latn-2018")))
        let passport = Transliterator(try #require(glossary.scheme(id: "ru-gost-779-a")))
        var generator = SeededGenerator(seed: 6)
        var counts: [String: (found: Int, all: Int)] = [:]
        var missing: [String] = []
        for concept in glossary.concepts {
            for term in concept.terms where term.language != .english {
                let classes = try WordClass.parse(term.inflection ?? "")
                var forms = [term.label]
                let others: [String]
                if term.language == .russian {
                    others = try tables.russian.forms(of: term.label, classes: classes).filter { $0.tier <= .extended }
                        .map(\.text)
                } else if classes.allSatisfy(\.isFixed) {
                    others = []
                } else {
                    others = try tables.kazakh.stems(of: term.label, classes: classes).flatMap { stem in
                        tables.kazakh.endings(of: stem.paradigm, upTo: .extended).map { stem.text + $0.text }
                    }
                }
                #if DEBUG
                    let sample = 1
                #else
                    let sample = 8
                #endif
                for _ in 0..<sample where !others.isEmpty {
                    forms.append(others[Int.random(in: 0..<others.count, using: &generator)])
                }
                for form in forms
                where !form.contains(WordClass.gapMark) && !form.contains(WordClass.anyWordMark)
                    && !form.unicodeScalars.contains(where: { (0x61...0x7A).contains($0.value | 0x20) })
                {
                    var spellings = schemes[term.language, default: []].map { ($0.name, $0.write(form)) }
                    let own = term.language == .kazakh ? plain : passport
                    spellings.append(
                        (
                            "\(term.language.rawValue) ascii",
                            term.language == .kazakh
                                ? ascii(own.transliterate(form)) : asciiRussian(own.transliterate(form))
                        ))
                    for (name, spelling) in spellings {
                        counts[name, default: (0, 0)].all += 1
                        let isFound = annotator.lookUp(spelling).contains { $0.concept == concept }
                        if isFound { counts[name]?.found += 1 } else { missing.append("\(name): \(form) \(spelling)") }
                    }
                }
            }
        }
        for (name, count) in counts {
            #expect(count.found * 1000 >= count.all * 995, "\(name): \(count); \(missing.prefix(20))")
        }
        if !missing.isEmpty {
            print(
                "Not found in Latin letters: \(missing.count) of \(counts.values.reduce(0) { $0 + $1.all }): \(missing.filter { $0.hasPrefix("ru ascii") || $0.hasPrefix("kk") })"
            )
        }
    }

    private func asciiRussian(_ text: String) -> String {
        let plain: [Character: String] = [
            "ž": "z", "č": "c", "š": "s", "ŝ": "s", "ʺ": "", "ʹ": "", "è": "e", "û": "u", "â": "a", "ë": "e", "Ž": "Z",
            "Č": "C", "Š": "S", "Ŝ": "S", "È": "E", "Û": "U", "Â": "A", "Ë": "E",
        ]
        return text.map { plain[$0] ?? String($0) }.joined()
    }

    /// The six alphabets against the Cyrillic text of the same sentences.
    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"))
    func `A corpus in Latin letters holds nearly the mentions of the Cyrillic one`() throws {
        for (language, ids) in [
            ("kk", ["kk-latn-2017", "kk-latn-2018", "kk-latn-2021-01", "kk-latn-2021-04", "kk-qazaqparat-2004"]),
            ("ru", ["ru-icao-9303", "ru-bgn-pcgn-1947"]),
        ] {
            let texts = try Shared.corpus("corpus/dev-\(language).jsonl")
            #if DEBUG
                let sample = texts.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
            #else
                let sample = texts
            #endif
            let expected = sample.map { annotator.annotate($0).mentions.map(\.concept.id) }
            for id in ids {
                let transliterator = Transliterator(try #require(glossary.scheme(id: id)))
                var (both, extra, all) = (0, 0, 0)
                for (text, wanted) in zip(sample, expected) {
                    var rest = wanted
                    all += wanted.count
                    for mention in annotator.annotate(transliterator.transliterate(text)).mentions {
                        if let index = rest.firstIndex(of: mention.concept.id) {
                            rest.remove(at: index)
                            both += 1
                        } else {
                            extra += 1
                        }
                    }
                }
                #expect(both * 100 >= all * 95 && extra * 100 <= all * 4, "\(id): \(both) of \(all), \(extra) more")
            }
        }
    }

    // MARK: Hostile text

    @Test func `Hostile text has exact offsets, and a walk stays bounded`() throws {
        var generator = SeededGenerator(seed: 16)
        let pieces = [
            "Majilis", "depýtattary", "a'", "i'", "’", "ʹ", "ia", "iia", "ı", "I", "İ", "sh", "shch", "prezident", "na",
            "men",
            "ü", "u\u{308}", "a\u{301}", "ŋ", "w", "ß", "-", " ", " ", "\n", "akim", "y", "yy", "iy", "ий",
        ]
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<40 {
                text.unicodeScalars.append(
                    contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &generator)].unicodeScalars)
            }
            text += generator.hostileText(pieces: 6)
            let found = annotator.annotate(text)
            var end = 0
            for mention in found.mentions {
                #expect(mention.utf8Range.lowerBound >= end && !mention.utf8Range.isEmpty)
                end = mention.utf8Range.upperBound
                #expect(Array(text.utf8)[mention.utf8Range].elementsEqual(mention.text.utf8))
            }
        }
        let letters = try #require(LatinLetters.builtIn)
        for unit in ["i", "iy", "sh", "a'", "ia", "u\u{308}"] {
            let text = String(repeating: unit, count: 4000)
            let bytes = Array(text.utf8)
            let folded = bytes.withUnsafeBufferPointer { letters.fold(0..<bytes.count, in: $0) }
            var walk = LatinWalk(glossary: glossary, automaton: glossary.automaton, letters: letters)
            _ = walk.matches(from: 0, in: folded.scalars)
            #expect(walk.nodeCount < 4000)
            #expect(annotator.annotate(text).isEmpty)
        }
    }
}
