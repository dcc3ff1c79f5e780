/// Reads a page token by token, as the tokenization stage of the HTML Living Standard does (13.2.5).
///
/// How the text of an element is read depends on the element: whoever reads tokens sets ``model`` behind a start tag, and
/// ``allowsCDATA`` inside SVG and MathML. What the standard's input stage does (line ends, NUL) is left to the reader, as
/// are references in text: a token is a place in the source.
///
/// - Complexity: O(length) for a whole page, whatever it holds.
public struct Tokenizer: Sendable {
    /// The page, UTF-8.
    public let bytes: [UInt8]
    /// How the text at the present place is read; an end tag that fits sets it back to `data`.
    public var model: ContentModel
    /// Whether `<![CDATA[` begins a CDATA section; elsewhere it is a comment.
    public var allowsCDATA = false
    /// The attributes of the tag that was read last, in order. Of several with one name the first counts.
    public private(set) var attributes: [Attribute] = []
    /// What the document type that was read last holds.
    public private(set) var documentType = DocumentType()
    /// The start of a comment, tag or declaration that the end of the source cuts off, or of the `<` it ends with: what
    /// would be appended there would become part of it.
    public private(set) var unfinished: Int?

    private var offset: Int
    private let end: Int
    /// The name of the last start tag, in lower case: its end tag ends raw text.
    private var lastStartTag: [UInt8]

    /// - Parameters:
    ///   - range: what is read of `bytes`; nil for all.
    ///   - lastStartTag: the element in whose text reading begins, in lower case.
    public init(
        _ bytes: [UInt8], range: Range<Int>? = nil, model: ContentModel = .data, lastStartTag: String = ""
    ) {
        self.bytes = bytes
        self.model = model
        self.lastStartTag = Array(lastStartTag.utf8)
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The next token; nil at the end.
    public mutating func next() -> Token? {
        guard offset < end else { return nil }
        let token: Token
        switch model {
        case .data: token = nextInData()
        case .plainText: token = Token(kind: .text(.plainText), range: offset..<end, content: offset..<end)
        case .cdata: token = cdata(from: offset, content: offset)
        case .rcdata, .rawText, .scriptData:
            let stop = model == .scriptData ? endOfScript() : endOfRawText()
            if stop > offset {
                token = Token(kind: .text(model), range: offset..<stop, content: offset..<stop)
            } else {
                model = .data
                token = tag(name: offset + 2, kind: .endTag)
            }
        }
        offset = token.range.upperBound
        return token
    }

    // MARK: Data

    private mutating func nextInData() -> Token {
        let start = offset
        if bytes[start] == UInt8(ascii: "<"), let token = markup() { return token }
        var stop = start + 1
        while stop < end, bytes[stop] != UInt8(ascii: "<") || !beginsMarkup(stop) { stop += 1 }
        if stop == end {
            if bytes[end - 1] == UInt8(ascii: "<") {
                unfinished = end - 1
            } else if end - start >= 2, bytes[end - 1] == UInt8(ascii: "/"), bytes[end - 2] == UInt8(ascii: "<") {
                unfinished = end - 2
            }
        }
        return Token(kind: .text(.data), range: start..<stop, content: start..<stop)
    }

    /// Whether the `<` at an offset is more than a character.
    private func beginsMarkup(_ offset: Int) -> Bool {
        guard offset + 1 < end else { return false }
        switch bytes[offset + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "/"): return offset + 2 < end
        case let byte: return byte.isASCIILetter
        }
    }

    /// What the `<` at the present place begins; nil when it is a character.
    private mutating func markup() -> Token? {
        guard beginsMarkup(offset) else { return nil }
        switch bytes[offset + 1] {
        case UInt8(ascii: "!"): return declaration()
        case UInt8(ascii: "?"): return bogusComment(content: offset + 1)
        case UInt8(ascii: "/"):
            let byte = bytes[offset + 2]
            if byte.isASCIILetter { return tag(name: offset + 2, kind: .endTag) }
            guard byte == UInt8(ascii: ">") else { return bogusComment(content: offset + 2) }
            return Token(kind: .dropped, range: offset..<(offset + 3), content: (offset + 2)..<(offset + 2))
        default: return tag(name: offset + 1, kind: .startTag)
        }
    }

    // MARK: Tags

