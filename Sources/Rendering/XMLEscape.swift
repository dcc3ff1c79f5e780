/// A text as XML 1.0 that means just that text, in an element or in a quoted attribute; parsers give back the same line
/// ends and white space.
///
/// What XML cannot hold (control characters, U+FFFE, U+FFFF) becomes U+FFFD.
func escapedForXML(_ text: some StringProtocol, inAttribute: Bool = false) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": output += "&amp;"
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        case "\"" where inAttribute: output += "&quot;"
        // A parser makes spaces of these in attributes, and LF of CR everywhere.
        case "\n" where inAttribute: output += "&#10;"
        case "\t" where inAttribute: output += "&#9;"
        case "\r": output += "&#13;"
        case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}

/// A start tag without its brackets: `term ref="#akim"`.
func xmlTag(_ name: String, _ attributes: KeyValuePairs<String, String?>) -> String {
    var tag = name
    for (name, value) in attributes {
        if let value { tag += " \(name)=\"\(escapedForXML(value, inAttribute: true))\"" }
    }
    return tag
}

/// An element that holds text only.
func xmlElement(
    _ name: String, _ text: some StringProtocol, _ attributes: KeyValuePairs<String, String?> = [:]
) -> String {
    "<\(xmlTag(name, attributes))>\(escapedForXML(text))</\(name)>"
}
