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
    /// ICU does not know KZ-1048, nor Kazakh. Where letters that only Kazakh has stand beside Cyrillic ones, read so, and
    /// most other letters are small ones in the places that KZ-1048 shares with windows-1251, it is KZ-1048; how sure that
    /// is is the share of these letters among all bytes that are not ASCII. Ukrainian and Belarusian in windows-1251 look
    /// the same.
    ///
    /// - Parameter bytes: a text, or the beginning of one.
    /// - Returns: nil when nothing is likely.
    public static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, confidence: Int)? {
        if isUTF8(bytes) { return (.utf8, 100) }
        if let confidence = kazakhShare(of: bytes), confidence >= 70 {
            return (TextEncoding(known: "KZ-1048"), confidence)
        }
        return detectByICU(bytes).flatMap { name, confidence in TextEncoding(name).map { ($0, confidence) } }
    }

    private static func detectByICU(_ bytes: [UInt8]) -> (name: String, confidence: Int)? {
        var name = [CChar](repeating: 0, count: 64)
        var confidence: Int32 = 0
        let isFound = bytes.withUnsafeBytes { bytes in
            tusinik_icu_detect_encoding(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(min(bytes.count, 1 << 20)), &name,
                &confidence)
        }
        guard isFound else { return nil }
        return (String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self), Int(confidence))
    }

    /// Also when the last scalar is cut off.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        let cut = bytes.suffix(3).lastIndex { $0 >= 0xC0 }
        return cut.map { String(validating: bytes[..<$0], as: UTF8.self) != nil && bytes.count > 512 } ?? false
    }

    /// Қ қ Ұ ұ Ә ә Ө ө Ғ ғ Ү ү Ң ң Һ һ in KZ-1048.
    private static let kazakhLetters: Set<UInt8> = [
        0x8D, 0x9D, 0xA1, 0xA2, 0xA3, 0xBC, 0xA5, 0xB4, 0xAA, 0xBA, 0xAF, 0xBF, 0xBD, 0xBE, 0x8E, 0x9E,
    ]

    /// The percentage of small Cyrillic letters and Kazakh letters in KZ-1048 among all bytes from 80; nil when no Kazakh
    /// letter stands beside a Cyrillic one.
    private static func kazakhShare(of bytes: [UInt8]) -> Int? {
        // І and і are in the same places in windows-1251.
        func isLetter(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (bytes[index] >= 0xC0 || bytes[index] == 0xB2 || bytes[index] == 0xB3)
        }
        var high = 0
        var small = 0
        var kazakh = 0
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            high += 1
            if byte >= 0xE0 || byte == 0xB3 {
                small += 1
            } else if kazakhLetters.contains(byte), isLetter(index - 1) || isLetter(index + 1) {
                small += 1
                kazakh += 1
            }
        }
        return kazakh > 0 ? small * 100 / high : nil
    }
}
