/// What the text of one paragraph or heading of Markdown holds, by the inline structure of CommonMark 0.31.2 (section 6):
/// escapes, references, code, links, images, HTML, addresses, breaks.
///
/// Of emphasis only this is needed: which `*`, `_` and `~` are no text. They are taken for marks wherever they could open
/// or close emphasis, also where no partner follows.
///
/// - Complexity: O(length of the text).
struct MarkdownInlines {
    enum Change {
        /// Marks that are not read.
        case mark
        /// Something that is read as these bytes.
        case text([UInt8])
    }

    /// In order of place, without overlaps; places count bytes of `flat`.
    private(set) var changes: [(range: Range<Int>, change: Change)] = []
    /// Code and addresses.
    private(set) var opaque: [Range<Int>] = []
    /// The texts of links and images, ascending by their ends.
    private(set) var links: [Range<Int>] = []

    private let flat: [UInt8]
    private let definitions: Set<String>
    private var brackets: [Bracket] = []
    /// Brackets below this place cannot become links any more, since one of those above did.
    private var inactive = 0
    /// Beginnings of HTML whose end was looked for in vain.
    private var unclosed: Set<String> = []
    private lazy var ticks = BacktickRuns(flat)

    private struct Bracket {
        var offset: Int
        var isImage: Bool
    }

    /// - Parameters:
    ///   - flat: the lines of a leaf, without what belongs to its containers, joined with LF.
    ///   - definitions: the labels that are defined anywhere in the document.
    init(_ flat: [UInt8], definitions: Set<String>) {
        self.flat = flat
        self.definitions = definitions
        read()
        changes.sort { $0.range.lowerBound < $1.range.lowerBound }
        opaque.sort { $0.lowerBound < $1.lowerBound }
    }

