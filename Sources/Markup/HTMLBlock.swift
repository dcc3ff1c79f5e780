/// A block of HTML in Markdown (CommonMark 0.31.2, 4.6): how it ends.
struct HTMLBlock {
    /// What a line must hold to be the last; nil for a blank line, which is not part of the block.
    let end: [[UInt8]]?

    /// - Parameters:
    ///   - line: without indentation.
    ///   - canBeAnyTag: a tag of any name, alone in a line, begins a block; it does not interrupt a paragraph.
    init?(_ line: ArraySlice<UInt8>, canBeAnyTag: Bool) {
        guard line.first == UInt8(ascii: "<"), line.count >= 2 else { return nil }
        let start = line.startIndex
        if line.starts(with: "<!--".utf8) {
            end = [Array("-->".utf8)]
        } else if line.starts(with: "<?".utf8) {
            end = [Array("?>".utf8)]
        } else if line.starts(with: "<![CDATA[".utf8) {
            end = [Array("]]>".utf8)]
        } else if line[start + 1] == UInt8(ascii: "!") {
            guard line.count > 2, line[start + 2].isASCIILetter else { return nil }
            end = [Array(">".utf8)]
        } else {
            let isEndTag = line[start + 1] == UInt8(ascii: "/")
            let rest = line.dropFirst(isEndTag ? 2 : 1)
            let name = String(decoding: rest.prefix { $0.isASCIILetter || $0.isASCIIDigit }, as: UTF8.self).lowercased()
            let next = rest.dropFirst(name.utf8.count).first
            let endsName = next == nil || next == 0x20 || next == 0x09 || next == UInt8(ascii: ">")
            if !isEndTag, endsName, Self.raw.contains(name) {
                end = Self.raw.map { Array("</\($0)>".utf8) }
            } else if Self.blocks.contains(name), endsName || rest.dropFirst(name.utf8.count).starts(with: "/>".utf8) {
                end = nil
            } else {
                let flat = Array(line)
                guard canBeAnyTag, let length = InlineHTML.tagLength(in: flat, at: 0),
                    flat[length...].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
                else { return nil }
                end = nil
            }
        }
    }

    func isEnded(by line: ArraySlice<UInt8>) -> Bool {
        guard let end else { return false }
        let folded = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return end.contains { mark in folded.firstRange(of: mark) != nil }
    }

    private static let raw: Set<String> = ["pre", "script", "style", "textarea"]
    private static let blocks: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frame",
        "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li",
        "link",
        "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ]
}

/// HTML inside a paragraph of Markdown (CommonMark 0.31.2, 6.6).
enum InlineHTML {
    /// The length of an open or closing tag that begins at an offset; nil when there is none.
    ///
    /// - Complexity: O(length of the tag).
    static func tagLength(in bytes: [UInt8], at start: Int) -> Int? {
        var offset = start + 1
        func byte() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }
        func skipSpace() -> Bool {
            let before = offset
            while let next = byte(), next == 0x20 || next == 0x09 || next == 0x0A { offset += 1 }
            return offset > before
        }
        let isEndTag = byte() == UInt8(ascii: "/")
        if isEndTag { offset += 1 }
        guard let first = byte(), first.isASCIILetter else { return nil }
        while let next = byte(), next.isASCIILetter || next.isASCIIDigit || next == UInt8(ascii: "-") { offset += 1 }
        if isEndTag {
            _ = skipSpace()
            return byte() == UInt8(ascii: ">") ? offset + 1 - start : nil
        }
        while true {
            let hasSpace = skipSpace()
            guard let next = byte() else { return nil }
            if next == UInt8(ascii: ">") { return offset + 1 - start }
            if next == UInt8(ascii: "/") {
                return offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: ">") ? offset + 2 - start : nil
            }
            guard hasSpace, next.isASCIILetter || next == UInt8(ascii: "_") || next == UInt8(ascii: ":") else {
                return nil
            }
            while let next = byte(), next.isASCIILetter || next.isASCIIDigit || "_.:-".utf8.contains(next) {
                offset += 1
            }
            let end = offset
            _ = skipSpace()
            guard byte() == UInt8(ascii: "=") else {
                offset = end
                continue
            }
            offset += 1
            _ = skipSpace()
            guard let quote = byte() else { return nil }
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                guard let close = bytes[(offset + 1)...].firstIndex(of: quote) else { return nil }
                offset = close + 1
            } else {
                let value = offset
                while let next = byte(), next > 0x20, !"\"'=<>`".utf8.contains(next) { offset += 1 }
                guard offset > value else { return nil }
            }
        }
    }
}
