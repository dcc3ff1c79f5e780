/// What an offset counts. Inside the library every offset counts UTF-8 bytes; other units are made at the edge.
public enum OffsetUnit: String, CaseIterable, Hashable, Sendable {
    case utf8
    case utf16
    /// Unicode scalars (code points).
    case scalar
}

/// Turns UTF-8 offsets of one text into another unit, cheaply when asked for places near each other.
///
/// ```swift
/// var cursor = OffsetCursor(text: text.utf8, unit: .utf16)
/// cursor.convert(12)
/// ```
public struct OffsetCursor<Text: BidirectionalCollection<UInt8>> {
    private let text: Text
    /// What the results count.
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
    /// - Complexity: O(distance from the last question).
    public mutating func convert(_ offset: Int) -> Int {
        if unit == .utf8 { return offset }
        while utf8 > max(0, offset) {
            text.formIndex(before: &index)
            utf8 -= 1
            count -= width(of: text[index])
        }
        while utf8 < offset, index != text.endIndex {
            count += width(of: text[index])
            text.formIndex(after: &index)
            utf8 += 1
        }
        return count
    }

    /// Continuation bytes count nothing; four-byte scalars are surrogate pairs in UTF-16.
    private func width(of byte: UInt8) -> Int {
        byte & 0xC0 == 0x80 ? 0 : unit == .utf16 && byte >= 0xF0 ? 2 : 1
    }
}

extension OffsetCursor: Sendable where Text: Sendable, Text.Index: Sendable {}
