import Markup
import TextCore

/// What is inserted into a page, and how it is told from what stood there before.
///
/// A link is `<a class="tusinik" href="#tusinik-ID" data-tusinik="ID">`, the explanations are one
/// `<aside class="tusinik-glossary" data-tusinik-seal="…">` at the end of the body. The seal is the xxHash64 of the page
/// as it was. A page that already holds such bytes (copied, or forged) gets marks with a number that it does not hold, as
/// `data-tusinik-key`.
///
/// So removing is exact: take out the marks with the number of the block at the end of the body, and see whether the seal
/// fits what is left. If not, nothing is removed.
struct PageMarks {
    /// Nil for the usual page, which holds nothing like our marks.
    var key: Int?

    private static let linkStart = Array("<a class=\"tusinik\" ".utf8)
    private static let linkEnd = Array("</a>".utf8)
    private static let blockStart = Array("<aside class=\"tusinik-glossary\" data-tusinik-seal=\"".utf8)
    private static let blockEnd = Array("</aside>\n".utf8)
    private static let keyStart = Array(" data-tusinik-key=\"".utf8)

    init(key: Int?) { self.key = key }

    /// Marks that this page does not hold.
    init(for page: [UInt8]) {
        guard find(Self.linkStart, in: page) != nil || find(Self.blockStart, in: page) != nil else { return }
        var taken: Set<Int> = []
        var offset = 0
        while let start = find(Self.keyStart, in: page, from: offset) {
            offset = start + Self.keyStart.count
            if let key = Self.number(in: page, at: offset) { taken.insert(key) }
        }
        key = (1...).first { !taken.contains($0) }
    }

    /// At most nine digits, without leading zeros, up to a quotation mark.
    private static func number(in page: [UInt8], at offset: Int) -> Int? {
        let digits = page[offset...].prefix(10).prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count), digits.first != 0x30, digits.endIndex < page.count,
            page[digits.endIndex] == UInt8(ascii: "\"")
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private var keyAttribute: String { key.map { " data-tusinik-key=\"\($0)\"" } ?? "" }

    // MARK: Writing

    /// The start tag of a link to the explanation of a concept.
    ///
    /// - Parameter isFirst: the first piece of a mention; the others are not reached with the keyboard.
    func link(to concept: String, isFirst: Bool) -> String {
        let id = escapedForHTML(concept)
        let order = isFirst ? "" : " tabindex=\"-1\""
        return "<a class=\"tusinik\" href=\"#tusinik-\(id)\" data-tusinik=\"\(id)\"\(order)\(keyAttribute)>"
    }

    /// The block with the explanations.
    ///
    /// - Parameters:
    ///   - page: the page without marks.
    ///   - attributes: further attributes, escaped, each with a space before it.
    ///   - content: HTML without an `aside`.
    func block(of page: [UInt8], attributes: String, content: String) -> String {
        "<aside class=\"tusinik-glossary\" data-tusinik-seal=\"\(Self.seal(of: page))\"\(keyAttribute)\(attributes)>\n"
            + content + "</aside>\n"
    }

