import Glossary
import TextCore

/// Writes concepts and sources as the YAML that people edit (the schema is in Dictionaries/README.md).
public enum GlossaryYAML {
    /// Concepts in their order, then the sources that they cite. Reading it gives the same entries.
    public static func render(_ source: GlossarySource) -> String {
        var output = "concepts:\n"
        for concept in source.concepts { output += render(concept) }
        if source.concepts.isEmpty { output = "concepts: []\n" }
        if !source.sources.isEmpty {
            output += "\nsources:\n"
            for entry in source.sources {
                output += "  - id: \(scalar(entry.id))\n    title: \(scalar(entry.title))\n"
                if let act = entry.act { output += "    act: \(scalar(act))\n" }
                if let url = entry.url { output += "    url: \(scalar(url))\n" }
                if let read = entry.read { output += "    read: \(read)\n" }
            }
        }
        return output
    }

    private static func render(_ concept: ConceptEntry) -> String {
        var output = "\n  - id: \(scalar(concept.id))\n    category: \(scalar(concept.category))\n"
        if concept.isCompositional { output += "    compositional: true\n" }
        output += concept.terms.isEmpty ? "    terms: {}\n" : "    terms:\n"
        for language in Language.allCases {
            let terms = concept.terms.filter { $0.language == language }
            guard !terms.isEmpty else { continue }
            output += "      \(language.rawValue):\n"
            for (index, term) in terms.enumerated() {
                output += "        - {\(members(of: term, isFirst: index == 0))}\n"
            }
        }
        output += "    senses:\n"
        for sense in concept.senses { output += render(sense) }
        if !concept.related.isEmpty { output += "    related: \(list(concept.related.map(\.id)))\n" }
        if !concept.homonyms.isEmpty { output += "    homonyms: \(list(concept.homonyms.map(\.id)))\n" }
        return output
    }

    private static func members(of term: TermEntry, isFirst: Bool) -> String {
        // What the label shows by itself is not written.
        let plain = GlossaryReader.term(
            term.label, in: term.language, inflection: nil, kind: nil, caseRule: nil, guards: [], isFirst: isFirst,
            at: term.location, DiagnosticSink())
        var members = ["label: \(scalar(term.label))"]
        if let inflection = term.inflection { members.append("class: \(scalar(inflection))") }
        if term.kind != plain?.kind { members.append("kind: \(term.kind.rawValue)") }
        if term.caseRule != plain?.caseRule { members.append("case: \(term.caseRule.rawValue)") }
        var guards: [String] = []
        for condition in term.guards {
            switch condition {
            case .notForms(let forms): guards.append("not: \(list(forms))")
            case .name(let words): guards.append("name: \(list(words))")
            }
        }
        if !guards.isEmpty { members.append("guards: {\(guards.joined(separator: ", "))}") }
        return members.joined(separator: ", ")
    }

    private static func render(_ sense: SenseEntry) -> String {
        var lines: [String] = []
        if let from = sense.from { lines.append("from: \(from)") }
        if let until = sense.until { lines.append("until: \(until)") }
        if !sense.follows.isEmpty { lines.append("follows: \(list(sense.follows.map(\.id)))") }
        if !sense.followedBy.isEmpty { lines.append("followed-by: \(list(sense.followedBy.map(\.id)))") }
        lines.append("status: \(sense.status.rawValue)")
        for (name, texts) in [("gloss", sense.gloss), ("text", sense.text)] {
            if texts.isEmpty {
                if name == "gloss" { lines.append("gloss: {}") }
                continue
            }
            lines.append("\(name):")
            for language in Language.allCases {
                if let text = texts[language] { lines.append("  \(language.rawValue): \(block(text))") }
            }
        }
        if !sense.citations.isEmpty {
            lines.append("sources:")
            for citation in sense.citations {
                let place = citation.place.map { ", at: \(scalar($0))" } ?? ""
                lines.append("  - {source: \(scalar(citation.source.id))\(place)}")
            }
        }
        return lines.enumerated().map { ($0 == 0 ? "      - " : "        ") + $1 + "\n" }.joined()
    }

    private static func list(_ items: [String]) -> String { "[\(items.map(scalar).joined(separator: ", "))]" }

    /// A folded block for a text in one line, for what has line ends or space at its ends a quoted scalar.
    private static func block(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy { isPrintable($0) }
        return isPlain ? ">-\n            \(text)" : scalar(text)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0xA0).contains(scalar.value) && scalar != "\u{FEFF}"
            && scalar != "\u{2028}" && scalar != "\u{2029}" && !(0xE000...0xF8FF).contains(scalar.value)
            && scalar.value & 0xFFFE != 0xFFFE
    }

    /// Plain where nothing in it could mean something in YAML, else in double quotes (YAML 1.2.2, 7.3.1).
    static func scalar(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isSafe =
            scalars.first.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
            && scalars.last != " "
            && scalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
                    || " ._/()-+@".unicodeScalars.contains($0)
            }
        if isSafe { return text }
        var output = "\""
        for scalar in scalars {
            switch scalar {
            case "\"", "\\":
                output += "\\"
                output.unicodeScalars.append(scalar)
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where isPrintable(scalar): output.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return output + "\""
    }
}
