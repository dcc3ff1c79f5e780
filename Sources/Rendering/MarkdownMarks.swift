import TextCore

/// What is inserted into a Markdown document, and how it is told from what stood there before.
///
/// A link is `[акимов](#tusinik-akim)`, a footnote `акимов[^tusinik-akim]`; the explanations are one block at the end of
/// the document, between `<!-- tusinik seal=… -->` and `<!-- /tusinik -->`. The seal is the xxHash64 of the document as it
/// was. A document that already holds such marks (copied, or forged) gets marks with a number that it does not hold:
/// `#tusinik.2-akim`.
///
/// So removing is exact: take out the marks with the number of the block at the end, and see whether the seal fits what is
/// left. If not, nothing is removed.
struct MarkdownMarks {
    /// Nil for the usual document, which holds nothing like our marks.
    var key: Int?

    private static let blockStart = Array("\n\n<!-- tusinik seal=".utf8)
    private static let blockEnd = Array("<!-- /tusinik -->\n".utf8)
    private static let keyStart = Array("tusinik.".utf8)

    init(key: Int?) { self.key = key }

    /// Marks that this document does not hold.
    init(for document: [UInt8]) {
        let marks = ["#tusinik-", "[^tusinik-", "<!-- tusinik", "<!-- /tusinik", "tusinik."].map { Array($0.utf8) }
        guard marks.contains(where: { document.firstRange(of: $0) != nil }) else { return }
        var taken: Set<Int> = []
        var offset = 0
        while let found = document[offset...].firstRange(of: Self.keyStart) {
            offset = found.upperBound
            if let key = Self.number(in: document[offset...]) { taken.insert(key) }
        }
        key = (1...).first { !taken.contains($0) }
    }

    private static func number(in bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.prefix(10).prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count), digits.first != 0x30 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// "tusinik" or, with a number, "tusinik.2": what names begin with, before a hyphen and the id of a concept.
    private var name: String { "tusinik" + (key.map { ".\($0)" } ?? "") }

    // MARK: Writing

    /// What stands before and behind the text of a mention.
    func link(to concept: String) -> (before: String, behind: String) { ("[", "](#\(anchor(concept)))") }

    /// The reference of a footnote.
    func footnote(_ concept: String) -> String { "[^\(anchor(concept))]" }

    /// The name of a concept's explanation. Ids are kebab-case; what is not cannot break out of a link.
    func anchor(_ concept: String) -> String { "\(name)-\(LinkedDataNames.encoded(concept))" }

    /// The block at the end.
    func block(of document: [UInt8], content: String) -> String {
        let key = key.map { " key=\($0)" } ?? ""
        return "\n\n<!-- tusinik seal=\(Self.seal(of: document))\(key) -->\n\n\(content)\n<!-- /tusinik -->\n"
    }

    private static func seal(of document: [UInt8]) -> String {
        let digits = String(document.withUnsafeBytes(xxHash64), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Removing

    /// The document without its annotations; nil when there are none, or the document was edited since.
    ///
    /// - Complexity: O(length).
    static func removeSealed(from document: [UInt8]) -> [UInt8]? {
        guard let (start, seal, key) = block(of: document) else { return nil }
        let original = MarkdownMarks(key: key).removed(from: document[..<start])
        return Self.seal(of: original) == seal ? original : nil
    }

    /// As above, whatever was edited: links, footnotes and the block are told by their names.
    static func removeMarked(from document: [UInt8]) -> [UInt8] {
        guard let (start, _, key) = block(of: document, needsEnd: false) else {
            return MarkdownMarks(key: nil).removed(from: document[...])
        }
        let end =
            document[start...].firstRange(of: blockEnd)?.upperBound ?? document.count
        return MarkdownMarks(key: key).removed(from: document[..<start])
            + MarkdownMarks(key: key).removed(from: document[end...])
    }

    /// Whether a block is there.
    static func isAnnotated(_ document: [UInt8]) -> Bool { block(of: document, needsEnd: false) != nil }

    /// The last block: where it begins, its seal and its number.
    private static func block(
        of document: [UInt8], needsEnd: Bool = true
    ) -> (start: Int, seal: String, key: Int?)? {
        guard !needsEnd || document.count >= blockEnd.count && document.suffix(blockEnd.count).elementsEqual(blockEnd),
            let found = lastRange(of: blockStart, in: document)
        else { return nil }
        let rest = document[found.upperBound...]
        let seal = rest.prefix(16)
        guard seal.count == 16 else { return nil }
        let tail = rest.dropFirst(16)
        let keyMark = Array(" key=".utf8)
        let key = tail.starts(with: keyMark) ? number(in: tail.dropFirst(keyMark.count)) : nil
        let close = Array(((key.map { " key=\($0)" } ?? "") + " -->").utf8)
        guard tail.starts(with: close) else { return nil }
        return (found.lowerBound, String(decoding: seal, as: UTF8.self), key)
    }

    private static func lastRange(of mark: [UInt8], in document: [UInt8]) -> Range<Int>? {
        var offset = document.count - mark.count
        while offset >= 0 {
            if document[offset] == mark[0], document[offset..<(offset + mark.count)].elementsEqual(mark) {
                return offset..<(offset + mark.count)
            }
            offset -= 1
        }
        return nil
    }

    private func removed(from document: ArraySlice<UInt8>) -> [UInt8] {
        let link = Array("](#\(name)-".utf8)
        let footnote = Array("[^\(name)-".utf8)
        var output: [UInt8] = []
        output.reserveCapacity(document.count)
        /// Places of opening brackets in the output.
        var open: [Int] = []
        var offset = document.startIndex
        while offset < document.endIndex {
            let byte = document[offset]
            if byte == UInt8(ascii: "]"), let opening = open.last, document[offset...].starts(with: link),
                let end = idEnd(in: document, from: offset + link.count, close: UInt8(ascii: ")"))
            {
                output.remove(at: opening)
                open.removeLast()
                offset = end
                continue
            }
            if byte == UInt8(ascii: "["), document[offset...].starts(with: footnote),
                let end = idEnd(in: document, from: offset + footnote.count, close: UInt8(ascii: "]"))
            {
                offset = end
                continue
            }
            if byte == UInt8(ascii: "[") { open = [output.count] }
            output.append(byte)
            offset += 1
        }
        return output
    }

    private func idEnd(in document: ArraySlice<UInt8>, from start: Int, close: UInt8) -> Int? {
        var offset = start
        while offset < document.endIndex, document[offset] != close {
            let byte = document[offset]
            let isPart =
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._~+%/".utf8.contains(byte)
                }
            guard isPart else { return nil }
            offset += 1
        }
        return offset > start && offset < document.endIndex ? offset + 1 : nil
    }
}
