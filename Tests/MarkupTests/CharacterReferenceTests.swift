import TestSupport
import Testing
import TextCore

@testable import Markup

@Suite struct CharacterReferenceTests {
    @Test(arguments: [
        ("&#1178;ала", "Қала"), ("&#x49A;ала", "Қала"), ("&#X49a;ала", "Қала"), ("&#1178 ала", "Қ ала"),
        ("депутат&nbsp;Мажилиса", "депутат\u{A0}Мажилиса"), ("&nbspМажилис", "\u{A0}Мажилис"),
        ("&laquo;Аманат&raquo;", "«Аманат»"), ("&copy2023", "©2023"), ("&notin;", "∉"), ("&notit;", "¬it;"),
        ("&amp;nbsp;", "&nbsp;"), ("&;", "&;"), ("&", "&"), ("&#;", "&#;"), ("&#x;", "&#x;"), ("&#xg;", "&#xg;"),
        ("&аким;", "&аким;"), ("&hellip", "&hellip"), ("&#0;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}"),
        ("&#99999999999999999999;", "\u{FFFD}"), ("&#x10FFFF;", "\u{10FFFF}"), ("&#150;", "–"), ("&#129;", "\u{81}"),
        ("&NotEqualTilde;", "\u{2242}\u{338}"), ("&zwj;", "\u{200D}"), ("&zwnj;", "\u{200C}"), ("&shy;", "\u{AD}"),
        ("a &lt b", "a < b"),
    ])
    func `References are decoded as browsers do`(source: String, decoded: String) {
        let bytes = Array(source.utf8)
        let result = CharacterReferences.edits(of: bytes).applied(to: bytes)
        #expect(result == Array(decoded.utf8), "\(source): \(String(decoding: result, as: UTF8.self))")
    }

    @Test(arguments: [
        ("?a=1&copy=2", "?a=1&copy=2"), ("?a&copyright", "?a&copyright"), ("&copy;=", "©="), ("&copy", "©"),
        ("?a=1&amp;b=2", "?a=1&b=2"), ("&not-a", "¬-a"),
    ])
    func `In addresses old names are left alone`(source: String, decoded: String) {
        let bytes = Array(source.utf8)
        let result = CharacterReferences.edits(of: bytes, in: .attributeValue).applied(to: bytes)
        #expect(result == Array(decoded.utf8))
    }

    @Test func `Decoded text maps back to its source`() {
        let bytes = Array("а&#1178;б&nbsp;в".utf8)
        let edits = CharacterReferences.edits(of: bytes)
        // «Қ» is two bytes behind «а»; its source is the reference.
        #expect(edits.sourceRange(ofResult: 2..<4) == 2..<9)
        #expect(edits.sourceRange(ofResult: 4..<6) == 9..<11)
        #expect(edits.list.allSatisfy { $0.reasons == CharacterReferences.reason })
    }

    @Test func `The table is whole`() {
        #expect(NamedReferences.shared.count == 2125)
    }

    @Test func `Hostile text takes linear time and stays UTF-8`() {
        var random = SeededGenerator(seed: 71)
        let pieces = [
            "&", "&#", "&#x", ";", "1178", "49A", "amp", "CounterClockwiseContourIntegral", "no", "t", "Қ", "🥩",
        ]
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<20 { text += pieces.randomElement(using: &random) ?? "" }
            let bytes = Array(text.utf8)
            let edits = CharacterReferences.edits(of: bytes)
            #expect((try? decodeUTF8(edits.applied(to: bytes))) != nil)
        }
        let many = Array(String(repeating: "&CounterClockwiseContourIntegra", count: 2_000).utf8)
        #expect(CharacterReferences.edits(of: many).isEmpty)
    }
}