    private mutating func tag(name start: Int, kind: Token.Kind) -> Token {
        attributes.removeAll(keepingCapacity: true)
        var index = start
        while index < end, !endsName(bytes[index]) { index += 1 }
        let name = start..<index
        var isSelfClosing = false
        while true {
            while index < end, bytes[index].isHTMLSpace { index += 1 }
            guard index < end else { return cutOff(from: offset, content: name) }
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: "/") {
                index += 1
                isSelfClosing = index < end && bytes[index] == UInt8(ascii: ">")
                continue
            }
            guard attribute(at: &index) else { return cutOff(from: offset, content: name) }
        }
        if kind == .startTag {
            lastStartTag.removeAll(keepingCapacity: true)
            for byte in bytes[name] { lastStartTag.append(byte.asciiLowercased) }
        }
        return Token(kind: kind, range: offset..<(index + 1), content: name, isSelfClosing: isSelfClosing)
    }

    private func endsName(_ byte: UInt8) -> Bool {
        byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    /// Reads one attribute and leaves `index` behind it; false when the source ends in it.
    private mutating func attribute(at index: inout Int) -> Bool {
        let start = index
        // An equals sign at the start belongs to the name.
        index += 1
        while index < end, !endsName(bytes[index]), bytes[index] != UInt8(ascii: "=") { index += 1 }
        let name = start..<index
        var next = index
        while next < end, bytes[next].isHTMLSpace { next += 1 }
        guard next < end, bytes[next] == UInt8(ascii: "=") else {
            index = next
            attributes.append(Attribute(name: name, value: nil))
            return next < end
        }
        index = next + 1
        while index < end, bytes[index].isHTMLSpace { index += 1 }
        guard index < end else { return false }
        let first = bytes[index]
        let value: Range<Int>
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            let start = index + 1
            index = start
            while index < end, bytes[index] != first { index += 1 }
            guard index < end else { return false }
            value = start..<index
            index += 1
        } else {
            let start = index
            while index < end, !bytes[index].isHTMLSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
            value = start..<index
        }
        attributes.append(Attribute(name: name, value: value))
        return true
    }

    private mutating func cutOff(from start: Int, content: Range<Int>) -> Token {
        unfinished = start
        return Token(kind: .dropped, range: start..<end, content: content)
    }

    // MARK: Raw text

    /// Whether the end tag of the last start tag begins at an offset.
    private func isEndTag(at start: Int) -> Bool {
        let stop = start + 2 + lastStartTag.count
        guard !lastStartTag.isEmpty, stop < end, bytes[start] == UInt8(ascii: "<"),
            bytes[start + 1] == UInt8(ascii: "/"), endsName(bytes[stop])
        else { return false }
        for (index, byte) in lastStartTag.enumerated() where bytes[start + 2 + index].asciiLowercased != byte {
            return false
        }
        return true
    }

    private func endOfRawText() -> Int {
        var index = offset
        while index < end {
            if bytes[index] == UInt8(ascii: "<"), isEndTag(at: index) { return index }
            index += 1
        }
        return end
    }

    /// In `<!-- … -->` an end tag still counts; behind a `<script` in it no longer, until the next `</script`.
    private enum Escape {
        case none
        case single
        case double
    }

    private func endOfScript() -> Int {
        var index = offset
        var escape = Escape.none
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "<"):
                if escape != .double, isEndTag(at: index) { return index }
                if escape == .none {
                    // The dashes that open can be those that close: `<!-->`.
                    if has("<!--", at: index) {
                        escape = .single
                        index += 1
                    }
                } else {
                    let isEnd = index + 1 < end && bytes[index + 1] == UInt8(ascii: "/")
                    let name = isEnd ? index + 2 : index + 1
                    if isEnd == (escape == .double), has("script", at: name), name + 6 < end, endsName(bytes[name + 6])
                    {
                        escape = isEnd ? .single : .double
                        index = name + 6
                    }
                }
            case UInt8(ascii: "-"):
                if escape != .none, has("-->", at: index) {
                    escape = .none
                    index += 2
                }
            default: break
            }
            index += 1
        }
        return end
    }

    private func has(_ lowercase: StaticString, at index: Int) -> Bool {
        index + lowercase.utf8CodeUnitCount <= end && bytes.has(lowercase, at: index)
    }

    // MARK: Comments, declarations, CDATA

    private mutating func declaration() -> Token {
        if has("<!--", at: offset) { return comment() }
        if has("<!doctype", at: offset) { return documentTypeDeclaration() }
        // The only declaration whose case counts.
        if allowsCDATA, has("<![cdata[", at: offset), bytes[(offset + 3)..<(offset + 8)].elementsEqual("CDATA".utf8) {
            return cdata(from: offset, content: offset + 9)
        }
        return bogusComment(content: offset + 2)
    }

    private mutating func bogusComment(content start: Int) -> Token {
        guard let close = bytes[start..<end].firstIndex(of: UInt8(ascii: ">")) else {
            unfinished = offset
            return Token(kind: .comment, range: offset..<end, content: start..<end)
        }
        return Token(kind: .comment, range: offset..<(close + 1), content: start..<close)
    }

    private mutating func comment() -> Token {
        let start = offset + 4
        for (length, text) in [(1, ">"), (2, "->")] as [(Int, StaticString)] where has(text, at: start) {
            return Token(kind: .comment, range: offset..<(start + length), content: start..<start)
        }
        var index = start
        while index < end {
            if bytes[index] == UInt8(ascii: "-") {
                for (length, text) in [(3, "-->"), (4, "--!>")] as [(Int, StaticString)] where has(text, at: index) {
                    return Token(kind: .comment, range: offset..<(index + length), content: start..<index)
                }
            }
            index += 1
        }
        // What could have become the end is no part of the comment.
        unfinished = offset
        var stop = end
        for (length, text) in [(3, "--!"), (2, "--"), (1, "-")] as [(Int, StaticString)]
        where end - length >= start && has(text, at: end - length) {
            stop = end - length
            break
        }
        return Token(kind: .comment, range: offset..<end, content: start..<stop)
    }

    private mutating func cdata(from start: Int, content: Int) -> Token {
        model = .data
        var index = content
        while index < end {
            if bytes[index] == UInt8(ascii: "]"), has("]]>", at: index) {
                return Token(kind: .text(.cdata), range: start..<(index + 3), content: content..<index)
            }
            index += 1
        }
        unfinished = start
        return Token(kind: .text(.cdata), range: start..<end, content: content..<end)
    }

    private mutating func documentTypeDeclaration() -> Token {
        documentType = DocumentType(forcesQuirks: true)
        var index = offset + 9
        func skipSpaces() { while index < end, bytes[index].isHTMLSpace { index += 1 } }
        func finished(_ name: Range<Int>) -> Token {
            guard let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ">")) else {
                unfinished = offset
                return Token(kind: .doctype, range: offset..<end, content: name)
            }
            return Token(kind: .doctype, range: offset..<(close + 1), content: name)
        }
        func isNext(_ byte: UInt8) -> Bool { index < end && bytes[index] == byte }
        /// Reads an identifier in quotation marks; `isWhole` is false when `>` or the end comes first.
        func identifier() -> (range: Range<Int>, isWhole: Bool)? {
            guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
                return nil
            }
            let quote = bytes[index]
            index += 1
            let start = index
            while index < end, bytes[index] != quote, bytes[index] != UInt8(ascii: ">") { index += 1 }
            let range = start..<index
            let isWhole = isNext(quote)
            if isWhole { index += 1 }
            return (range, isWhole)
        }

        skipSpaces()
        let start = index
        while index < end, !bytes[index].isHTMLSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
        let name = start..<index
        guard !name.isEmpty else { return finished(name) }
        skipSpaces()
        if isNext(UInt8(ascii: ">")) {
            documentType.forcesQuirks = false
            return finished(name)
        }
        let isPublic = has("public", at: index)
        guard isPublic || has("system", at: index) else { return finished(name) }
        index += 6
        skipSpaces()
        if isPublic {
            guard let found = identifier() else { return finished(name) }
            documentType.publicID = found.range
            guard found.isWhole else { return finished(name) }
            skipSpaces()
            if isNext(UInt8(ascii: ">")) {
                documentType.forcesQuirks = false
                return finished(name)
            }
        }
        guard let found = identifier() else { return finished(name) }
        documentType.systemID = found.range
        guard found.isWhole else { return finished(name) }
        skipSpaces()
        // What stands behind the identifiers is ignored, but the end of the file is not.
        documentType.forcesQuirks = index == end
        return finished(name)
    }
}
