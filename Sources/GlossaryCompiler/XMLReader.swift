import TextCore

/// An element of an XML document, with the text and the elements in it.
struct XMLElement {
    /// Without a prefix.
    var name: String
    /// By their names as written.
    var attributes: [String: String]
    var children: [XMLElement] = []
    /// The text directly in it.
    var ownText = ""
    /// The text in it and in its elements, in order.
    var text = ""
    var location: SourceLocation

    subscript(_ attribute: String) -> String? { attributes[attribute] }
}

/// Reads XML 1.0 (fifth edition) as exchange formats use it: elements, attributes, text, CDATA, comments, processing
/// instructions, the five entities and numbers. A document type is passed over and defines nothing, so that no entity can
/// grow or lead to a file.
///
/// - Complexity: O(length).
struct XMLReader {
    private let file: String
    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var line = 1
    private var lineStart = 0

    /// Elements inside each other, at most.
    static let depthLimit = 256

    /// The root element.
    ///
    /// - Throws: the first mistake.
    static func read(_ text: String, file: String) throws(Diagnostic) -> XMLElement {
        var reader = XMLReader(file: file, scalars: Array(text.unicodeScalars))
        return try reader.document()
    }

    private init(file: String, scalars: [Unicode.Scalar]) {
        self.file = file
        self.scalars = scalars
    }

    private var location: SourceLocation { SourceLocation(file: file, line: line, column: offset - lineStart + 1) }

    private func failure(_ expected: String) -> Diagnostic {
        Diagnostic(.error, "bad-xml", "expected \(expected)", at: location)
    }

    private var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where offset < scalars.count {
            if scalars[offset] == "\n" {
                line += 1
                lineStart = offset + 1
            }
            offset += 1
        }
    }

    private func starts(with text: String) -> Bool {
        var place = offset
        for scalar in text.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else { return false }
            place += 1
        }
        return true
    }

    private mutating func skipSpace() {
        while let scalar = current, Self.isSpace(scalar) { advance() }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// Everything up to a mark, which is passed over.
    private mutating func content(until mark: String) throws(Diagnostic) -> String {
        var text = String.UnicodeScalarView()
        while !starts(with: mark) {
            guard let scalar = current else { throw failure("'\(mark)'") }
            text.append(scalar)
            advance()
        }
        advance(mark.unicodeScalars.count)
        return String(text)
    }

    private mutating func document() throws(Diagnostic) -> XMLElement {
        if current == "\u{FEFF}" { advance() }
        var open: [XMLElement] = []
        while let scalar = current {
            if scalar != "<" {
                let text = try text()
                if let last = open.indices.last {
                    open[last].ownText += text
                    open[last].text += text
                } else if text.contains(where: { !$0.isWhitespace }) {
                    throw failure("an element")
                }
            } else if starts(with: "<!--") {
                _ = try content(until: "-->")
            } else if starts(with: "<![CDATA["), let last = open.indices.last {
                advance(9)
                let text = try content(until: "]]>")
                open[last].ownText += text
                open[last].text += text
            } else if starts(with: "<?") {
                _ = try content(until: "?>")
            } else if starts(with: "<!DOCTYPE") {
                try skipDocumentType()
            } else if starts(with: "</") {
                advance(2)
                let name = try name()
                skipSpace()
                guard current == ">", let element = open.popLast(), element.name == Self.local(name) else {
                    throw failure("the end of '\(open.last?.name ?? name)'")
                }
                advance()
                if let root = close(element, in: &open) { return root }
            } else {
                guard open.count < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels") }
                let (element, isEmpty) = try startTag()
                if !isEmpty {
                    open.append(element)
                } else if let root = close(element, in: &open) {
                    return root
                }
            }
        }
        throw failure(open.last.map { "the end of '\($0.name)'" } ?? "an element")
    }

    private func close(_ element: XMLElement, in open: inout [XMLElement]) -> XMLElement? {
        guard let last = open.indices.last else { return element }
        open[last].text += element.text
        open[last].children.append(element)
        return nil
    }

    private mutating func skipDocumentType() throws(Diagnostic) {
        var depth = 0
        while let scalar = current {
            advance()
            if scalar == "[" { depth += 1 }
            if scalar == "]" { depth -= 1 }
            if scalar == ">", depth <= 0 { return }
        }
        throw failure("'>'")
    }

    private mutating func name() throws(Diagnostic) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = current, !Self.isSpace(scalar), !"<>/=\"'&".unicodeScalars.contains(scalar) {
            name.append(scalar)
            advance()
        }
        guard !name.isEmpty else { throw failure("a name") }
        return String(name)
    }

    private static func local(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private mutating func startTag() throws(Diagnostic) -> (XMLElement, isEmpty: Bool) {
        let place = location
        advance()
        var element = XMLElement(name: Self.local(try name()), attributes: [:], location: place)
        while true {
            skipSpace()
            if starts(with: "/>") {
                advance(2)
                return (element, true)
            }
            if current == ">" {
                advance()
                return (element, false)
            }
            let name = try name()
            skipSpace()
            guard current == "=" else { throw failure("'='") }
            advance()
            skipSpace()
            guard let quote = current, quote == "\"" || quote == "'" else { throw failure("a quotation mark") }
            advance()
            var value = ""
            while current != quote {
                guard let scalar = current, scalar != "<" else { throw failure("'\(quote)'") }
                if scalar == "&" {
                    value += try reference()
                } else {
                    value.unicodeScalars.append(Self.isSpace(scalar) ? " " : scalar)
                    advance()
                }
            }
            advance()
            guard element.attributes.updateValue(value, forKey: name) == nil else {
                throw failure("'\(name)' once")
            }
        }
    }

    private mutating func text() throws(Diagnostic) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar != "<" {
            if scalar == "&" {
                text.append(contentsOf: try reference().unicodeScalars)
            } else {
                // Line ends are LF (2.11).
                if scalar == "\r" {
                    if offset + 1 >= scalars.count || scalars[offset + 1] != "\n" { text.append("\n") }
                } else {
                    text.append(scalar)
                }
                advance()
            }
        }
        return String(text)
    }

    private mutating func reference() throws(Diagnostic) -> String {
        let start = location
        advance()
        var name = ""
        while let scalar = current, scalar != ";", name.utf8.count < 16 {
            name.unicodeScalars.append(scalar)
            advance()
        }
        let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        let isHexadecimal = name.hasPrefix("#x")
        let number =
            name.hasPrefix("#") ? UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10) : nil
        guard current == ";", let text = known[name] ?? number.flatMap(Unicode.Scalar.init).map({ String($0) }) else {
            throw Diagnostic(.error, "bad-xml", "expected a character reference, found '&\(name)'", at: start)
        }
        advance()
        return text
    }
}
