import Foundation
import TestSupport
import Testing
import UnicodeSupport

@Suite struct EncodingTests {
    private func decode(_ bytes: [UInt8], _ name: String, piece: Int = 1 << 20) throws -> String {
        let decoder = try TextDecoder(try #require(TextEncoding(name)))
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let end = min(bytes.count, start + piece)
            output += try decoder.decode(Array(bytes[start..<end]), isLast: end == bytes.count)
        }
        return try #require(String(validating: output, as: UTF8.self))
    }

    /// Bytes from the code charts of the encodings.
    @Test(arguments: [
        ("windows-1251", [0xE0, 0xEA, 0xE8, 0xEC, 0x20, 0xB9, 0xA8] as [UInt8], "аким №Ё"),
        ("koi8-r", [0xC1, 0xCB, 0xC9, 0xCD, 0x20, 0xB3], "аким Ё"),
        ("KZ-1048", [0xBC, 0xEA, 0xB3, 0xEC, 0x20, 0x8D, 0xA2, 0xB4, 0xBA, 0xBE, 0xBF, 0x9E], "әкім Құөғңүһ"),
        ("strk1048-2002", [0xA3], "Ә"),
        ("PT154", [0xBA, 0xB4, 0x9D, 0xA2, 0xB3], "әҙқўі"),
        ("UTF-16LE", [0x30, 0x04, 0x3E, 0xD8, 0x69, 0xDD], "а🥩"),
        ("utf-16be", [0x04, 0x30], "а"),
        ("ibm866", [0xA0, 0xAA], "ак"),
    ])
    func `Encodings are decoded, whole and byte by byte`(name: String, bytes: [UInt8], text: String) throws {
        #expect(try decode(bytes, name) == text)
        for piece in 1...3 { #expect(try decode(bytes, name, piece: piece) == text) }
    }

    @Test func `KZ-1048 is windows-1251 but for the letters of Kazakh`() throws {
        let all = (0x80...0xFF).map { UInt8($0) }.filter { $0 != 0x98 }
        let (first, second) = (try decode(all, "KZ-1048"), try decode(all, "windows-1251"))
        // IANA's registration of KZ-1048.
        let changed = Set("ҚҺқһҰұӘӨҒҮөғәҢңү" + "І" + "і")
        for (one, other) in zip(first, second) where one != other { #expect(changed.contains(one) || one == "µ") }
        #expect(changed.isSubset(of: Set(first)))
    }

    @Test(arguments: [
        ("KZ-1048", [0x61, 0x98] as [UInt8], 1), ("UTF-16LE", [0x30, 0x04, 0x00, 0xDC, 0x30, 0x04], 2),
        ("UTF-16BE", [0x04], 0),
        ("shift_jis", [0x61, 0x62, 0x81, 0x20], 2),
    ])
    func `What stands for nothing is told with its place`(name: String, bytes: [UInt8], offset: Int) throws {
        let encoding = try #require(TextEncoding(name))
        #expect(throws: UndecodableBytes(encoding: encoding, offset: offset)) { try decode(bytes, name) }
    }

    @Test func `Marks, names and guesses`() throws {
        #expect(TextEncoding.mark(of: [0xFF, 0xFE, 0x30, 4])?.encoding.name == "UTF-16LE")
        #expect(TextEncoding.mark(of: [0xFF, 0xFE, 0, 0])?.encoding.name == "UTF-32LE")
        #expect(TextEncoding.mark(of: Array("\u{FEFF}а".utf8))?.encoding == .utf8)
        #expect(TextEncoding.mark(of: [0xE0]) == nil)
        #expect(TextEncoding("no-such-encoding") == nil && TextEncoding("") == nil)
        let russian = String(repeating: "Выборы акимов прошли во всех районах области. ", count: 8)
        for (encoding, name) in [(String.Encoding.windowsCP1251, "windows-1251")] {
            let bytes = try #require(russian.data(using: encoding))
            #expect(TextEncoding.detect(Array(bytes))?.encoding.name == name)
        }
        #expect(TextEncoding.detect(Array(russian.utf8))?.encoding == .utf8)
        // The same in KZ-1048, letter by letter.
        let kazakh = String(repeating: "Мәжіліс депутаттары әкімдерге сұрақ қойды, өкілдер жауап берді. ", count: 8)
        let upper = Array(try decode((0x80...0xFF).map { UInt8($0) }.filter { $0 != 0x98 }, "KZ-1048").unicodeScalars)
        let codes = (0x80...0xFF).filter { $0 != 0x98 }
        let bytes = kazakh.unicodeScalars.map { scalar in
            scalar.isASCII ? UInt8(scalar.value) : UInt8(codes[upper.firstIndex(of: scalar) ?? 0])
        }
        #expect(try decode(bytes, "KZ-1048") == kazakh)
        #expect(TextEncoding.detect(bytes)?.encoding.name == "KZ-1048")
    }
}
