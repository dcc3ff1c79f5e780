import TextCore

/// Reads a page into the edits that make its text, and notes what holds where.
struct PageReader {
    private(set) var edits = Edits()
    /// In the text, merged, ascending.
    private(set) var leftAlone: [Range<Int>] = []
    private(set) var linkless: [Range<Int>] = []
    private(set) var sections: [Int] = []

    private let bytes: [UInt8]
    private let parts: Set<PagePart>
    private var tokenizer: Tokenizer
    private var open = OpenElements()
    private var dates = PageDates()
    /// The length of the text so far.
    private var length = 0
    /// What stands between the last character and the next.
    private var gap: Gap?
    private var bodyEnd: Int?
    private var pageEnd: Int?
    private var russian = 0
    private var kazakh = 0
    /// The script that is being read holds JSON-LD.
    private var isLinkedData = false

    /// A stretch of source without characters of the text.
    private struct Gap {
        var start: Int
        var separator: Separator
        var hasMarkup: Bool
    }

    private enum Separator: Int, Comparable {
        case none
        case space
        case line
        case paragraph

        static func < (first: Separator, second: Separator) -> Bool { first.rawValue < second.rawValue }

        var bytes: [UInt8] {
            switch self {
            case .none: []
            case .space: [0x20]
            case .line: [0x0A]
            case .paragraph: [0x0A, 0x0A]
            }
        }
    }

    init(_ bytes: [UInt8], including parts: Set<PagePart>) {
        self.bytes = bytes
        self.parts = parts
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        tokenizer = Tokenizer(bytes, range: (hasMark ? 3 : 0)..<bytes.count)
        if hasMark { gap = Gap(start: 0, separator: .none, hasMarkup: false) }
    }

    var date: PartialDate? { dates.best }

    var language: String? { russian == 0 && kazakh == 0 ? nil : russian >= kazakh ? "ru" : "kk" }

    /// Behind all content: before the last `</body>`, else before the last `</html>`, else at the end; and before
    /// whatever is open there and would hide what is added.
    var endOfBody: Int {
        bodyEnd ?? pageEnd ?? min(open.current?.swallowedStart ?? bytes.count, tokenizer.unfinished ?? bytes.count)
    }

    mutating func read() {
        while let token = tokenizer.next() {
            switch token.kind {
            case .text: text(token)
            case .startTag: startTag(token)
            case .endTag: endTag(token)
            case .comment, .doctype, .dropped: skip(token.range)
            }
        }
        // A page may end in a gap; the text does not.
        if let gap { edits.append(source: gap.start..<bytes.count, replacement: [], reasons: PageEdit.markup) }
    }

    // MARK: Text

    private mutating func text(_ token: Token) {
        let traits = open.traits
        if isLinkedData { dates.note(.linkedData, LinkedData.datePublished(in: bytes, token.content)) }
        guard !traits.contains(.hidden), case .text(.data) = token.kind else { return skip(token.range) }
        let start = length
        var offset = token.content.lowerBound
        let end = token.content.upperBound
        while offset < end {
            let byte = bytes[offset]
            if byte.isHTMLSpace || byte == 0 {
                widenGap(at: offset, byte == 0 ? .none : .space)
                offset += 1
                continue
            }
            if byte == UInt8(ascii: "&"),
                let found = CharacterReferences.match(bytes, at: offset, until: end, in: .text)
            {
                let next = offset + found.length
                if found.replacement.count == 1, found.replacement[0].isHTMLSpace {
                    widenGap(at: offset, .space)
                } else {
                    closeGap(at: offset)
                    edits.append(
                        source: offset..<next, replacement: found.replacement, reasons: CharacterReferences.reason)
                    length += found.replacement.count
                }
                offset = next
                continue
            }
            closeGap(at: offset)
            let run = offset
            offset += 1
            // Words with single spaces between them are copied together.
            while offset < end {
                let byte = bytes[offset]
                if byte == UInt8(ascii: "&") || byte == 0 { break }
                if byte.isHTMLSpace, byte != 0x20 || offset + 1 == end || bytes[offset + 1] <= 0x20 { break }
                offset += 1
            }
            length += offset - run
        }
        guard length > start else { return }
        // Text behind the end of the body belongs to it.
        bodyEnd = nil
        pageEnd = nil
        if traits.leavesAlone { Self.extend(&leftAlone, start..<length) }
        if traits.contains(.linkless) || open.isBetweenCells { Self.extend(&linkless, start..<length) }
        if traits.contains(.russian) { russian += length - start }
        if traits.contains(.kazakh) { kazakh += length - start }
    }

