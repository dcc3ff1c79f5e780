import TestSupport
import Testing
import Tusinik

/// The scanner against ICU running the rules that are made from the same scheme.
@Suite struct ReferenceTests {
    /// Small letters, a first capital, all capitals, and a mixture.
    private func casings(_ word: String) -> [String] {
        [
            word.lowercased(), word.prefix(1).uppercased() + word.dropFirst().lowercased(), word.uppercased(),
            String(
                word.enumerated().flatMap { $0.offset % 3 == 1 ? $0.element.uppercased() : $0.element.lowercased() }),
        ]
    }

    private func words(in texts: [String]) -> Set<String> {
        var words: Set<String> = []
        for text in texts {
            for word in text.split(whereSeparator: { !$0.isLetter && $0 != "-" }) { words.insert(String(word)) }
        }
        return words
    }

    private func compare(
        _ scheme: TransliterationScheme, _ texts: [String], at location: Testing.SourceLocation = #_sourceLocation
    )
        throws
    {
        let reference = try ICUTransform(rules: scheme.icuRules)
        let transliterator = Transliterator(scheme)
        // In one go: a line for each text.
        let source = texts.joined(separator: "\n")
        let expected = try reference.transform(source)
        let found = transliterator.transliterate(source)
        guard Array(found.utf8) != Array(expected.utf8) else { return }
        for (text, (expected, found)) in zip(
            source.split(separator: "\n"), zip(expected.split(separator: "\n"), found.split(separator: "\n")))
        where Array(expected.utf8) != Array(found.utf8) {
            Issue.record(
                "\(scheme.id): '\(text)' by ICU '\(expected)', by the scanner '\(found)'", sourceLocation: location)
            return
        }
        Issue.record("\(scheme.id): different lines", sourceLocation: location)
    }

    private static var schemeIDs: [String] { (try? CompiledGlossary.builtIn().schemeIDs) ?? [] }

    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"), arguments: schemeIDs)
    func `Both agree on every word of the corpora`(id: String) throws {
        let scheme = try #require(CompiledGlossary.builtIn().scheme(id: id))
        let texts = try ["ru", "kk"].flatMap { try Shared.corpus("corpus/dev-\($0).jsonl") }
        let words = words(in: texts).filter {
            $0.unicodeScalars.allSatisfy { !(0x61...0x7A).contains($0.value | 0x20) }
        }
        try compare(scheme, words.sorted().flatMap(casings))
        let lines = texts.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }.filter { line in
            // Mixed scripts and addresses are prepared, which is not the reference's business.
            !line.unicodeScalars.contains { (0x61...0x7A).contains($0.value | 0x20) || $0 == "@" }
                && line.utf8.count < ICUTransform.pieceLength
        }
        try compare(scheme, lines + lines.map { $0.uppercased() })
    }

    @Test(arguments: schemeIDs)
    func `Both agree on the labels of the glossary`(id: String) throws {
        let glossary = try CompiledGlossary.builtIn()
        let scheme = try #require(glossary.scheme(id: id))
        let labels = glossary.concepts.flatMap(\.terms).filter { $0.language != .english }.map(\.label)
        let cyrillic = Set(labels).filter { !$0.unicodeScalars.contains { (0x61...0x7A).contains($0.value | 0x20) } }
        try compare(scheme, cyrillic.sorted().flatMap(casings))
    }

    @Test func `Mistakes in rules are placed`() throws {
        #expect(throws: ICUTransformError.unknownID("Russian-Klingon")) { try ICUTransform(id: "Russian-Klingon") }
        #expect(try ICUTransform(id: "Russian-Latin/BGN").transform("Щука\nщука") == "Shchuka\nshchuka")
        #expect(try ICUTransform(rules: "щ > shch ;").transform("щ") == "shch")
        do {
            _ = try ICUTransform(rules: "щ > shch ;\nа > a ;\nб } > b } ;\n")
            Issue.record("bad rules were taken")
        } catch ICUTransformError.badRules(let mistake, let line, _, let near) {
            #expect(mistake.hasPrefix("U_") && near.contains("б"), "\(mistake) \(near)")
            #expect(line == 3)
        }
    }

    @Test func `A transform goes through long lines in pieces`() throws {
        let transform = try ICUTransform(rules: "а > a ;")
        for text in [String(repeating: "а", count: 50_000), String(repeating: "а б ", count: 20_000), "", "\n\n"] {
            #expect(try transform.transform(text) == text.replacing("а", with: "a"))
        }
    }

    @Test(arguments: schemeIDs)
    func `Both agree on random letters`(id: String) throws {
        let scheme = try #require(CompiledGlossary.builtIn().scheme(id: id))
        let letters = Array("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһієѣ".unicodeScalars)
        let others = Array(" ,.-–«»'’7٣\u{AD}\u{301}ωΣ字\u{200D}№".unicodeScalars)
        let capitals = letters.map { $0.properties.uppercaseMapping.unicodeScalars.first ?? $0 }
        var random = SeededGenerator(seed: 2021)
        var lines: [String] = []
        for number in 0..<3_000 {
            var line = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                switch Int.random(in: 0..<(number % 2 == 0 ? 10 : 40), using: &random) {
                case 0...1: line.append(others[Int.random(in: 0..<others.count, using: &random)])
                case 2...5: line.append(capitals[Int.random(in: 0..<letters.count, using: &random)])
                default: line.append(letters[Int.random(in: 0..<letters.count, using: &random)])
                }
            }
            lines.append(String(line))
        }
        try compare(scheme, lines)
    }
}
