public import Annotation
import CompiledGlossary
public import Glossary

/// Renders a plain text as a web page of its own: paragraphs, linked terms, and the terms' explanations at the end.
///
/// The page works without script; its style is in it.
public struct HTMLPage: Sendable {
    /// The language of the explanations.
    public var language: Language

    /// Writes terms in Latin letters above the Cyrillic ones, where it is given.
    public var latin: LatinSpelling?

    public init(language: Language, latin: LatinSpelling? = nil) {
        self.language = language
        self.latin = latin
    }

    /// The page.
    ///
    /// - Parameter title: nil takes the first line of the text.
    public func render(_ annotated: AnnotatedText, title: String? = nil) -> String {
        let lines = annotated.text.split(whereSeparator: \.isNewline)
        let title = title ?? lines.first.map { String($0.prefix(120)) } ?? ""
        var output = """
            <!DOCTYPE html>
            <html lang="\(annotated.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escapedForHTML(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <article>

            """
        output += article(annotated)
        output += "</article>\n"
        output += glossary(annotated)
        output += "</body>\n</html>\n"
        return output
    }

    private func article(_ annotated: AnnotatedText) -> String {
        var output = ""
        let text = annotated.text
        var mentions = annotated.mentions[...]
        var position = text.startIndex
        while position < text.endIndex {
            let end = text[position...].firstIndex(where: \.isNewline) ?? text.endIndex
            var paragraph = ""
            var place = position
            while let mention = mentions.first, mention.range.lowerBound < end {
                mentions.removeFirst()
                guard mention.range.lowerBound >= place else { continue }
                paragraph += escapedForHTML(text[place..<mention.range.lowerBound])
                paragraph += link(mention)
                place = mention.range.upperBound
            }
            // A term can hold a line break; the paragraph then goes on to the end of the next line.
            let last = place > end ? text[place...].firstIndex(where: \.isNewline) ?? text.endIndex : end
            paragraph += escapedForHTML(text[place..<last])
            if paragraph.contains(where: { !$0.isWhitespace }) { output += "<p>\(paragraph)</p>\n" }
            position = last == text.endIndex ? last : text.index(after: last)
        }
        return output
    }

    private func link(_ mention: Mention) -> String {
        let id = escapedForHTML(mention.concept.id)
        return "<a class=\"tusinik\" href=\"#tusinik-\(id)\" data-tusinik=\"\(id)\">"
            + "\(latin.html(of: mention.text, in: mention.language))</a>"
    }

    private func glossary(_ annotated: AnnotatedText) -> String {
        let groups = annotated.byConcept
        guard !groups.isEmpty else { return "" }
        return """
            <aside class="tusinik-glossary" lang="\(language.rawValue)">
            <h2>\(Phrases(language).glossary)</h2>
            \(GlossaryList(languages: [language], latin: latin).render(groups))</aside>

            """
    }

    private static let style = """
        :root { color-scheme: light dark; }
        body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, "PT Serif", serif; }
        a.tusinik { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.2em; }
        a.tusinik:hover, a.tusinik:focus-visible { text-decoration-style: solid; }
        .tusinik-glossary { margin-top: 3rem; border-top: 1px solid currentColor; font: 0.95rem/1.5 system-ui, sans-serif; }
        .tusinik-glossary dt { margin-top: 1rem; font-weight: 600; }
        .tusinik-glossary dt:target { outline: 2px solid; outline-offset: 0.3rem; }
        .tusinik-glossary dd { margin: 0.2rem 0 0 1.5rem; }
        .tusinik-sources { font-size: 0.85em; }
        """
}