    private static func extend(_ ranges: inout [Range<Int>], _ range: Range<Int>) {
        if let last = ranges.last, last.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }

    private mutating func widenGap(at offset: Int, _ separator: Separator) {
        var wider = gap ?? Gap(start: offset, separator: .none, hasMarkup: false)
        wider.separator = max(wider.separator, separator)
        gap = wider
    }

    private mutating func skip(_ range: Range<Int>, _ separator: Separator = .none) {
        // Two line breaks are the end of a paragraph.
        let isSecond = separator == .line && gap?.separator == .line
        widenGap(at: range.lowerBound, isSecond ? .paragraph : separator)
        gap?.hasMarkup = true
    }

    /// Writes what separates the text so far from the character at an offset.
    private mutating func closeGap(at offset: Int) {
        guard let gap else { return }
        self.gap = nil
        let range = gap.start..<offset
        let replacement = length == 0 ? [] : gap.separator.bytes
        if replacement == [0x20], range.count == 1, bytes[gap.start] == 0x20 {
            length += 1
            return
        }
        edits.append(
            source: range, replacement: replacement, reasons: gap.hasMarkup ? PageEdit.markup : PageEdit.space)
        length += replacement.count
    }

    // MARK: Tags

    private mutating func startTag(_ token: Token) {
        let tag = TagName(bytes[token.content])
        let name = ElementName(tag)
        var start = OpenElements.Start(tag: tag, name: name, offset: token.range.lowerBound)
        start.isSelfClosing = token.isSelfClosing
        start.hasTellingAttribute = hasTellingAttribute(name)
        judge(name, &start)
        let parent = open.traits
        if name == .html || name == .body { open.base = open.base.subtracting(start.without).union(start.traits) }
        // A page of frames shows no text.
        if name == .frameset, length == 0 { open.base.insert(.hidden) }
        let namespace = open.start(start)
        if namespace == .html, let name, name.contentModel != .data { tokenizer.model = name.contentModel }
        tokenizer.allowsCDATA = open.current.map { $0.namespace != .html } ?? false
        isLinkedData =
            name == .script && namespace == .html && attribute("type")?.lowercased() == "application/ld+json"
            && (!parent.contains(.hidden))
        if namespace == .html { noteDate(name, isHidden: parent.contains(.hidden)) }
        skip(token.range, separator(of: name))
        if let name, name.isHeading, !open.traits.contains(.hidden) {
            // The heading's text will stand behind the separator.
            sections.append(length)
        }
    }

    private mutating func endTag(_ token: Token) {
        let tag = TagName(bytes[token.content])
        let name = ElementName(tag)
        isLinkedData = false
        if name == .body { bodyEnd = open.current?.swallowedStart ?? token.range.lowerBound }
        if name == .html { pageEnd = open.current?.swallowedStart ?? token.range.lowerBound }
        open.end(tag, name)
        tokenizer.allowsCDATA = open.current.map { $0.namespace != .html } ?? false
        skip(token.range, separator(of: name))
    }

    private func separator(of name: ElementName?) -> Separator {
        guard let name else { return .none }
        return name == .br ? .line : name.isBlock ? .paragraph : name.isReplaced ? .space : .none
    }

