/// Checks that bytes are UTF-8, without making a string of them.
///
/// Eight bytes at a time where they are ASCII or two-byte letters of U+0400 to U+07FF.
///
/// - Throws: ``InvalidUTF8`` with the first bad sequence.
/// - Complexity: O(n).
public func validateUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(InvalidUTF8) {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset < bytes.count {
        while offset + 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            if word & 0x8080_8080_8080_8080 == 0 || word & 0xC0F0_C0F0_C0F0_C0F0 == 0x80D0_80D0_80D0_80D0 {
                offset += 8
            } else {
                break
            }
        }
        // Until the next eight bytes may be of one kind again.
        let end = min(bytes.count, offset + 8)
        while offset < end {
            guard let length = scalarLength(bytes, at: offset) else {
                throw InvalidUTF8(offset: offset, byte: bytes[offset])
            }
            offset += length
        }
    }
}

/// The length of the scalar at an offset; nil where there is none (Unicode, table 3-7).
private func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    func isTail(_ distance: Int, from low: UInt8 = 0x80, to high: UInt8 = 0xBF) -> Bool {
        offset + distance < bytes.count && bytes[offset + distance] >= low && bytes[offset + distance] <= high
    }
    switch first {
    case 0xC2...0xDF: return isTail(1) ? 2 : nil
    case 0xE0: return isTail(1, from: 0xA0) && isTail(2) ? 3 : nil
    case 0xED: return isTail(1, to: 0x9F) && isTail(2) ? 3 : nil
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : nil
    case 0xF0: return isTail(1, from: 0x90) && isTail(2) && isTail(3) ? 4 : nil
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : nil
    case 0xF4: return isTail(1, to: 0x8F) && isTail(2) && isTail(3) ? 4 : nil
    default: return nil
    }
}
