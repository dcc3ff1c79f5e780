/// What an offset counts. Inside the library every offset counts UTF-8 bytes; other units are made at the edge.
public enum OffsetUnit: String, CaseIterable, Hashable, Sendable {
    case utf8
    case utf16
    /// Unicode scalars (code points).
    case scalar
}

/// Turns UTF-8 offsets of one text into another unit, cheaply when asked in ascending order.
///
/// ```swift
/// var cursor = OffsetCursor(text: text.utf8, unit: .utf16)
/// cursor.convert(12)
/// ```
public struct OffsetCursor<Text: Collection<UInt8>> {
    private let text: Text
    public let unit: OffsetUnit
    private var index: Text.Index
    private var utf8 = 0
    private var count = 0

    /// - Parameter text: valid UTF-8.
    public init(text: Text, unit: OffsetUnit) {
        self.text = text
        self.unit = unit
        index = text.startIndex
    }

    /// The offset, in ``unit``, of a scalar boundary given in UTF-8 bytes; past the end it is the text's length.
    ///
    /// - Complexity: O(distance from the last question); O(offset) when it lies before it.
    public mutating func convert(_ offset: Int) -> Int {
        if unit == .utf8 { return offset }
        if offset < utf8 {
            index = text.startIndex
            utf8 = 0
            count = 0
        }
        while utf8 < offset, index != text.endIndex {
            let byte = text[index]
            // Continuation bytes count nothing; four-byte scalars are surrogate pairs in UTF-16.
            if byte & 0xC0 != 0x80 { count += unit == .utf16 && byte >= 0xF0 ? 2 : 1 }
            text.formIndex(after: &index)
            utf8 += 1
        }
        return count
    }
}
