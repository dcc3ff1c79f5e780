import TextCore

/// The dates of publication that a page's markup gives, and which of them counts.
struct PageDates: Sendable {
    /// From the best to the least.
    enum Source: Int, Sendable {
        /// `<meta property="article:published_time">`
        case meta
        /// JSON-LD `datePublished`
        case linkedData
        /// `itemprop="datePublished"`
        case property
        /// `<time datetime>`
        case time
    }

    private var found: [Source: PartialDate] = [:]

    /// The first date of the best source.
    var best: PartialDate? { found.min { $0.key.rawValue < $1.key.rawValue }?.value }

    /// The first date of each source is kept.
    mutating func note(_ source: Source, _ date: PartialDate?) {
        if let date, found[source] == nil { found[source] = date }
    }

    /// The day that a time stamp begins with: `2023-03-29T10:00:00+06:00`.
    static func day(of value: some StringProtocol) -> PartialDate? {
        let day = value.drop { $0 == " " || $0 == "\n" || $0 == "\t" }.prefix { !"T \n\t".contains($0) }
        return day.utf8.count <= 10 ? PartialDate(day) : nil
    }
}

/// Reads the one fact that matters from JSON-LD, without trusting it to be JSON.
enum LinkedData {
    /// The first `datePublished` of the least depth: those of parts and of other articles stand deeper.
    ///
    /// - Complexity: O(length).
    static func datePublished(in bytes: [UInt8], _ range: Range<Int>) -> PartialDate? {
        var best: (depth: Int, date: PartialDate)?
        var depth = 0
        var key: Range<Int>?
        var offset = range.lowerBound
        while offset < range.upperBound {
            switch bytes[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                key = nil
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                key = nil
            case UInt8(ascii: ","): key = nil
            case UInt8(ascii: "\""):
                let start = offset + 1
                offset = start
                while offset < range.upperBound, bytes[offset] != UInt8(ascii: "\"") {
                    offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard offset < range.upperBound else { return best?.date }
                let string = start..<offset
                if let key, bytes[key].elementsEqual("datePublished".utf8) {
                    let date = PageDates.day(of: String(decoding: bytes[string].prefix(40), as: UTF8.self))
                    if let date, best.map({ depth < $0.depth }) ?? true { best = (depth, date) }
                }
                // A string is a key when a colon follows; the value resets it.
                key = key == nil ? string : nil
            default: break
            }
            offset += 1
        }
        return best?.date
    }
}