    private mutating func read() {
        var offset = 0
        while offset < flat.count {
            switch flat[offset] {
            case UInt8(ascii: "\\"): offset = readEscape(offset)
            case UInt8(ascii: "`"): offset = readCode(offset)
            case UInt8(ascii: "<"): offset = readAngle(offset)
            case UInt8(ascii: "&"):
                if let found = CharacterReferences.match(flat, at: offset, until: flat.count, in: .text),
                    flat[offset + found.length - 1] == UInt8(ascii: ";")
                {
                    changes.append((offset..<(offset + found.length), .text(found.replacement)))
                    offset += found.length
                } else {
                    offset += 1
                }
            case UInt8(ascii: "!") where offset + 1 < flat.count && flat[offset + 1] == UInt8(ascii: "["):
                brackets.append(Bracket(offset: offset, isImage: true))
                offset += 2
            case UInt8(ascii: "["):
                brackets.append(Bracket(offset: offset, isImage: false))
                offset += 1
            case UInt8(ascii: "]"): offset = readClosing(offset)
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): offset = readDelimiters(offset)
            case 0x0A: offset = readBreak(offset)
            case UInt8(ascii: "h"), UInt8(ascii: "w"): offset = readBareAddress(offset)
            default: offset += 1
            }
        }
    }

    // MARK: Characters

    private mutating func readEscape(_ offset: Int) -> Int {
        guard offset + 1 < flat.count else { return offset + 1 }
        let next = flat[offset + 1]
        if Self.isPunctuation(next) {
            changes.append((offset..<(offset + 1), .text([])))
            return offset + 2
        }
        if next == 0x0A { changes.append((offset..<(offset + 1), .mark)) }
        return offset + 1
    }

    static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// A soft break is a space; behind two spaces or a backslash it is a line break.
    private mutating func readBreak(_ offset: Int) -> Int {
        var start = offset
        while start > 0, flat[start - 1] == 0x20 || flat[start - 1] == 0x09 { start -= 1 }
        let isHard = start > 0 && flat[start - 1] == UInt8(ascii: "\\") || flat[start..<offset].count { $0 == 0x20 } > 1
        if let last = changes.last, last.range.upperBound > start { start = last.range.upperBound }
        changes.append((start..<(offset + 1), .text([isHard ? 0x0A : 0x20])))
        return offset + 1
    }

    private mutating func readDelimiters(_ offset: Int) -> Int {
        let mark = flat[offset]
        let count = flat[offset...].prefix { $0 == mark }.count
        let end = offset + count
        let sides = Self.sides(of: offset..<end, in: flat)
        let isMark =
            switch mark {
            case UInt8(ascii: "_"):
                sides.opens && (!sides.closes || sides.punctuationBefore)
                    || sides.closes && (!sides.opens || sides.punctuationBehind)
            case UInt8(ascii: "~"): count <= 2 && (sides.opens || sides.closes)
            default: sides.opens || sides.closes
            }
        if isMark { changes.append((offset..<end, .mark)) }
        return end
    }

    /// Whether a run of delimiters is left-flanking (could open) or right-flanking (could close).
    static func sides(
        of run: Range<Int>, in bytes: [UInt8]
    ) -> (opens: Bool, closes: Bool, punctuationBefore: Bool, punctuationBehind: Bool) {
        let before = scalar(endingAt: run.lowerBound, in: bytes)
        let behind = scalar(at: run.upperBound, in: bytes)
        func isSpace(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isWhitespace ?? true }
        func isSign(_ scalar: Unicode.Scalar?) -> Bool {
            guard let scalar else { return false }
            if scalar.isASCII { return isPunctuation(UInt8(scalar.value)) }
            switch scalar.properties.generalCategory {
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
                return true
            default: return false
            }
        }
        let (spaceBefore, spaceBehind) = (isSpace(before), isSpace(behind))
        let (signBefore, signBehind) = (isSign(before), isSign(behind))
        return (
            !spaceBehind && (!signBehind || spaceBefore || signBefore),
            !spaceBefore && (!signBefore || spaceBehind || signBehind), signBefore, signBehind
        )
    }

    private static func scalar(endingAt end: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
        var start = end - 1
        guard start >= 0 else { return nil }
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.first
    }

    private static func scalar(at start: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
        guard start < bytes.count else { return nil }
        return String(decoding: bytes[start..<min(bytes.count, start + 4)], as: UTF8.self).unicodeScalars.first
    }

    // MARK: Code, HTML, addresses

    private mutating func readCode(_ offset: Int) -> Int {
        let count = flat[offset...].prefix { $0 == UInt8(ascii: "`") }.count
        let start = offset + count
        guard let close = ticks.next(length: count, from: start) else { return start }
        changes.append((offset..<start, .mark))
        for place in start..<close where flat[place] == 0x0A {
            changes.append((place..<(place + 1), .text([0x20])))
        }
        changes.append((close..<(close + count), .mark))
        opaque.append(offset..<(close + count))
        return close + count
    }

    private mutating func readAngle(_ offset: Int) -> Int {
        if let end = autolinkEnd(offset) {
            opaque.append(offset..<end)
            return end
        }
        if let length = InlineHTML.tagLength(in: flat, at: offset) ?? markupLength(offset) {
            changes.append((offset..<(offset + length), .mark))
            return offset + length
        }
        return offset + 1
    }

    /// Comments, processing instructions, declarations and CDATA.
    private mutating func markupLength(_ offset: Int) -> Int? {
        if flat.has("<!-->", at: offset) { return 5 }
        if flat.has("<!--->", at: offset) { return 6 }
        for (open, close) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")] {
            guard flat[offset...].starts(with: open.utf8), !unclosed.contains(open) else { continue }
            if open == "<!" {
                guard offset + 2 < flat.count, flat[offset + 2].isASCIILetter else { continue }
            }
            if let range = flat[(offset + open.utf8.count)...].firstRange(of: Array(close.utf8)) {
                return range.upperBound - offset
            }
            unclosed.insert(open)
        }
        return nil
    }

    private func autolinkEnd(_ offset: Int) -> Int? {
        var end = offset + 1
        var hasColon = false
        var hasAt = false
        while end < flat.count, flat[end] > 0x20, flat[end] != UInt8(ascii: "<"), flat[end] != UInt8(ascii: ">") {
            hasColon = hasColon || flat[end] == UInt8(ascii: ":")
            hasAt = hasAt || flat[end] == UInt8(ascii: "@")
            end += 1
        }
        guard end < flat.count, flat[end] == UInt8(ascii: ">"), offset + 1 < end, hasAt || hasColon else { return nil }
        if hasColon {
            let scheme = flat[(offset + 1)..<end].prefix { $0 != UInt8(ascii: ":") }
            let isScheme =
                (2...32).contains(scheme.count) && flat[offset + 1].isASCIILetter
                && scheme.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "+.-".utf8.contains($0) }
            if isScheme { return end + 1 }
        }
        return hasAt && flat[offset + 1] != UInt8(ascii: "@") && flat[end - 1] != UInt8(ascii: "@") ? end + 1 : nil
    }

    /// `https://…` and `www.…` as they stand, which most readers of Markdown make links of.
    private mutating func readBareAddress(_ offset: Int) -> Int {
        let isStart = offset == 0 || !(flat[offset - 1].isASCIILetter || flat[offset - 1].isASCIIDigit)
        guard isStart,
            flat.has("http://", at: offset) || flat.has("https://", at: offset) || flat.has("www.", at: offset)
        else { return offset + 1 }
        var end = offset
        while end < flat.count, flat[end] > 0x20, !"<>[]()`\"\\".utf8.contains(flat[end]) { end += 1 }
        opaque.append(offset..<end)
        return end
    }

    // MARK: Links

    private mutating func readClosing(_ offset: Int) -> Int {
        guard let bracket = brackets.popLast() else { return offset + 1 }
        defer { inactive = min(inactive, brackets.count) }
        let start = bracket.offset + (bracket.isImage ? 2 : 1)
        let isFootnote = !bracket.isImage && start < offset && flat[start] == UInt8(ascii: "^")
        if isFootnote, !flat[start..<offset].contains(where: { $0 <= 0x20 }) {
            changes.removeAll { $0.range.lowerBound >= bracket.offset }
            var end = offset + 1
            // A definition of a footnote: the colon goes with it.
            if bracket.offset == 0, end < flat.count, flat[end] == UInt8(ascii: ":") { end += 1 }
            changes.append((bracket.offset..<end, .mark))
            return end
        }
        guard bracket.isImage || brackets.count >= inactive, let end = linkEnd(text: start..<offset) else {
            return offset + 1
        }
        changes.append((bracket.offset..<start, .mark))
        changes.append((offset..<end, .mark))
        links.append(bracket.offset..<end)
        // No link holds another.
        if !bracket.isImage { inactive = brackets.count }
        return end
    }

    /// Where the link ends whose text ends at a bracket; nil when it is none.
    private func linkEnd(text: Range<Int>) -> Int? {
        let next = text.upperBound + 1
        if next < flat.count, flat[next] == UInt8(ascii: "("), let end = inlineEnd(next) { return end }
        if next < flat.count, flat[next] == UInt8(ascii: "["), let end = labelEnd(next) {
            if end == next + 2 { return isDefined(text) ? end : nil }
            return isDefined((next + 1)..<(end - 1)) ? end : nil
        }
        return isDefined(text) ? next : nil
    }

    private func isDefined(_ label: Range<Int>) -> Bool {
        !definitions.isEmpty && label.count < 1000
            && definitions.contains(LinkDefinition.normalized(flat[label]))
    }

    /// Behind `[label]`.
    private func labelEnd(_ start: Int) -> Int? {
        var offset = start + 1
        while offset < flat.count, offset - start <= 1000 {
            switch flat[offset] {
            case UInt8(ascii: "]"): return offset + 1
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        return nil
    }

    /// Behind `(address "title")`.
    private func inlineEnd(_ start: Int) -> Int? {
        var offset = start + 1
        func skipSpace() -> Bool {
            let before = offset
            while offset < flat.count, flat[offset] == 0x20 || flat[offset] == 0x09 || flat[offset] == 0x0A {
                offset += 1
            }
            return offset > before
        }
        _ = skipSpace()
        guard offset < flat.count else { return nil }
        if flat[offset] == UInt8(ascii: "<") {
            offset += 1
            while offset < flat.count, flat[offset] != UInt8(ascii: ">") {
                guard flat[offset] != UInt8(ascii: "<"), flat[offset] != 0x0A else { return nil }
                offset += flat[offset] == UInt8(ascii: "\\") ? 2 : 1
            }
            offset += 1
        } else {
            var depth = 0
            loop: while offset < flat.count, flat[offset] > 0x20 {
                switch flat[offset] {
                case UInt8(ascii: "("):
                    depth += 1
                    guard depth <= 32 else { return nil }
                case UInt8(ascii: ")"):
                    if depth == 0 { break loop }
                    depth -= 1
                case UInt8(ascii: "\\"):
                    if offset + 1 < flat.count, Self.isPunctuation(flat[offset + 1]) { offset += 1 }
                default: break
                }
                offset += 1
            }
            guard depth == 0 else { return nil }
        }
        let hasSpace = skipSpace()
        guard offset < flat.count else { return nil }
        if hasSpace, "\"'(".utf8.contains(flat[offset]) {
            let close = flat[offset] == UInt8(ascii: "(") ? UInt8(ascii: ")") : flat[offset]
            offset += 1
            while offset < flat.count, flat[offset] != close {
                if close == UInt8(ascii: ")"), flat[offset] == UInt8(ascii: "(") { return nil }
                offset += flat[offset] == UInt8(ascii: "\\") ? 2 : 1
            }
            offset += 1
            _ = skipSpace()
        }
        return offset < flat.count && flat[offset] == UInt8(ascii: ")") ? offset + 1 : nil
    }
}

/// Runs of backticks by their length, for finding the end of code in constant time.
private struct BacktickRuns {
    private var places: [Int: [Int]] = [:]
    private var used: [Int: Int] = [:]

    init(_ bytes: [UInt8]) {
        var offset = 0
        while let start = bytes[offset...].firstIndex(of: UInt8(ascii: "`")) {
            let end = bytes[start...].firstIndex { $0 != UInt8(ascii: "`") } ?? bytes.count
            places[end - start, default: []].append(start)
            offset = end
        }
    }

    /// The first run of a length at or behind an offset; offsets never decrease.
    mutating func next(length: Int, from offset: Int) -> Int? {
        guard let runs = places[length] else { return nil }
        var index = used[length, default: 0]
        while index < runs.count, runs[index] < offset { index += 1 }
        used[length] = index
        return index < runs.count ? runs[index] : nil
    }
}