    private static func seal(of page: [UInt8]) -> String {
        let digits = String(page.withUnsafeBytes(xxHash64), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Removing

    /// Whether a page holds a block of ours, whatever became of it.
    static func isAnnotated(_ page: [UInt8]) -> Bool { find(blockStart, in: page) != nil }

    /// The page as it was before it was annotated; nil when it was not, or was changed since.
    ///
    /// - Complexity: O(length).
    static func removeSealed(from page: [UInt8]) -> [UInt8]? {
        guard isAnnotated(page) else { return nil }
        let end = Page(String(decoding: page, as: UTF8.self)).endOfBody
        guard page[..<end].reversed().starts(with: blockEnd.reversed()),
            let start = findLast(blockStart, in: page, before: end)
        else { return nil }
        let seal = page[(start + blockStart.count)...].prefix(16)
        var next = seal.endIndex
        guard seal.count == 16, next < end, page[next] == UInt8(ascii: "\"") else { return nil }
        next += 1
        var marks = PageMarks(key: nil)
        if page[next...].starts(with: keyStart) { marks.key = number(in: page, at: next + keyStart.count) }
        let original = marks.removeLinks(from: page[..<start]) + marks.removeLinks(from: page[end...])
        return Array(self.seal(of: original).utf8) == Array(seal) ? original : nil
    }

    /// Takes out all links with this key.
    private func removeLinks(from part: ArraySlice<UInt8>) -> [UInt8] {
        let page = Array(part)
        let keyEnd = Array((keyAttribute + ">").utf8)
        var output: [UInt8] = []
        var kept = 0
        var offset = 0
        while let start = find(Self.linkStart, in: page, from: offset) {
            offset = start + Self.linkStart.count
            // Our own tags hold neither sign; so that no tag is looked through twice.
            guard let close = page[offset...].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
                page[start...close].suffix(keyEnd.count).elementsEqual(keyEnd)
            else { continue }
            guard let end = find(Self.linkEnd, in: page, from: close) else { break }
            output += page[kept..<start]
            output += page[(close + 1)..<end]
            kept = end + Self.linkEnd.count
            offset = kept
        }
        return output + page[kept...]
    }

    /// Takes out everything with our classes, of a page that was changed since it was annotated.
    static func removeMarked(from page: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var kept = 0
        func drop(_ range: Range<Int>) {
            if range.lowerBound > kept { output += page[kept..<range.lowerBound] }
            kept = max(kept, range.upperBound)
        }
        var tokenizer = Tokenizer(page)
        var openLinks = 0
        var block: (start: Int, depth: Int)?
        while let token = tokenizer.next() {
            let name = String(decoding: page[token.content].prefix(8), as: UTF8.self).lowercased()
            switch (token.kind, name) {
            case (.startTag, "aside"):
                if block != nil {
                    block?.depth += 1
                } else if hasClass("tusinik-glossary", tokenizer.attributes, in: page) {
                    block = (token.range.lowerBound, 1)
                }
            case (.endTag, "aside"):
                guard let open = block else { break }
                block?.depth -= 1
                guard open.depth == 1 else { break }
                let end = token.range.upperBound
                let hasLineEnd = end < page.count && page[end] == 0x0A
                drop(open.start..<(hasLineEnd ? end + 1 : end))
                block = nil
            case (.startTag, "a"):
                guard block == nil else { break }
                if hasClass("tusinik", tokenizer.attributes, in: page) {
                    openLinks += 1
                    drop(token.range)
                }
            case (.endTag, "a"):
                guard block == nil, openLinks > 0 else { break }
                openLinks -= 1
                drop(token.range)
            case (.startTag, "script"): tokenizer.model = .scriptData
            case (.startTag, "style"), (.startTag, "noscript"), (.startTag, "iframe"), (.startTag, "xmp"):
                tokenizer.model = .rawText
            case (.startTag, "textarea"), (.startTag, "title"): tokenizer.model = .rcdata
            default: break
            }
        }
        return output + page[kept...]
    }

    private static func hasClass(_ name: String, _ attributes: [Attribute], in page: [UInt8]) -> Bool {
        attributes.contains { attribute in
            guard let value = attribute.value, attribute.name.count == 5,
                String(decoding: page[attribute.name], as: UTF8.self).lowercased() == "class"
            else { return false }
            return page[value].split(whereSeparator: { $0 <= 0x20 }).contains { $0.elementsEqual(name.utf8) }
        }
    }
}

/// The first place of some bytes at or behind an offset.
private func find(_ bytes: [UInt8], in page: [UInt8], from offset: Int = 0) -> Int? {
    var start = offset
    while start + bytes.count <= page.count {
        guard let next = page[start...].firstIndex(of: bytes[0]), next + bytes.count <= page.count else { return nil }
        if page[next..<(next + bytes.count)].elementsEqual(bytes) { return next }
        start = next + 1
    }
    return nil
}

/// The last place of some bytes that end before an offset.
private func findLast(_ bytes: [UInt8], in page: [UInt8], before end: Int) -> Int? {
    var start = end - bytes.count
    while start >= 0 {
        if page[start] == bytes[0], page[start..<(start + bytes.count)].elementsEqual(bytes) { return start }
        start -= 1
    }
    return nil
}
