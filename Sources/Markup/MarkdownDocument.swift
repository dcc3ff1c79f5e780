public import TextCore

/// A Markdown document as a reader sees it: its text, with the way back to the source.
///
/// The text is the source with edits: marks are deleted, references and escapes decoded, soft breaks are spaces, between
/// blocks stands an empty line. Emphasis runs through: `**ака**демия` is one word.
///
/// Not part of the text: code blocks, HTML, front matter, definitions of links, addresses of links. Part of it, so that
/// sentences stay whole, but to be left alone (``isReadable(_:)``): code in a line, and addresses. The texts of links and
/// images, and headings, are read, but cannot hold links (``isLinkable(_:)``).
///
/// Blocks and inlines are those of CommonMark 0.31.2, with footnotes; cells of tables are text.
public struct MarkdownDocument: Sendable {
    /// The document, UTF-8.
    public let source: [UInt8]
    /// From the source to the text.
    public let edits: Edits
    /// What is read.
    public let text: String
    /// The day that the front matter gives as `date`.
    public let date: PartialDate?
    /// Where headings begin in the source: UTF-8 offsets, ascending.
    public let sections: [Int]
    /// The document ends in code or HTML that is not closed: what is added at its end would be part of it.
    public let isOpenAtEnd: Bool

    // In the source, ascending.
    private let opaque: [Range<Int>]
    private let links: [Range<Int>]
    private let headings: [Range<Int>]
    private let marks: [Range<Int>]

    /// - Complexity: O(length of the document), whatever it holds.
    public init(_ source: String) { self.init(Array(source.utf8)) }

    init(_ bytes: [UInt8]) {
        let blocks = MarkdownBlocks(bytes)
        var edits = Edits()
        var position = 0
        func edit(_ range: Range<Int>, _ replacement: [UInt8]) {
            let range = max(position, range.lowerBound)..<max(position, range.upperBound)
            position = range.upperBound
            guard !range.isEmpty || !replacement.isEmpty else { return }
            edits.append(source: range, replacement: replacement, reasons: 1)
        }
        var opaque: [Range<Int>] = []
        var links: [Range<Int>] = []
        var headings: [Range<Int>] = []
        var marks: [Range<Int>] = []
        for (index, leaf) in blocks.leaves.enumerated() {
            guard let first = leaf.lines.first else { continue }
            edit(position..<first.lowerBound, index == 0 ? [] : [0x0A, 0x0A])
            let flat = FlatLines(bytes, leaf.lines)
            let inlines = MarkdownInlines(flat.bytes, definitions: blocks.definitions)
            for (range, change) in inlines.changes {
                let place = flat.source(range)
                switch change {
                case .mark:
                    edit(place, [])
                    marks.append(place)
                case .text(let text): edit(place, text)
                }
            }
            opaque += inlines.opaque.map(flat.source)
            links += Self.outermost(inlines.links).map(flat.source)
            position = max(position, flat.end)
            if leaf.isHeading { headings.append(first.lowerBound..<max(first.lowerBound, flat.end)) }
        }
        // What stands behind the last block; the edits before it end at `position` or earlier.
        edit(position..<bytes.count, [])
        self.edits = edits
        text = String(decoding: edits.applied(to: bytes), as: UTF8.self)
        source = bytes
        sections = headings.map(\.lowerBound)
        isOpenAtEnd = blocks.isOpenAtEnd
        date = Self.date(in: bytes[blocks.frontMatter])
        self.opaque = opaque
        self.links = links
        self.headings = headings
        self.marks = marks
    }

    /// Where a range of the text stands in the source.
    public func sourceRange(of range: Range<Int>) -> Range<Int> { edits.sourceRange(ofResult: range) }

    /// Whether a range of the source may be annotated.
    public func isReadable(_ range: Range<Int>) -> Bool { !Self.overlaps(opaque, range) }

    /// Whether a range of the source may become the text of a link.
    ///
    /// - Parameter inHeadings: headings hold links, too.
    public func isLinkable(_ range: Range<Int>, inHeadings: Bool = false) -> Bool {
        isReadable(range) && !range.isEmpty && !Self.overlaps(links, range) && !Self.overlaps(marks, range)
            && (inHeadings || !Self.overlaps(headings, range))
            && !source[range].contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
            && isFree(before: range.lowerBound) && isFree(behind: range.upperBound)
    }

    /// A bracket here means a link, and leaves emphasis before it what it is.
    private func isFree(before offset: Int) -> Bool {
        guard offset > 0 else { return true }
        let byte = source[offset - 1]
        if "!\\]^&".utf8.contains(byte) { return false }
        return !Self.isDelimiter(byte) || Self.isBoundary(before: run(endingAt: offset).lowerBound, in: source)
    }

    private func isFree(behind offset: Int) -> Bool {
        guard offset < source.count else { return true }
        let byte = source[offset]
        return !Self.isDelimiter(byte) || Self.isBoundary(behind: run(startingAt: offset).upperBound, in: source)
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool { "*_~".utf8.contains(byte) }

    private func run(endingAt end: Int) -> Range<Int> {
        var start = end
        while start > 0, end - start < 64, Self.isDelimiter(source[start - 1]) { start -= 1 }
        return start..<end
    }

    private func run(startingAt start: Int) -> Range<Int> {
        var end = start
        while end < source.count, end - start < 64, Self.isDelimiter(source[end]) { end += 1 }
        return start..<end
    }

    private static func isBoundary(before offset: Int, in bytes: [UInt8]) -> Bool {
        offset == 0 || bytes[offset - 1] <= 0x20 || MarkdownInlines.isPunctuation(bytes[offset - 1])
    }

    private static func isBoundary(behind offset: Int, in bytes: [UInt8]) -> Bool {
        offset == bytes.count || bytes[offset] <= 0x20 || MarkdownInlines.isPunctuation(bytes[offset])
    }

    private static func overlaps(_ ranges: [Range<Int>], _ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].overlaps(range)
    }

    /// Without the ranges inside others.
    private static func outermost(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) })
        where range.lowerBound >= result.last?.upperBound ?? 0 {
            result.append(range)
        }
        return result
    }

    private static func date(in frontMatter: ArraySlice<UInt8>) -> PartialDate? {
        for line in frontMatter.split(separator: 0x0A) where line.starts(with: "date:".utf8) {
            let value = line.dropFirst(5).drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            return PartialDate(String(decoding: value.prefix(10), as: UTF8.self))
        }
        return nil
    }
}

/// The lines of a leaf as one text, and the way back to the document.
struct FlatLines {
    /// Joined with LF; without white space at the end.
    let bytes: [UInt8]
    private let lines: [Range<Int>]
    /// Where each line begins in `bytes`.
    private let starts: [Int]

    init(_ document: [UInt8], _ lines: [Range<Int>]) {
        var bytes: [UInt8] = []
        var starts: [Int] = []
        for line in lines {
            if !starts.isEmpty { bytes.append(0x0A) }
            starts.append(bytes.count)
            bytes += document[line]
        }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        self.bytes = bytes
        self.lines = lines
        self.starts = starts
    }

    /// Behind the last byte, in the document.
    var end: Int { source(bytes.count) }

    /// A place in the document. What stands between two lines there belongs to the LF between them.
    func source(_ offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return lines[low].lowerBound + offset - starts[low]
    }

    func source(_ range: Range<Int>) -> Range<Int> { source(range.lowerBound)..<source(range.upperBound) }
}
