public import TextCore

/// Character references of HTML: `&nbsp;`, `&#1178;`, `&#x49A;`, and old names without a semicolon (`&copy`).
///
/// They are read as the HTML Living Standard says (13.2.5.72 and following): the longest name counts, numbers that are no
/// scalar become U+FFFD, numbers 80 to 9F mean windows-1252.
public enum CharacterReferences {
    /// Where a reference stands; old names without a semicolon are read more carefully in addresses.
    public enum Place: Hashable, Sendable {
        case text
        case attributeValue
    }

    /// Why an edit was made: the bit that ``edits(of:in:)`` sets in `reasons`.
    public static let reason: UInt64 = 1 << 1

    /// The decoding of all references, as edits: offsets in the decoded text map back to the source.
    ///
    /// - Parameter bytes: a stretch of text, UTF-8; offsets count from its start.
    /// - Complexity: O(length).
    public static func edits(of bytes: [UInt8], in place: Place = .text) -> Edits {
        var edits = Edits()
        var offset = 0
        while let ampersand = bytes[offset...].firstIndex(of: UInt8(ascii: "&")) {
            if let found = match(bytes, at: ampersand, until: bytes.count, in: place) {
                let source = ampersand..<(ampersand + found.length)
                edits.append(source: source, replacement: found.replacement, reasons: reason)
                offset = source.upperBound
            } else {
                offset = ampersand + 1
            }
        }
        return edits
    }

    /// The reference that an ampersand begins: its length in the source, and the UTF-8 bytes it stands for.
    ///
    /// - Parameter end: the end of the text, at most the number of bytes.
    /// - Complexity: O(length of the reference).
    static func match(
        _ bytes: [UInt8], at ampersand: Int, until end: Int, in place: Place
    ) -> (length: Int, replacement: [UInt8])? {
        let start = ampersand + 1
        guard start < end else { return nil }
        if bytes[start] == UInt8(ascii: "#") { return number(bytes, at: start + 1, until: end) }
        guard bytes[start].isASCIILetter, let found = NamedReferences.shared.find(bytes, at: start, until: end) else {
            return nil
        }
        let next = start + found.length
        let hasSemicolon = next < end && bytes[next] == UInt8(ascii: ";")
        if place == .attributeValue, !hasSemicolon, next < end {
            // In `?a=1&copy=2` the name is a parameter's.
            let byte = bytes[next]
            if byte == UInt8(ascii: "=") || byte.isASCIILetter || byte.isASCIIDigit { return nil }
        }
        return (1 + found.length + (hasSemicolon ? 1 : 0), found.replacement)
    }

    private static func number(
        _ bytes: [UInt8], at first: Int, until end: Int
    ) -> (length: Int, replacement: [UInt8])? {
        let isHexadecimal = first < end && bytes[first] | 0x20 == UInt8(ascii: "x")
        var offset = isHexadecimal ? first + 1 : first
        let start = offset
        var value: UInt32 = 0
        while offset < end, let digit = bytes[offset].hexadecimalValue, isHexadecimal || digit < 10 {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
            offset += 1
        }
        guard offset > start else { return nil }
        if offset < end, bytes[offset] == UInt8(ascii: ";") { offset += 1 }
        let scalar = value == 0 ? nil : windows1252(value) ?? Unicode.Scalar(value)
        return (offset - first + 2, Array(String(scalar ?? "\u{FFFD}").utf8))
    }

    /// What pages of the last century mean by the numbers of C1 controls.
    private static func windows1252(_ value: UInt32) -> Unicode.Scalar? {
        switch value {
        case 0x80: "€"
        case 0x82: "‚"
        case 0x83: "ƒ"
        case 0x84: "„"
        case 0x85: "…"
        case 0x86: "†"
        case 0x87: "‡"
        case 0x88: "ˆ"
        case 0x89: "‰"
        case 0x8A: "Š"
        case 0x8B: "‹"
        case 0x8C: "Œ"
        case 0x8E: "Ž"
        case 0x91: "‘"
        case 0x92: "’"
        case 0x93: "“"
        case 0x94: "”"
        case 0x95: "•"
        case 0x96: "–"
        case 0x97: "—"
        case 0x98: "˜"
        case 0x99: "™"
        case 0x9A: "š"
        case 0x9B: "›"
        case 0x9C: "œ"
        case 0x9E: "ž"
        case 0x9F: "Ÿ"
        default: nil
        }
    }
}

/// Finds names in the table, longest first.
struct NamedReferences: Sendable {
    static let shared = NamedReferences(namedReferenceTable)

    private struct Entry {
        var name: Range<Int>
        var needsSemicolon: Bool
        var scalars: Range<Int>
    }

    private let table: [UInt8]
    private let entries: [Entry]

    init(_ source: StaticString) {
        let table = source.withUTF8Buffer { Array($0) }
        var entries: [Entry] = []
        var offset = 0
        while offset < table.count {
            let start = offset
            while offset < table.count, !table[offset].isHTMLSpace { offset += 1 }
            let word = start..<offset
            if let mark = table[word].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "!") }) {
                entries.append(
                    Entry(
                        name: start..<mark, needsSemicolon: table[mark] == UInt8(ascii: "="),
                        scalars: (mark + 1)..<offset))
            }
            offset += 1
        }
        self.table = table
        self.entries = entries
    }

    /// The number of names.
    var count: Int { entries.count }

    /// The longest name at an offset, without its semicolon.
    ///
    /// The names that begin with the bytes read so far are neighbours in the table: each byte narrows them.
    func find(_ bytes: [UInt8], at start: Int, until end: Int) -> (length: Int, replacement: [UInt8])? {
        var found: (length: Int, entry: Entry)?
        var names = 0..<entries.count
        var length = 0
        while start + length < end {
            let byte = bytes[start + length]
            guard byte.isASCIILetter || byte.isASCIIDigit else { break }
            let lower = first(in: names) { (at($0, length) ?? 0) >= byte }
            names = lower..<first(in: lower..<names.upperBound) { (at($0, length) ?? 0) > byte }
            guard let entry = names.first.map({ entries[$0] }) else { break }
            length += 1
            // A name that ends here comes before those that go on.
            guard entry.name.count == length else { continue }
            let hasSemicolon = start + length < end && bytes[start + length] == UInt8(ascii: ";")
            if hasSemicolon || !entry.needsSemicolon { found = (length, entry) }
        }
        return found.map { ($0.length, replacement(of: $0.entry)) }
    }

    private func at(_ name: Int, _ index: Int) -> UInt8? {
        let name = entries[name].name
        return index < name.count ? table[name.lowerBound + index] : nil
    }

    private func first(in range: Range<Int>, where isBehind: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func replacement(of entry: Entry) -> [UInt8] {
        table[entry.scalars].split(separator: UInt8(ascii: "+")).flatMap { digits -> [UInt8] in
            let value = digits.reduce(0) { $0 * 16 + ($1.hexadecimalValue ?? 0) }
            return Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
        }
    }
}
