/// What HTML means by its words for bytes.
extension UInt8 {
    /// Tab, line feed, form feed, carriage return, space.
    @inline(__always)
    var isHTMLSpace: Bool {
        self <= 0x20 && (self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C)
    }

    @inline(__always)
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    @inline(__always)
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

    @inline(__always)
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32((self | 0x20) - 0x61 + 10)
        default: nil
        }
    }
}

extension Array where Element == UInt8 {
    /// Whether these bytes stand at an offset, letters in either case.
    ///
    /// - Parameter lowercase: ASCII, without capitals.
    func has(_ lowercase: StaticString, at offset: Int) -> Bool {
        let length = lowercase.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        return lowercase.withUTF8Buffer { expected in
            for index in 0..<length where self[offset + index].asciiLowercased != expected[index] { return false }
            return true
        }
    }
}
