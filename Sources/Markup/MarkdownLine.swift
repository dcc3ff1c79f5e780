/// A place in a line of Markdown, counted in bytes and in columns: a tab goes on to the next multiple of four, and part of
/// it can belong to a list item and the rest to what is in it.
struct MarkdownLine {
    let bytes: [UInt8]
    /// The next byte; a tab of which part is read is still there.
    private(set) var offset: Int
    /// Behind the last byte before the line end.
    let end: Int
    private(set) var column = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The next byte that is no space or tab (or the end), and how many columns away it is.
    var next: (offset: Int, indent: Int) {
        var offset = offset
        var column = column
        while offset < end {
            if bytes[offset] == UInt8(ascii: " ") {
                column += 1
            } else if bytes[offset] == UInt8(ascii: "\t") {
                column += 4 - column % 4
            } else {
                break
            }
            offset += 1
        }
        return (offset, column - self.column)
    }

    var isBlank: Bool { next.offset == end }

    var isAtSpace: Bool { offset < end && (bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t")) }

    mutating func skip(columns count: Int) {
        var count = count
        while count > 0, offset < end {
            let width = bytes[offset] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
            column += min(width, count)
            guard width <= count else { return }
            offset += 1
            count -= width
        }
    }

    /// To the next byte that is no space or tab.
    mutating func skipSpace() { skip(columns: next.indent) }
}
