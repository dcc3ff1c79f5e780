/// A text as Markdown that means just that text, inside a paragraph: whatever could be a mark is escaped.
///
/// Line ends become spaces, so that nothing in it begins a block.
func escapedForMarkdown(_ text: some StringProtocol) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "$", "^":
            output += "\\"
            output.unicodeScalars.append(scalar)
        // A colon behind a scheme would make a link of an address; at the start of a line these begin lists.
        case "\n", "\r", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\u{85}": output += " "
        case "\u{0}"..."\u{8}", "\u{E}"..."\u{1F}", "\u{7F}": output += "\u{FFFD}"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}

/// A paragraph of a plain text as a paragraph of Markdown.
func escapedParagraphForMarkdown(_ text: some StringProtocol) -> String {
    var text = escapedForMarkdown(text)
    // What begins a list item, a heading underline or indented code at the start of a line.
    let start = text.drop { $0 == " " || $0 == "\t" }
    text = String(start)
    if let first = text.first, "-+=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")" {
        return digits + "\\" + text.dropFirst(digits.count)
    }
    return text
}
