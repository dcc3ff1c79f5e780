public import Annotation
import CompiledGlossary
import Glossary

/// Writes an annotated text as a TEI P5 document: paragraphs with `term` elements, and a gloss list in the back matter.
///
/// A `term` points to its entry (`ref`), says its language, and how sure it is (`type`: `certain`, `likely`,
/// `ambiguous`). Of overlapping mentions the first and longest is marked.
public struct TEIDocument: Sendable {
    /// The version of the program, for the header.
    public var version: String
    /// What names the content of the glossaries, for the header.
    public var glossary: String

    public init(version: String, glossary: String) {
        self.version = version
        self.glossary = glossary
    }

    /// A whole document.
    ///
    /// - Parameters:
    ///   - annotated: the text with its mentions; each of its lines becomes a paragraph.
    ///   - source: what the text was taken from, for the header.
    /// - Complexity: O(length of the text).
    public func render(_ annotated: AnnotatedText, source: String) -> String {
        let lines = annotated.text.split(whereSeparator: \.isNewline)
        let title = lines.first { $0.contains { !$0.isWhitespace } }.map { String($0.prefix(200)) } ?? source
        let date = annotated.date.map {
            "<creation>\(xmlElement("date", $0.description, ["when": $0.description]))</creation>"
        }
        let language = annotated.language.rawValue
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
            <teiHeader>
            <fileDesc>
            <titleStmt>\(xmlElement("title", title))</titleStmt>
            <publicationStmt><p>Annotated copy, not published.</p></publicationStmt>
            <sourceDesc>\(xmlElement("p", source))</sourceDesc>
            </fileDesc>
            <encodingDesc>
            <appInfo><\(xmlTag("application", ["ident": "tusinik", "version": version]))><label>Tusinik</label>\
            \(xmlElement("desc", "Terms found and explained by the glossary \(glossary)."))</application></appInfo>
            </encodingDesc>
            <profileDesc>\(date ?? "")<langUsage>\(xmlElement("language", Self.name(of: annotated.language), ["ident": language]))\
            </langUsage></profileDesc>
            </teiHeader>
            <text xml:lang="\(language)">
            <body>
            \(body(of: annotated))</body>
            \(back(of: annotated))</text>
            </TEI>

            """
    }

    private static func name(of language: Language) -> String {
        switch language {
        case .russian: "Russian"
        case .kazakh: "Kazakh"
        case .english: "English"
        }
    }

    private static func identifier(_ concept: Concept) -> String {
        // An xml:id cannot begin with a digit.
        "tusinik-" + concept.id
    }

    private func body(of annotated: AnnotatedText) -> String {
        var output = ""
        for paragraph in Paragraphs(annotated) {
            var content = ""
            for piece in paragraph {
                guard let mention = piece.mention else {
                    content += escapedForXML(piece.text)
                    continue
                }
                content += xmlElement(
                    "term", mention.text,
                    [
                        "ref": "#" + Self.identifier(mention.concept), "xml:lang": mention.language.rawValue,
                        "type": mention.decision.rawValue,
                    ])
            }
            output += "<p>\(content)</p>\n"
        }
        // A body has to hold something.
        return output.isEmpty ? "<p/>\n" : output
    }

    private func back(of annotated: AnnotatedText) -> String {
        let groups = annotated.byConcept
        guard !groups.isEmpty else { return "" }
        var output = "<back>\n<div type=\"glossary\">\n<list type=\"gloss\">\n"
        for (concept, mentions) in groups {
            let labels = Language.allCases.compactMap { language in
                concept.label(in: language).map { xmlElement("term", $0, ["xml:lang": language.rawValue]) }
            }
            output +=
                "<\(xmlTag("label", ["xml:id": Self.identifier(concept)]))>\(labels.joined(separator: ", "))</label>\n"
            output += "<item>"
            let sense = mentions.first?.sense
            for language in Language.allCases {
                if let gloss = sense?.gloss(in: language) {
                    output += xmlElement("gloss", gloss, ["xml:lang": language.rawValue])
                }
            }
            if let from = sense?.from {
                output += xmlElement("date", "from \(from)", ["type": "valid", "from": from.description])
            }
            if let until = sense?.until {
                output += xmlElement("date", "until \(until)", ["type": "valid", "notAfter": until.description])
            }
            for citation in sense?.citations ?? [] {
                let title = citation.title + (citation.place.map { ", \($0)" } ?? "")
                let target = citation.url.flatMap { isWebAddress($0) && !$0.contains(" ") ? $0 : nil }
                output += "<bibl>\(xmlElement("title", title, ["xml:lang": "en"]))"
                if let target { output += "<\(xmlTag("ptr", ["target": target]))/>" }
                output += "</bibl>"
            }
            output += "</item>\n"
        }
        return output + "</list>\n</div>\n</back>\n"
    }
}
