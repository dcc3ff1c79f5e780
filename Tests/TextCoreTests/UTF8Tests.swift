import TestSupport
import Testing
import TextCore

/// Checking UTF-8 without a string, against Swift's own reader.
@Suite struct UTF8Tests {
    private func offset(_ bytes: [UInt8]) -> Int? {
        do throws(InvalidUTF8) {
            try bytes.withUnsafeBufferPointer { (buffer) throws(InvalidUTF8) in try validateUTF8(buffer) }
            return nil
        } catch {
            return error.offset
        }
    }

    private func expected(_ bytes: [UInt8]) -> Int? {
        do throws(InvalidUTF8) {
            _ = try decodeUTF8(bytes)
            return nil
        } catch {
            return error.offset
        }
    }

    @Test func `Both find the same first mistake`() {
        var generator = SeededGenerator(seed: 8)
        let edges: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xD0, 0xD3, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
            0x9F,
            0xA0, 0x8F, 0x90,
        ]
        for _ in 0..<4000 {
            var bytes = Array(generator.hostileText(pieces: 12).utf8)
            #expect(offset(bytes) == nil)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                bytes.insert(edges[Int.random(in: 0..<edges.count, using: &generator)], at: place)
            }
            #expect(offset(bytes) == expected(bytes), "\(bytes)")
            bytes.removeLast(Int.random(in: 0...min(3, bytes.count), using: &generator))
            #expect(offset(bytes) == expected(bytes), "\(bytes)")
        }
    }
}
