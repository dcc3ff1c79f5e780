import TextCore

/// A node of an RDF graph.
enum RDFNode: Hashable {
    case iri(String)
    case blank(Int)
    case literal(String, language: String?)

    var iri: String? {
        if case .iri(let iri) = self { iri } else { nil }
    }
}

/// A graph, by subject; objects in the order of the file.
struct RDFGraph {
    private(set) var subjects: [RDFNode] = []
    private var facts: [RDFNode: [(predicate: String, object: RDFNode)]] = [:]
    private(set) var locations: [RDFNode: SourceLocation] = [:]

    mutating func add(_ subject: RDFNode, _ predicate: String, _ object: RDFNode, at location: SourceLocation) {
        if facts[subject] == nil {
            subjects.append(subject)
            locations[subject] = location
        }
        facts[subject, default: []].append((predicate, object))
    }

    /// The vocabulary that predicates are from and that ends so; nil when there is none.
    func ownVocabulary(ending end: String) -> String? {
        for (predicate, _) in facts.values.joined() {
            if let range = predicate.firstRange(of: end), !predicate.hasPrefix("http://www.w3.org/") {
                return String(predicate[..<range.upperBound])
            }
        }
        return nil
    }

    func objects(_ subject: RDFNode, _ predicate: String) -> [RDFNode] {
        (facts[subject] ?? []).filter { $0.predicate == predicate }.map(\.object)
    }
}

/// Reads RDF in Turtle (W3C Recommendation of 25 February 2014).
///
/// IRIs are not resolved against a base beyond putting it in front of relative ones.
///
/// - Complexity: O(length).
struct TurtleReader {
    private let file: String
    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var line = 1
    private var lineStart = 0
    private var base = ""
    private var prefixes: [String: String] = [:]
    private var blanks: [String: Int] = [:]
    private var blankCount = 0
    private var graph = RDFGraph()

    /// Blank nodes and lists inside each other, at most.
    static let depthLimit = 128
    private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let type = rdf + "type"

    /// - Throws: the first mistake.
    static func read(_ text: String, file: String) throws(Diagnostic) -> RDFGraph {
        var reader = TurtleReader(file: file, scalars: Array(text.unicodeScalars))
        if reader.current == "\u{FEFF}" { reader.advance() }
        reader.skipSpace()
        while reader.current != nil {
            try reader.statement()
            reader.skipSpace()
        }
        return reader.graph
    }

    private init(file: String, scalars: [Unicode.Scalar]) {
        self.file = file
        self.scalars = scalars
    }

    // MARK: Characters

    private var location: SourceLocation { SourceLocation(file: file, line: line, column: offset - lineStart + 1) }
    private var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    private func failure(_ expected: String) -> Diagnostic {
        let found = current.map { "'\($0)'" } ?? "the end"
        return Diagnostic(.error, "bad-turtle", "expected \(expected), found \(found)", at: location)
    }

    private mutating func advance() {
        if current == "\n" {
            line += 1
            lineStart = offset + 1
        }
        offset += 1
    }

