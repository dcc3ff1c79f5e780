public import TextCore

/// A web page as a reader sees it: its text, with the way back to the source.
///
/// The text is the page's source with edits: tags and what is not read are deleted, references decoded, white space
/// collapsed; between blocks stands an empty line, for `<br>` a line break. Inline elements run through:
/// `<b>ака</b>демия` is one word. ``Edits/sourceRange(ofResult:)`` of ``edits`` maps a place of the text back.
///
/// Not part of the text: `script`, `style`, `pre`, `textarea` and other raw or foreign content, what is `hidden`, and the
/// furniture of the page (see ``PagePart``). Part of it, so that sentences stay whole, but to be left alone
/// (``isReadable(_:)``): code, buttons and labels, `translate="no"`, the class `tusinik-skip`, other languages. Links and
/// headings are read, but cannot hold links (``isLinkable(_:)``).
public struct Page: Sendable {
    /// The page, UTF-8.
    public let source: [UInt8]
    /// From the source to the text.
    public let edits: Edits
    /// What is read.
    public let text: String
    /// The language that most of the text says to be in: "ru" or "kk"; nil when it says nothing.
    public let language: String?
    /// The day of publication that the markup gives outside of side columns: `article:published_time`, JSON-LD
    /// `datePublished`, `itemprop="datePublished"`, the first `time`, in this order.
    public let date: PartialDate?
    /// Where sections begin in the text, that is headings: UTF-8 offsets, ascending.
    public let sections: [Int]
    /// Where in the source something can be added that shall stand at the end of the body.
    public let endOfBody: Int

    /// In the text, ascending, UTF-8 offsets.
    private let leftAlone: [Range<Int>]
    private let linkless: [Range<Int>]

    /// - Parameters:
    ///   - source: a whole page, or a part of one.
    ///   - parts: what is read and can hold links though it usually is not.
    /// - Complexity: O(length of the page), whatever it holds.
    public init(_ source: String, including parts: Set<PagePart> = []) {
        self.init(Array(source.utf8), including: parts)
    }

    init(_ bytes: [UInt8], including parts: Set<PagePart>) {
        var reader = PageReader(bytes, including: parts)
        reader.read()
        source = bytes
        edits = reader.edits
        text = String(decoding: reader.edits.applied(to: bytes), as: UTF8.self)
        language = reader.language
        date = reader.date
        sections = reader.sections
        endOfBody = reader.endOfBody
        leftAlone = reader.leftAlone
        linkless = reader.linkless
    }

    /// Whether a range of the text may be annotated.
    public func isReadable(_ range: Range<Int>) -> Bool { !Self.overlaps(leftAlone, range) }

    /// Whether a range of the text may become a link.
    public func isLinkable(_ range: Range<Int>) -> Bool { isReadable(range) && !Self.overlaps(linkless, range) }

    private static func overlaps(_ ranges: [Range<Int>], _ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].overlaps(range)
    }
}

/// Why a page's text differs from its source; bits of `reasons`.
enum PageEdit {
    /// There are tags, comments, or something that is not read.
    static let markup: UInt64 = 1
    /// White space, collapsed.
    static let space: UInt64 = 1 << 2
}
