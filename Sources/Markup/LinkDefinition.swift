/// Definitions of links at the start of a paragraph: `[label]: address "title"` (CommonMark 0.31.2, 4.7).
///
/// Labels and titles that go on over several lines are not taken for definitions.
enum LinkDefinition {
    /// How many lines of a paragraph are definitions; their labels are added.
    ///
    /// - Complexity: O(length of the paragraph).
    static func count(in bytes: [UInt8], lines: [Range<Int>], into labels: inout Set<String>) -> Int {
        var count = 0
        while count < lines.count {
            let line = bytes[lines[count]]
            guard let (label, address) = label(of: line) else { return count }
            var rest = line[address...].drop(while: isSpace)
            var used = 1
            if rest.isEmpty {
                guard count + 1 < lines.count else { return count }
                rest = bytes[lines[count + 1]].drop(while: isSpace)
                used = 2
            }
            guard let behind = Self.address(in: rest) else { return count }
            let tail = rest[behind...]
            if tail.allSatisfy(isSpace) {
                let next = count + used
                if next < lines.count, isTitle(bytes[lines[next]]) { used += 1 }
            } else {
                guard isSpace(tail[tail.startIndex]), isTitle(tail) else { return count }
            }
            labels.insert(label)
            count += used
        }
        return count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// The label, normalized, and the place behind its colon.
    private static func label(of line: ArraySlice<UInt8>) -> (label: String, end: Int)? {
        guard line.first == UInt8(ascii: "["), line.dropFirst().first != UInt8(ascii: "^") else { return nil }
        var offset = line.startIndex + 1
        while offset < line.endIndex, line[offset] != UInt8(ascii: "]") {
            guard line[offset] != UInt8(ascii: "["), offset - line.startIndex < 1000 else { return nil }
            offset += line[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset + 1 < line.endIndex, line[offset + 1] == UInt8(ascii: ":") else { return nil }
        let label = normalized(line[(line.startIndex + 1)..<offset])
        return label.isEmpty ? nil : (label, offset + 2)
    }

    /// Labels match without regard to case and to how much white space they have.
    static func normalized(_ label: ArraySlice<UInt8>) -> String {
        // Lower case of upper case is the full case folding for letters that labels have (ß and SS, for example).
        String(decoding: label, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .uppercased().lowercased()
    }

    private static func address(in text: ArraySlice<UInt8>) -> Int? {
        if text.first == UInt8(ascii: "<") {
            guard let close = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            return close + 1
        }
        let end = text.firstIndex(where: isSpace) ?? text.endIndex
        return end > text.startIndex ? end : nil
    }

    /// Whether a whole line is a title.
    private static func isTitle(_ line: ArraySlice<UInt8>) -> Bool {
        var text = line.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        guard text.count >= 2, let first = text.first, let last = text.last else { return false }
        let close: UInt8
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): close = first
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        default: return false
        }
        guard last == close else { return false }
        var offset = text.startIndex + 1
        while offset < text.endIndex - 1 {
            if text[offset] == close { return false }
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return offset == text.endIndex - 1
    }
}