    private mutating func skipSpace() {
        while let scalar = current {
            if scalar == "#" {
                while let scalar = current, scalar != "\n" {
                    _ = scalar
                    advance()
                }
            } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == scalar else { return false }
        advance()
        return true
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(Diagnostic) {
        guard accept(scalar) else { throw failure("'\(scalar)'") }
    }

    /// A word of letters, when it stands here and ends here.
    private mutating func accept(word: String) -> Bool {
        let word = Array(word.unicodeScalars)
        guard offset + word.count <= scalars.count else { return false }
        for (index, scalar) in word.enumerated()
        where scalars[offset + index].properties.lowercaseMapping != String(scalar) { return false }
        if offset + word.count < scalars.count, Self.isNamePart(scalars[offset + word.count]) { return false }
        for _ in word { advance() }
        return true
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
            || scalar == ":" || scalar == "%" || scalar == "\\" || scalar.value > 0x7F
    }

    // MARK: Statements

    private mutating func statement() throws(Diagnostic) {
        let isDirective = accept("@")
        if accept(word: "prefix") {
            skipSpace()
            var name = ""
            while let scalar = current, scalar != ":" {
                name.unicodeScalars.append(scalar)
                advance()
            }
            try expect(":")
            skipSpace()
            prefixes[name] = try iri()
        } else if accept(word: "base") {
            skipSpace()
            base = try iri()
        } else {
            guard !isDirective else { throw failure("prefix or base") }
            let place = location
            let subject: RDFNode
            if current == "[" {
                subject = try blankNode(depth: 0)
                skipSpace()
                if accept(".") { return }
            } else if current == "(" {
                subject = try collection(depth: 0)
            } else {
                subject = try resource()
            }
            try predicates(of: subject, depth: 0, at: place)
            try expect(".")
            return
        }
        // SPARQL's PREFIX and BASE have no full stop.
        if isDirective { try expect(".") }
    }

    private mutating func predicates(of subject: RDFNode, depth: Int, at place: SourceLocation) throws(Diagnostic) {
        while true {
            skipSpace()
            let predicate: String
            if current == "a", offset + 1 < scalars.count, !Self.isNamePart(scalars[offset + 1]) {
                advance()
                predicate = Self.type
            } else {
                guard let iri = try resource().iri else { throw failure("a predicate") }
                predicate = iri
            }
            repeat { graph.add(subject, predicate, try object(depth: depth), at: place) } while accept(",")
            guard accept(";") else { return }
            while accept(";") {}
            skipSpace()
            if current == "." || current == "]" { return }
        }
    }

    private mutating func object(depth: Int) throws(Diagnostic) -> RDFNode {
        skipSpace()
        switch current {
        case "[": return try blankNode(depth: depth + 1)
        case "(": return try collection(depth: depth + 1)
        case "\"", "'": return try literal()
        case .some(let scalar) where "+-.0123456789".unicodeScalars.contains(scalar): return number()
        default:
            for word in ["true", "false"] where accept(word: word) { return .literal(word, language: nil) }
            return try resource()
        }
    }

    private mutating func newBlank() -> RDFNode {
        blankCount += 1
        return .blank(blankCount)
    }

    private mutating func blankNode(depth: Int) throws(Diagnostic) -> RDFNode {
        guard depth < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels") }
        let place = location
        try expect("[")
        let node = newBlank()
        if accept("]") { return node }
        try predicates(of: node, depth: depth, at: place)
        try expect("]")
        return node
    }

    private mutating func collection(depth: Int) throws(Diagnostic) -> RDFNode {
        guard depth < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels") }
        let place = location
        try expect("(")
        var items: [RDFNode] = []
        while !accept(")") { items.append(try object(depth: depth)) }
        var list = RDFNode.iri(Self.rdf + "nil")
        for item in items.reversed() {
            let node = newBlank()
            graph.add(node, Self.rdf + "first", item, at: place)
            graph.add(node, Self.rdf + "rest", list, at: place)
            list = node
        }
        return list
    }

    // MARK: Terms

    private mutating func resource() throws(Diagnostic) -> RDFNode {
        skipSpace()
        if current == "<" { return .iri(try iri()) }
        var name = ""
        while let scalar = current, Self.isNamePart(scalar) || scalar == "." {
            // A full stop at the end of a name ends the statement.
            if scalar == ".", offset + 1 >= scalars.count || !Self.isNamePart(scalars[offset + 1]) { break }
            advance()
            if scalar == "\\", let escaped = current {
                name.unicodeScalars.append(escaped)
                advance()
            } else {
                name.unicodeScalars.append(scalar)
            }
        }
        guard let colon = name.firstIndex(of: ":") else { throw failure("a resource") }
        let prefix = String(name[..<colon])
        let local = String(name[name.index(after: colon)...])
        if prefix == "_" {
            if let known = blanks[local] { return .blank(known) }
            let node = newBlank()
            if case .blank(let number) = node { blanks[local] = number }
            return node
        }
        guard let start = prefixes[prefix] else { throw failure("a prefix that is declared ('\(prefix)' is not)") }
        return .iri(start + local)
    }

    private mutating func iri() throws(Diagnostic) -> String {
        try expect("<")
        var text = ""
        while let scalar = current, scalar != ">" {
            guard scalar.value > 0x20 else { throw failure("'>'") }
            if scalar == "\\" {
                text += try escape()
            } else {
                text.unicodeScalars.append(scalar)
                advance()
            }
        }
        try expect(">")
        let isAbsolute = text.firstIndex(of: ":").map {
            text[..<$0].allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        }
        return isAbsolute ?? false ? text : base + text
    }

    private mutating func number() -> RDFNode {
        var text = ""
        while let scalar = current, scalar.properties.numericType != nil || "+-.eE".unicodeScalars.contains(scalar) {
            if scalar == ".", offset + 1 >= scalars.count || scalars[offset + 1].properties.numericType == nil { break }
            text.unicodeScalars.append(scalar)
            advance()
        }
        return .literal(text, language: nil)
    }

    private mutating func literal() throws(Diagnostic) -> RDFNode {
        guard let quote = current else { throw failure("a literal") }
        let isLong = offset + 2 < scalars.count && scalars[offset + 1] == quote && scalars[offset + 2] == quote
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        var text = String.UnicodeScalarView()
        while true {
            guard let scalar = current else { throw failure("'\(quote)'") }
            if scalar == quote {
                if !isLong { break }
                if offset + 2 < scalars.count, scalars[offset + 1] == quote, scalars[offset + 2] == quote { break }
            }
            if scalar == "\\" {
                text.append(contentsOf: try escape().unicodeScalars)
                continue
            }
            guard isLong || scalar != "\n" && scalar != "\r" else { throw failure("'\(quote)'") }
            text.append(scalar)
            advance()
        }
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        var language: String?
        if current == "@" {
            advance()
            var tag = ""
            while let scalar = current, scalar.isASCII,
                scalar.properties.isAlphabetic || scalar == "-" || scalar.properties.numericType != nil
            {
                tag.unicodeScalars.append(scalar)
                advance()
            }
            language = tag.lowercased()
        } else if current == "^" {
            advance()
            try expect("^")
            _ = try resource()
        }
        return .literal(String(text), language: language)
    }

    private mutating func escape() throws(Diagnostic) -> String {
        advance()
        guard let scalar = current else { throw failure("an escape") }
        advance()
        switch scalar {
        case "t": return "\t"
        case "b": return "\u{8}"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{C}"
        case "\"", "'", "\\": return String(scalar)
        case "u", "U":
            var digits = ""
            for _ in 0..<(scalar == "u" ? 4 : 8) {
                guard let digit = current else { break }
                digits.unicodeScalars.append(digit)
                advance()
            }
            guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
                throw failure("digits")
            }
            return String(scalar)
        default: throw failure("an escape")
        }
    }
}
