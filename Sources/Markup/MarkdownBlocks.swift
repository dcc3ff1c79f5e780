/// The blocks of a Markdown document that hold text, by the block structure of CommonMark 0.31.2 (section 3 to 5 and
/// the appendix on parsing): quotations and list items with lazy continuation, headings, code, HTML, definitions of links.
///
/// Front matter (`---` at the very start) is no text, either. Footnote definitions (`[^1]:`) are paragraphs.
///
/// - Complexity: O(length), times the depth of quotations and lists, which is limited.
struct MarkdownBlocks {
    struct Leaf {
        /// Where its text stands in each line, line ends and what belongs to its containers left out.
        var lines: [Range<Int>]
        var isHeading: Bool
    }

    private(set) var leaves: [Leaf] = []
    /// The labels that link definitions define, normalized.
    private(set) var definitions: Set<String> = []
    /// Whether something added at the end would be code or HTML.
    private(set) var isOpenAtEnd = false
    /// The lines of the front matter.
    private(set) var frontMatter = 0..<0

    /// Quotations and list items inside each other, at most; deeper ones are text.
    static let depthLimit = 100

    private enum Container {
        case quotation
        /// Its content stands this many columns further to the right.
        case item(width: Int, isEmpty: Bool)
    }

    private enum Open {
        case nothing
        case paragraph([Range<Int>])
        case fence(UInt8, length: Int)
        case indentedCode
        case html(HTMLBlock)
    }

