/// A text as HTML that means just that text, in an element or in a quoted attribute.
func escapedForHTML(_ text: some StringProtocol) -> String {
    var output = ""
    for character in text.unicodeScalars {
        switch character {
        case "&": output += "&amp;"
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        case "\"": output += "&quot;"
        // HTML has no way to write these.
        case "\u{0}"..."\u{8}", "\u{B}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}": output += "\u{FFFD}"
        default: output.unicodeScalars.append(character)
        }
    }
    return output
}

/// Whether an address may become a link: nothing but `http` and `https` does.
func isWebAddress(_ address: String) -> Bool {
    let start = address.prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
}
