import TextCore

/// Finds what a text quotes: stretches between quotation marks that are longer than a name. A mark without a partner in
/// its paragraph quotes nothing.
struct Quotations {
    /// UTF-8 offsets of what stands between the marks, ascending, half-open.
    let ranges: [Range<Int>]

    /// Names in quotation marks have no more words.
    private static let nameLength = 5

    /// - Complexity: O(length of the text).
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var ranges: [Range<Int>] = []
        var opened: (offset: Int, isStraight: Bool, spaces: Int)?
        var depth = 0
        var spaces = 0
        var offset = 0
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            offset += length
            switch scalar {
            case 0x0A:
                opened = nil
                depth = 0
            case 0x20, 0xA0: spaces += 1
            case 0xAB, 0x201C, 0x201E, 0x22:
                if let open = opened {
                    if open.isStraight, scalar == 0x22 {
                        if spaces - open.spaces >= Self.nameLength { ranges.append(open.offset..<(offset - length)) }
                        opened = nil
                    } else if scalar != 0x22 {
                        depth += 1
                    }
                } else {
                    opened = (offset, scalar == 0x22, spaces)
                    depth = 0
                }
            case 0xBB, 0x201D:
                guard let open = opened, !open.isStraight else { break }
                if depth > 0 {
                    depth -= 1
                } else {
                    if spaces - open.spaces >= Self.nameLength { ranges.append(open.offset..<(offset - length)) }
                    opened = nil
                }
            default: break
            }
        }
        self.ranges = ranges
    }

    /// - Complexity: O(log n) for n ranges.
    func contains(_ offset: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= offset
    }
}