    /// What an element's name and attributes say of its text.
    private func judge(_ name: ElementName?, _ start: inout OpenElements.Start) {
        if let name {
            if name.isHidden { start.traits.formUnion([.hidden, .swallowed]) }
            if name.isOpaque { start.traits.insert(.opaque) }
            if name == .button { start.traits.insert(.swallowed) }
            if name.isInteractive || name.isHeading && !parts.contains(.headings) { start.traits.insert(.linkless) }
            if name == .article || name == .main || name == .section { start.traits.insert(.article) }
        }
        let role = attribute("role")?.lowercased()
        if let part = part(of: name, role: role), !parts.contains(part) { start.traits.insert(.hidden) }
        switch role {
        case "button", "checkbox", "combobox", "link", "menuitem", "option", "radio", "slider", "switch", "tab",
            "textbox":
            start.traits.insert(.opaque)
        default: break
        }
        if has("hidden") { start.traits.formUnion([.hidden, .swallowed]) }
        if let value = attribute("contenteditable"), value.lowercased() != "false" { start.traits.insert(.opaque) }
        switch attribute("translate")?.lowercased() {
        case "no": start.traits.insert(.untranslated)
        case "yes", "": start.without.insert(.untranslated)
        default: break
        }
        if let classes = attribute("class") {
            for name in classes.utf8.split(whereSeparator: \.isHTMLSpace) {
                if name.elementsEqual("tusinik-skip".utf8) { start.traits.insert(.opaque) }
                if name.elementsEqual("tusinik-glossary".utf8) { start.traits.formUnion([.hidden, .swallowed]) }
            }
        }
        if let language = attribute("lang") {
            start.without.formUnion(.languages)
            let primary = language.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
            switch String(primary)?.lowercased() {
            case "ru": start.traits.insert(.russian)
            // "kz" is the country's code, and what pages often say.
            case "kk", "kz": start.traits.insert(.kazakh)
            case "", "und": break
            // Templates leave `<html lang="en">` in pages of any language.
            default: if name != .html, name != .body { start.traits.insert(.otherLanguage) }
            }
        }
    }

    private func part(of name: ElementName?, role: String?) -> PagePart? {
        switch role {
        case "navigation", "menu", "menubar": return .nav
        case "complementary": return .aside
        case "banner": return .header
        case "contentinfo": return .footer
        default: break
        }
        switch name {
        case .nav: return .nav
        case .aside: return .aside
        case .footer: return .footer
        case .header: return open.traits.contains(.article) ? nil : .header
        default: return nil
        }
    }

    private func hasTellingAttribute(_ name: ElementName?) -> Bool {
        switch name {
        case .font: return has("color") || has("face") || has("size")
        case .annotationXML:
            let encoding = attribute("encoding")?.lowercased()
            return encoding == "text/html" || encoding == "application/xhtml+xml"
        default: return false
        }
    }

    private mutating func noteDate(_ name: ElementName?, isHidden: Bool) {
        guard !isHidden else { return }
        let isPublished = attribute("itemprop")?.lowercased() == "datepublished"
        if name == .meta {
            let property = (attribute("property") ?? attribute("name"))?.lowercased()
            guard isPublished || property == "article:published_time", let value = attribute("content") else { return }
            dates.note(isPublished ? .property : .meta, PageDates.day(of: value))
        } else if isPublished || name == .time, let value = attribute("datetime") ?? attribute("content") {
            dates.note(isPublished ? .property : .time, PageDates.day(of: value))
        }
    }

    // MARK: Attributes of the tag that was read last

    private func first(_ name: StaticString) -> Attribute? {
        tokenizer.attributes.first {
            $0.name.count == name.utf8CodeUnitCount && bytes.has(name, at: $0.name.lowerBound)
        }
    }

    private func has(_ name: StaticString) -> Bool { first(name) != nil }

    /// The value, references decoded; empty for an attribute without one, nil when there is no attribute.
    private func attribute(_ name: StaticString) -> String? {
        guard let attribute = first(name) else { return nil }
        guard let range = attribute.value else { return "" }
        var value = Array(bytes[range])
        if value.contains(UInt8(ascii: "&")) {
            value = CharacterReferences.edits(of: value, in: .attributeValue).applied(to: value)
        }
        return String(decoding: value, as: UTF8.self)
    }
}
