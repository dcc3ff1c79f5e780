import TestSupport
import Testing
import TextCore

@Suite struct OffsetCursorTests {
    @Test func `Units agree with Swift's own views`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            let text = random.hostileText(pieces: 20)
            var utf16 = OffsetCursor(text: text.utf8, unit: .utf16)
            var scalars = OffsetCursor(text: text.utf8, unit: .scalar)
            for index in text.unicodeScalars.indices {
                let offset = text.utf8.distance(from: text.startIndex, to: index)
                #expect(utf16.convert(offset) == text.utf16.distance(from: text.startIndex, to: index))
                #expect(scalars.convert(offset) == text.unicodeScalars.distance(from: text.startIndex, to: index))
            }
        }
    }

    @Test func `Going back starts anew`() {
        var cursor = OffsetCursor(text: "🥩аким".utf8, unit: .utf16)
        #expect(cursor.convert(12) == 6)
        #expect(cursor.convert(4) == 2)
    }
}

@Suite struct PartialDateTests {
    @Test(arguments: ["2026", "2026-07", "2026-07-01", "2024-02-29", "0001-01-01"])
    func `Dates print as they were written`(text: String) { #expect(PartialDate(text)?.description == text) }

    @Test(arguments: [
        "", "26", "2026-7", "2026-13", "2026-00", "2025-02-29", "2026-07-32", "2026-07-01-1", "2026-", "+026", "二〇二六",
        "0000",
    ])
    func `What is no date is refused`(text: String) { #expect(PartialDate(text) == nil) }

    @Test func `A month is all its days`() throws {
        let month = try #require(PartialDate("2026-07"))
        #expect(month.earliest == 2026_07_01 && month.latest == 2026_07_31)
    }
}

@Suite struct UTF8DecodingTests {
    @Test(arguments: [
        ([0x61, 0xFF], 1), ([0xD0], 0), ([0xD0, 0xB0, 0xD0, 0x61], 2), ([0xC0, 0x80], 0),
        ([0x61, 0xED, 0xA0, 0x80], 1),
        ([0xF4, 0x90, 0x80, 0x80], 0),
    ])
    func `The first bad byte is named`(bytes: [UInt8], offset: Int) {
        #expect(throws: InvalidUTF8(offset: offset, byte: bytes[offset])) { try decodeUTF8(bytes) }
    }

    @Test func `Scalars are read in both directions`() {
        let text = "aЖ€🥩"
        var bytes = Array(text.utf8)
        bytes.withUnsafeMutableBufferPointer { buffer in
            let bytes = UnsafeBufferPointer(buffer)
            var offset = 0
            for scalar in text.unicodeScalars {
                let forward = decodeScalar(bytes, at: offset)
                offset += forward.length
                #expect(forward.scalar == scalar.value)
                let backward = decodeScalar(bytes, endingAt: offset)
                #expect(backward?.scalar == scalar.value && backward?.length == forward.length)
            }
        }
    }
}
