/// Reads one scalar of valid UTF-8.
///
/// - Parameters:
///   - bytes: valid UTF-8.
///   - offset: the first byte of a scalar in `bytes`.
/// - Returns: its value and its length in bytes. A scalar cut off by the end of `bytes` gives U+FFFD and the bytes left.
@inlinable
public func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let left = bytes.count - offset
    if first < 0xE0 {
        guard left >= 2 else { return (0xFFFD, left) }
        return (UInt32(first & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F), 2)
    }
    if first < 0xF0 {
        guard left >= 3 else { return (0xFFFD, left) }
        return (
            UInt32(first & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F), 3
        )
    }
    guard left >= 4 else { return (0xFFFD, left) }
    return (
        UInt32(first & 0x07) << 18 | UInt32(bytes[offset + 1] & 0x3F) << 12 | UInt32(bytes[offset + 2] & 0x3F) << 6
            | UInt32(bytes[offset + 3] & 0x3F), 4
    )
}

/// The scalar that ends just before an offset of valid UTF-8, with its length; nil at the start of the text.
@inlinable
public func decodeScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, endingAt offset: Int
) -> (scalar: UInt32, length: Int)? {
    var start = offset - 1
    guard start >= 0 else { return nil }
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return decodeScalar(bytes, at: start)
}

/// Where a sequence of bytes stops being UTF-8.
public struct InvalidUTF8: Error, Hashable, Sendable {
    /// Offset of the first byte of the sequence that is not UTF-8.
    public var offset: Int
    /// That byte.
    public var byte: UInt8

    public init(offset: Int, byte: UInt8) {
        self.offset = offset
        self.byte = byte
    }
}

/// A string of these bytes.
///
/// - Throws: ``InvalidUTF8`` with the first bad byte; nothing is repaired.
public func decodeUTF8(_ bytes: some Collection<UInt8>) throws(InvalidUTF8) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
        switch parser.parseScalar(from: &iterator) {
        case .valid(let scalar): offset += scalar.count
        case .error:
            let index = bytes.index(bytes.startIndex, offsetBy: offset)
            throw InvalidUTF8(offset: offset, byte: bytes[index])
        case .emptyInput:
            // String refused the bytes and the parser did not: cannot be, but must not loop or trap.
            throw InvalidUTF8(offset: offset, byte: 0)
        }
    }
}
