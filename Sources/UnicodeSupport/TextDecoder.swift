internal import ICUShim

/// Bytes that stand for nothing in an encoding.
public struct UndecodableBytes: Error, Hashable, Sendable, CustomStringConvertible {
    /// The encoding.
    public var encoding: TextEncoding
    /// The first of them, counted from the start of the text.
    public var offset: Int

    public init(encoding: TextEncoding, offset: Int) {
        self.encoding = encoding
        self.offset = offset
    }

    public var description: String { "invalid \(encoding) at byte \(offset)" }
}

/// Decodes a text to UTF-8, piece by piece. Nothing is replaced: what cannot be decoded is an error.
///
/// Belongs to one task at a time.
public final class TextDecoder {
    /// What is decoded.
    public let encoding: TextEncoding
    private let table: [[UInt8]]?
    private let converter: OpaquePointer?
    private var offset = 0

    public init(_ encoding: TextEncoding) throws(ICUError) {
        self.encoding = encoding
        switch encoding.name {
        case "KZ-1048": table = Self.images(SingleByteTable.kz1048)
        case "PT154": table = Self.images(SingleByteTable.pt154)
        default: table = nil
        }
        guard table == nil else {
            converter = nil
            return
        }
        var error: Int32 = 0
        converter = tusinik_icu_converter_open(encoding.name, &error)
        if converter == nil { throw ICUError("open a converter for \(encoding.name)", code: error) }
    }

    deinit {
        if let converter { tusinik_icu_converter_close(converter) }
    }

    private static func images(_ table: String) -> [[UInt8]] {
        table.unicodeScalars.map { $0 == "\u{FFFD}" ? [] : Array(String($0).utf8) }
    }

    /// The next piece as UTF-8; bytes of a character that is not whole yet are kept.
    ///
    /// - Parameters:
    ///   - piece: at most 1 GiB.
    ///   - isLast: whether the text ends with it.
    /// - Complexity: O(length).
    public func decode(_ piece: [UInt8], isLast: Bool) throws(UndecodableBytes) -> [UInt8] {
        defer { offset += piece.count }
        if let table {
            var output: [UInt8] = []
            output.reserveCapacity(piece.count * 2)
            for (index, byte) in piece.enumerated() {
                if byte < 0x80 {
                    output.append(byte)
                } else {
                    let image = table[Int(byte) - 0x80]
                    guard !image.isEmpty else { throw UndecodableBytes(encoding: encoding, offset: offset + index) }
                    output += image
                }
            }
            return output
        }
        var place: Int32 = 0
        var result = piece.withUnsafeBytes { bytes in
            tusinik_icu_converter_decode(
                converter, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), isLast,
                &place)
        }
        defer { tusinik_icu_free_result(&result) }
        guard result.error == 0, let text = result.text else {
            throw UndecodableBytes(encoding: encoding, offset: offset + Int(place))
        }
        return Array(UnsafeRawBufferPointer(start: text, count: Int(result.length)))
    }
}
