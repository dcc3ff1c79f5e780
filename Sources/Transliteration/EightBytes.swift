import UnicodeSupport

extension UInt64 {
    /// Whether one of its eight bytes is this one.
    @inline(__always)
    func holds(_ byte: UInt8) -> Bool {
        let difference = self ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0
    }
}

extension LineBreaks {
    /// The end of the first line (behind its U+000A) that ends `length` bytes or more behind `start`; else the end of the
    /// text.
    static func end(in text: UnsafeBufferPointer<UInt8>, from start: Int, atLeast length: Int) -> Int {
        guard text.count - start > length else { return text.count }
        let bytes = UnsafeRawBufferPointer(text)
        var offset = start + length
        while offset + 8 <= text.count, !bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).holds(0x0A) {
            offset += 8
        }
        while offset < text.count {
            offset += 1
            if text[offset - 1] == 0x0A { return offset }
        }
        return text.count
    }
}
