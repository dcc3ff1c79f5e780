internal import ICUShim

/// An encoding of text.
public struct TextEncoding: Hashable, Sendable, CustomStringConvertible {
    /// Its usual name: "UTF-8", "windows-1251".
    public let name: String

    public static let utf8 = TextEncoding(known: "UTF-8")

    public var description: String { name }

    private init(known name: String) { self.name = name }

    /// By any name that ICU knows, and by those of KZ-1048 and PT154, which ICU lacks. Nil for other names.
    public init?(_ name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        if let own = Self.ownNames[plain] {
            self.name = own
        } else {
            var error: Int32 = 0
            guard !plain.isEmpty, let converter = tusinik_icu_converter_open(name, &error) else { return nil }
            tusinik_icu_converter_close(converter)
            self.name = name
        }
    }

    private static let ownNames = [
        "utf8": "UTF-8", "kz1048": "KZ-1048", "strk10482002": "KZ-1048", "rk1048": "KZ-1048", "cskz1048": "KZ-1048",
        "pt154": "PT154", "ptcp154": "PT154", "csptcp154": "PT154", "cp154": "PT154", "cyrillicasian": "PT154",
    ]

    /// What a byte order mark at the start of a text says, and the mark's length.
    ///
    /// - Returns: nil when there is none.
    public static func mark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        // The mark of UTF-32LE begins with that of UTF-16LE.
        let marks: [(bytes: [UInt8], name: String)] = [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
            ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
        ]
        return marks.first { bytes.starts(with: $0.bytes) }.map { (TextEncoding(known: $0.name), $0.bytes.count) }
    }

    /// A guess from the bytes: UTF-8 when they are that, else what ICU's detector finds likeliest, with how sure it is
    /// (0 to 100).
    ///
    /// ICU does not know KZ-1048 and takes it for windows-1251. The two differ in letters that no Russian text has, and
    /// where one of them stands inside a word, KZ-1048 it is.
    ///
    /// - Parameter bytes: a text, or the beginning of one.
    /// - Returns: nil when nothing is likely.
    public static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, confidence: Int)? {
        if isUTF8(bytes) { return (.utf8, 100) }
        var name = [CChar](repeating: 0, count: 64)
        var confidence: Int32 = 0
        let isFound = bytes.withUnsafeBytes { bytes in
            tusinik_icu_detect_encoding(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: min(bytes.count, 1 << 20)),
                &name,
                &confidence)
        }
        guard isFound else { return nil }
        let found = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if found == "windows-1251", hasKazakhLetters(bytes) { return (TextEncoding(known: "KZ-1048"), Int(confidence)) }
        return TextEncoding(found).map { ($0, Int(confidence)) }
    }

    /// Also when the last scalar is cut off.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        let cut = bytes.suffix(3).lastIndex { $0 >= 0xC0 }
        return cut.map { String(validating: bytes[..<$0], as: UTF8.self) != nil && bytes.count > 512 } ?? false
    }

    /// Қ қ Ұ ұ Ә ә Ө ө Ғ ғ Ү ү Ң ң, in windows-1251 letters of Ukrainian, Belarusian, Serbian and Macedonian, beside
    /// a Cyrillic letter.
    private static func hasKazakhLetters(_ bytes: [UInt8]) -> Bool {
        let letters: Set<UInt8> = [
            0x8D, 0x9D, 0xA1, 0xA2, 0xA3, 0xBC, 0xA5, 0xB4, 0xAA, 0xBA, 0xAF, 0xBF, 0xBD, 0xBE,
        ]
        return bytes.indices.contains { index in
            letters.contains(bytes[index])
                && (index > 0 && bytes[index - 1] >= 0xC0 || index + 1 < bytes.count && bytes[index + 1] >= 0xC0)
        }
    }
}