    private let bytes: [UInt8]
    private var containers: [Container] = []
    private var open = Open.nothing

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = readFrontMatter()
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            read(start..<end)
            start = end
            if start < bytes.count {
                start += bytes[start] == 0x0D && start + 1 < bytes.count && bytes[start + 1] == 0x0A ? 2 : 1
            }
        }
        if containers.isEmpty {
            switch open {
            case .fence: isOpenAtEnd = true
            case .html(let block): isOpenAtEnd = block.end != nil
            case .nothing, .paragraph, .indentedCode: break
            }
        }
        closeLeaf()
    }

    private mutating func readFrontMatter() -> Int {
        let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes[first...].starts(with: "---\n".utf8) || bytes[first...].starts(with: "---\r\n".utf8) else {
            return first
        }
        var start = first
        var isFirst = true
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            var line = bytes[start..<end]
            if line.last == 0x0D { line.removeLast() }
            if !isFirst, line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8) {
                frontMatter = first..<end
                return min(end + 1, bytes.count)
            }
            isFirst = false
            start = end + 1
        }
        return first
    }

    private var isParagraph: Bool {
        if case .paragraph = open { true } else { false }
    }

    // MARK: Lines

    private mutating func read(_ range: Range<Int>) {
        var line = MarkdownLine(bytes, range)
        let matched = match(&line)
        if matched == containers.count, goesOn(with: line) { return }

        var isClosed = matched == containers.count
        func close(_ blocks: inout MarkdownBlocks) {
            guard !isClosed else { return }
            blocks.closeLeaf()
            blocks.containers.removeLast(blocks.containers.count - matched)
            isClosed = true
        }
        while true {
            let (next, indent) = line.next
            guard next < range.upperBound else {
                close(&self)
                if isParagraph { closeLeaf() }
                return
            }
            if indent >= 4 {
                guard !isParagraph else { break }
                close(&self)
                if case .indentedCode = open {} else { closeLeaf() }
                open = .indentedCode
                fill()
                return
            }
            let rest = bytes[next..<range.upperBound]
            if rest.first == UInt8(ascii: ">"), containers.count < Self.depthLimit {
                close(&self)
                closeLeaf()
                fill()
                line.skipSpace()
                line.skip(columns: 1)
                if line.isAtSpace { line.skip(columns: 1) }
                containers.append(.quotation)
                continue
            }
            if let text = Self.heading(in: rest) {
                close(&self)
                closeLeaf()
                fill()
                leaves.append(Leaf(lines: [text], isHeading: true))
                return
            }
            if let length = Self.fence(in: rest) {
                close(&self)
                closeLeaf()
                fill()
                open = .fence(rest[next], length: length)
                return
            }
            if let block = HTMLBlock(rest, canBeAnyTag: !isParagraph) {
                close(&self)
                closeLeaf()
                fill()
                open = block.isEnded(by: rest) ? .nothing : .html(block)
                return
            }
            if isClosed, isParagraph, Self.isUnderline(rest) {
                closeLeaf(asHeading: true)
                return
            }
            if Self.isThematicBreak(rest) {
                close(&self)
                closeLeaf()
                fill()
                return
            }
            if containers.count < Self.depthLimit,
                let width = item(&line, indent: indent, interrupts: isClosed && isParagraph)
            {
                close(&self)
                closeLeaf()
                fill()
                containers.append(.item(width: width, isEmpty: line.isBlank))
                continue
            }
            break
        }
        let text = line.next.offset..<range.upperBound
        if case .paragraph(var lines) = open {
            // Also where its containers do not go on: a lazy continuation.
            open = .nothing
            lines.append(text)
            open = .paragraph(lines)
        } else {
            close(&self)
            closeLeaf()
            fill()
            open = .paragraph([text])
        }
    }

    /// The containers are not empty any more.
    private mutating func fill() {
        for index in containers.indices {
            if case .item(let width, true) = containers[index] {
                containers[index] = .item(width: width, isEmpty: false)
            }
        }
    }

    /// How many of the open containers go on in a line, which is read up to what is in them.
    private func match(_ line: inout MarkdownLine) -> Int {
        for (index, container) in containers.enumerated() {
            let (next, indent) = line.next
            switch container {
            case .quotation:
                guard indent < 4, next < line.end, bytes[next] == UInt8(ascii: ">") else { return index }
                line.skipSpace()
                line.skip(columns: 1)
                if line.isAtSpace { line.skip(columns: 1) }
            case .item(let width, let isEmpty):
                if next == line.end {
                    guard !isEmpty else { return index }
                    line.skipSpace()
                } else {
                    guard indent >= width else { return index }
                    line.skip(columns: width)
                }
            }
        }
        return containers.count
    }

    /// Whether the line is part of code or HTML that is open.
    private mutating func goesOn(with line: MarkdownLine) -> Bool {
        let (next, indent) = line.next
        switch open {
        case .fence(let mark, let length):
            let count = bytes[next..<line.end].prefix { $0 == mark }.count
            if indent < 4, count >= length, bytes[(next + count)..<line.end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                open = .nothing
            }
            return true
        case .html(let block):
            if block.end == nil, next == line.end {
                open = .nothing
                return false
            }
            if block.isEnded(by: bytes[next..<line.end]) { open = .nothing }
            return true
        case .indentedCode:
            if indent >= 4 || next == line.end { return true }
            open = .nothing
            return false
        case .nothing, .paragraph: return false
        }
    }

    private mutating func closeLeaf(asHeading: Bool = false) {
        if case .paragraph(var lines) = open {
            open = .nothing
            let count = LinkDefinition.count(in: bytes, lines: lines, into: &definitions)
            lines.removeFirst(count)
            if !lines.isEmpty { leaves.append(Leaf(lines: lines, isHeading: asHeading)) }
        }
        open = .nothing
    }

    // MARK: What begins a block

    /// The text of an ATX heading.
    private static func heading(in line: ArraySlice<UInt8>) -> Range<Int>? {
        let level = line.prefix { $0 == UInt8(ascii: "#") }.count
        var text = line.dropFirst(level)
        guard (1...6).contains(level), text.first.map({ $0 == 0x20 || $0 == 0x09 }) ?? true else { return nil }
        while let byte = text.first, byte == 0x20 || byte == 0x09 { text.removeFirst() }
        while let byte = text.last, byte == 0x20 || byte == 0x09 { text.removeLast() }
        let closing = text.reversed().prefix { $0 == UInt8(ascii: "#") }.count
        let before = text.dropLast(closing)
        if before.last.map({ $0 == 0x20 || $0 == 0x09 }) ?? true { text = before }
        return text.startIndex..<text.endIndex
    }

    private static func fence(in line: ArraySlice<UInt8>) -> Int? {
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let count = line.prefix { $0 == mark }.count
        guard count >= 3, mark == UInt8(ascii: "~") || !line.dropFirst(count).contains(mark) else { return nil }
        return count
    }

    private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
        guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
        return line.drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private static func isThematicBreak(_ line: ArraySlice<UInt8>) -> Bool {
        guard let mark = line.first, "*-_".utf8.contains(mark) else { return false }
        return line.allSatisfy { $0 == mark || $0 == 0x20 || $0 == 0x09 } && line.count { $0 == mark } >= 3
    }

    /// The columns of a list marker with what stands before and behind it; the line is then read up to the content.
    private func item(_ line: inout MarkdownLine, indent: Int, interrupts: Bool) -> Int? {
        let start = line.next.offset
        let rest = bytes[start..<line.end]
        guard let first = rest.first else { return nil }
        var length = 1
        if (0x30...0x39).contains(first) {
            length = rest.prefix { (0x30...0x39).contains($0) }.count + 1
            guard length <= 10, length <= rest.count,
                rest[start + length - 1] == UInt8(ascii: ".") || rest[start + length - 1] == UInt8(ascii: ")")
            else { return nil }
            if interrupts, !rest.prefix(length - 1).elementsEqual("1".utf8) { return nil }
        } else {
            guard "-+*".utf8.contains(first) else { return nil }
        }
        let behind = rest.dropFirst(length)
        guard behind.first.map({ $0 == 0x20 || $0 == 0x09 }) ?? true else { return nil }
        let isBlank = behind.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if interrupts, isBlank { return nil }
        line.skipSpace()
        line.skip(columns: length)
        let space = line.next.indent
        guard !isBlank, space < 5 else {
            if line.isAtSpace { line.skip(columns: 1) }
            return indent + length + 1
        }
        line.skip(columns: space)
        return indent + length + space
    }
}
