import Foundation
import TestSupport
import Testing
import Tusinik

@Suite struct RestorerTests {
    /// The distinct words of the corpus of the scheme's language that have only letters of the scheme, in three casings.
    private func words(of scheme: TransliterationScheme) throws -> [String] {
        var words: Set<String> = []
        for text in try Shared.corpus("corpus/dev-\(scheme.languages[0]).jsonl") {
            for word in text.split(whereSeparator: { !$0.isLetter }) { words.insert(word.lowercased()) }
        }
        return words.filter { $0.unicodeScalars.allSatisfy { scheme.letters[$0.value] != nil } }.sorted()
            .flatMap { [$0, $0.prefix(1).uppercased() + $0.dropFirst(), $0.uppercased()] }
    }

    private static let schemes =
        (try? CompiledGlossary.builtIn().schemes.filter { $0.restoration != .none }) ?? []

    /// What each guarantee is worth: the share of words that come back, without and with a list of them.
    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"), arguments: schemes)
    func `Words of the corpora come back`(scheme: TransliterationScheme) throws {
        let transliterator = Transliterator(scheme)
        let words = try words(of: scheme)
        #expect(words.count > 3_000)
        func lost(_ known: Set<String>) throws -> [String] {
            let restorer = try Restorer(scheme: scheme.id, words: known)
            // Each in a line: in one line, a word of one letter is written by its neighbours.
            let back = try restorer.restore(transliterator.transliterate(words.joined(separator: "\n")))
            return zip(words, back.split(separator: "\n", omittingEmptySubsequences: false))
                .filter { Array($0.utf8) != Array($1.utf8) }.map { "\($0): \($1)" }
        }
        let missing = try lost([])
        let lostWithList = try lost(Set(words.map { $0.lowercased() }))
        let counts = "\(scheme.id): of \(words.count) words lost \(missing.count), with a list \(lostWithList.count)"
        switch scheme.restoration {
        case .exact: #expect(missing.isEmpty, "\(counts): \(missing.prefix(20))")
        case .most:
            #expect(
                missing.count * 40 <= words.count && lostWithList.count * 500 <= words.count,
                "\(counts) \(missing.prefix(20))")
        case .words:
            #expect(
                missing.count * 12 <= words.count && lostWithList.count * 33 <= words.count,
                "\(counts) \(missing.prefix(20))")
        case .none: break
        }
    }

    @Test(arguments: ["ru-gost-779-a", "ru-gost-16876-t1", "ru-gost-16876-t2", "kk-iso-9"])
    func `Exact schemes lose no word at all`(id: String) throws {
        let scheme = try #require(CompiledGlossary.builtIn().scheme(id: id))
        #expect(scheme.restoration == .exact)
        let restorer = try Restorer(scheme)
        let letters = scheme.letters.keys.sorted().compactMap(Unicode.Scalar.init)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...14, using: &random)
            var word = String(
                String.UnicodeScalarView(
                    (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }))
            if Bool.random(using: &random) { word = word.prefix(1).uppercased() + word.dropFirst() }
            let latin = Transliterator(scheme).transliterate(word)
            // Signs alone are not taken for letters.
            guard latin.contains(where: \.isLetter), !"ъьЪЬ".contains(word.prefix(1)) else { continue }
            #expect(try restorer.restore(latin) == word, "\(latin)")
        }
    }

    @Test(arguments: [
        ("kk-latn-2021-04", "Mäjılıs deputattary, MÄJILIS", "Мәжіліс депутаттары, МӘЖІЛІС"),
        ("kk-latn-2018", "Qazaqstan Respýblıkasy", "Қазақстан Республикасы"),
        ("kk-latn-2017", "Ko'ks'etay' Ko’ks’etay’ Ko\u{2BC}ks\u{2BC}etay\u{2BC}", "Көкшетау Көкшетау Көкшетау"),
        ("ru-bgn-pcgn-1947", "Yel’tsin: «Shchuka», 'poyezdka' i uchit’sya", "Ельцин: «Щука», 'поездка' и учиться"),
        ("ru-bgn-pcgn-1947", "https://shchuka.ru i shchuka@pochta.ru", "https://shchuka.ru и shchuka@pochta.ru"),
        ("ru-gost-779-a", "Ŝuka, ŜUKA, S\u{30C}est\u{2B9}", "Щука, ЩУКА, Шесть"),
        ("ru-gost-16876-t2", "\"Shhuka\" s\"ezd", "\"Щука\" съезд"), ("ru-gost-779-a", "", ""),
        ("ru-gost-779-a", "12 ' ’ 字 wq", "12 ' ’ 字 wq"),
    ])
    func `Words come back in their text`(id: String, latin: String, cyrillic: String) throws {
        #expect(try Restorer(scheme: id).restore(latin) == cyrillic)
    }

    @Test func `Lossy schemes are refused`() throws {
        for id in ["ru-icao-9303", "slug", "kk-arab-tote"] {
            #expect(throws: NotRestorable.self) { try Restorer(scheme: id) }
        }
        #expect(throws: UnknownScheme.self) { try Restorer(scheme: "bgn-pcgn") }
    }

    @Test func `Hostile text ends`() throws {
        var random = SeededGenerator(seed: 4)
        let restorer = try Restorer(scheme: "kk-latn-2021-04")
        for _ in 0..<200 { _ = try restorer.restore(random.hostileText(pieces: 60)) }
        for piece in ["i", "ia", "'", "a\u{301}", "@a.", "www."] {
            _ = try restorer.restore(String(repeating: piece, count: 20_000))
        }
    }
}
