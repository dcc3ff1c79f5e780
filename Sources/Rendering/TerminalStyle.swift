/// How text is laid out on a terminal, or without one.
struct TerminalStyle: Sendable {
    /// Columns; nil leaves lines as long as they are.
    var width: Int?
    /// Whether escape sequences (ECMA-48) are written.
    var usesColor: Bool

    /// An article must not steer the reader's terminal: control characters but line ends and tabs are shown as pictures.
    func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: Self.isControl) else { return text }
        var output = ""
        for scalar in text.unicodeScalars {
            let picture =
                Self.isControl(scalar) ? Unicode.Scalar(scalar.value < 0x20 ? 0x2400 + scalar.value : 0xFFFD) : scalar
            output.unicodeScalars.append(picture ?? scalar)
        }
        return output
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }

    func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func dim(_ text: String) -> String { usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    func underlined(_ text: String) -> String { usesColor ? "\u{1B}[4;36m\(text)\u{1B}[0m" : text }

    /// Breaks lines at spaces; words longer than a line stay whole.
    func wrap(_ text: String, indent: String) -> String {
        guard let width, width > indent.count + 10 else { return text }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line -> String in
            guard columns(of: line) > width else { return String(line) }
            var output = ""
            var used = 0
            for word in line.split(separator: " ", omittingEmptySubsequences: false) {
                let size = columns(of: word)
                if used > indent.count, used + 1 + size > width {
                    output += "\n" + indent + word
                    used = indent.count + size
                } else {
                    output += (output.isEmpty ? "" : " ") + word
                    used += size + (used == 0 ? 0 : 1)
                }
            }
            return output
        }.joined(separator: "\n")
    }

    /// The width of a text on a terminal: escape sequences and marks take no column, emoji and wide letters two.
    private func columns(of text: Substring) -> Int {
        var count = 0
        var inEscape = false
        for scalar in text.unicodeScalars {
            if inEscape {
                inEscape = scalar != "m"
                continue
            }
            switch scalar.value {
            case 0x1B: inEscape = true
            case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0xFE00...0xFE0F: break
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F300...0x1FAFF:
                count += 2
            default: count += 1
            }
        }
        return count
    }
}
