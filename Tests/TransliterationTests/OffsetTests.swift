import TestSupport
import Testing
import Tusinik

@Suite struct OffsetTests {
    @Test func `Offsets lead back to the letters`() throws {
        let text = "За\u{301}мок, раи\u{306}он и ЩУКА"
        let noted = try Transliterator(scheme: "ru-bgn-pcgn-1947").transliterateWithEdits(text)
        #expect(noted.text == "Za\u{301}mok, rayon i SHCHUKA")
        func source(of latin: String) throws -> String {
            let utf8 = Array(noted.text.utf8)
            let wanted = Array(latin.utf8)
            let start = try #require(
                (0...(utf8.count - wanted.count)).first { Array(utf8[$0..<($0 + wanted.count)]) == wanted })
            let range = noted.edits.sourceRange(ofResult: start..<(start + wanted.count))
            return String(decoding: Array(text.utf8)[range], as: UTF8.self)
        }
        #expect(try source(of: "rayon") == "раи\u{306}он")
        #expect(try source(of: "y") == "и\u{306}")
        #expect(try source(of: "SHCHUKA") == "ЩУКА")
        #expect(try source(of: "UKA") == "УКА")
        #expect(try source(of: "CH") == "Щ")
    }

    /// The text with a map is the text without; and the map rebuilds it.
    @Test func `Edits rebuild the result of hostile text`() throws {
        var random = SeededGenerator(seed: 77)
        let transliterators = try ["ru-bgn-pcgn-1947", "kk-latn-2021-04", "kk-arab-tote", "bgn-pcgn", "ru-mvd-310-fr"]
            .map {
                try Transliterator(scheme: $0, usesOfficialSpellings: $0 == "bgn-pcgn")
            }
        let pieces = [
            "Щ", "ЩУКА", "www.", "a@б.в ", "http://", "Я", "Ю.", "ѝ", "Aкорда", "кc", "Астанада", "\u{308}", "Е",
        ]
        var failures = 0
        for _ in 0..<400 {
            var text = random.hostileText(pieces: 30)
            for _ in 0..<8 { text += pieces[Int.random(in: 0..<pieces.count, using: &random)] }
            for transliterator in transliterators {
                let plain = Array(transliterator.transliterate(text).utf8)
                let noted = transliterator.transliterateWithEdits(text)
                let agree =
                    Array(noted.text.utf8) == plain && noted.edits.applied(to: Array(text.utf8)) == plain
                    && transliterator.transliterate(utf8: Array(text.utf8)) == plain
                if !agree, failures < 3 {
                    failures += 1
                    Issue.record("'\(text)': '\(noted.text)', '\(String(decoding: plain, as: UTF8.self))'")
                }
            }
        }
    }

    @Test func `Bytes that are not UTF-8 do no harm`() throws {
        let transliterator = try Transliterator(scheme: "bgn-pcgn", usesOfficialSpellings: true)
        for bytes: [UInt8] in [
            [0xD0], [0xD0, 0xA9, 0xD0], [0xD0, 0x41], [0x80, 0xD4], [0xF0, 0x90], [0xD0, 0xAF, 0xE2, 0x80],
        ] {
            _ = transliterator.transliterate(utf8: bytes)
        }
    }

    /// Hostile repetition takes time in proportion: these would take hours if anything were quadratic.
    @Test func `Nothing is quadratic`() throws {
        let transliterators = try ["ru-bgn-pcgn-1947", "kk-arab-tote", "bgn-pcgn", "ru-icao-9303"].map {
            try Transliterator(scheme: $0, usesOfficialSpellings: true)
        }
        for piece in [
            "Я ", "Щ\u{301}", "ЩЪ", "Ъ", "е\u{301}", "Я.", "@", "а@", "www.", "://", "a@a.", "и\u{306}a", "xа", "Ю1",
            "'Е", "І",
        ] {
            let text = String(repeating: piece, count: 300_000 / piece.utf8.count)
            for transliterator in transliterators { _ = transliterator.transliterate(text) }
        }
    }
}
