public import Annotation
import CompiledGlossary
public import Glossary
import Markup
import TextCore

/// Annotates Markdown: terms become links (or footnotes) to explanations at the end, and nothing else changes.
///
/// ```swift
/// let documents = MarkdownAnnotator(annotator, language: .russian)
/// let annotated = documents.annotate(markdown)
/// MarkdownAnnotator.strip(annotated) == markdown
/// ```
///
/// Terms in links, headings, code and HTML are left alone (see ``MarkdownDocument``). An annotated document that is
/// annotated again has its annotations renewed.
public struct MarkdownAnnotator: Sendable {
    /// The language of the explanations.
    public var language: Language
    /// Footnotes instead of links.
    public var usesFootnotes = false
    /// Terms in headings become links, too.
    public var annotatesHeadings = false
    /// Annotations of a document that was edited since are renewed, too: they are told by their names.
    public var renewsEdited = false

    private let annotator: Annotator
    private let choice: MentionChoice

    /// - Parameter annotator: its options hold, with the date of the front matter where they give none.
    public init(_ annotator: Annotator, language: Language) {
        self.language = language
        choice = MentionChoice(annotator.options)
        self.annotator = choice.unlimited(annotator)
    }

    // MARK: Reading

    /// The text of a document, with the mentions in it.
    public func read(_ markdown: String) -> AnnotatedText {
        let document = MarkdownDocument(markdown)
        var annotated = annotateText(of: document)
        annotated.mentions = choice.choose(among: annotated, sections: sections(of: document)) {
            document.isReadable(document.sourceRange(of: $0.utf8Range))
        }
        annotated.suppressed.removeAll { !document.isReadable(document.sourceRange(of: $0.utf8Range)) }
        return annotated
    }

    /// The same mentions as ``read(_:)``, as places in the source: the text of a mention is its source, with the marks
    /// in it.
    public func readSource(_ markdown: String) -> AnnotatedText {
        var markdown = markdown
        markdown.makeContiguousUTF8()
        let document = MarkdownDocument(markdown)
        var annotated = read(markdown)
        func move(_ mention: Mention) -> Mention {
            var mention = mention
            mention.utf8Range = document.sourceRange(of: mention.utf8Range)
            let start = markdown.utf8.index(markdown.startIndex, offsetBy: mention.utf8Range.lowerBound)
            mention.text = markdown[start..<markdown.utf8.index(start, offsetBy: mention.utf8Range.count)]
            return mention
        }
        annotated.text = markdown
        annotated.mentions = annotated.mentions.map(move)
        annotated.suppressed = annotated.suppressed.map(move)
        return annotated
    }

    private func annotateText(of document: MarkdownDocument) -> AnnotatedText {
        annotator.annotate(document.text, date: annotator.options.date ?? document.date)
    }

    /// Where sections begin, in the text.
    private func sections(of document: MarkdownDocument) -> [Int] {
        var sections: [Int] = []
        var shift = 0
        var edits = document.edits.list[...]
        for section in document.sections {
            while let edit = edits.first, edit.source.upperBound <= section {
                shift = edit.result.upperBound - edit.source.upperBound
                edits.removeFirst()
            }
            sections.append(section + shift)
        }
        return sections
    }

    // MARK: Annotating

    /// The document with its terms linked and explained.
    ///
    /// Outside of what is inserted it is the same byte for byte, and ``strip(_:)`` gives it back: this is checked before
    /// the document is returned. A document that ends in code or HTML that is not closed is returned as it is.
    ///
    /// - Complexity: O(length of the document).
    public func annotate(_ markdown: String) -> String {
        let original = renewsEdited ? Self.stripEdited(markdown) : Self.strip(markdown)
        let source = Array(original.utf8)
        let annotated = annotateUnchecked(MarkdownDocument(original))
        return MarkdownMarks.removeSealed(from: annotated) == source
            ? String(decoding: annotated, as: UTF8.self) : original
    }

    /// A plain text as an annotated Markdown document: each line a paragraph, with everything escaped that could be a mark.
    public func annotate(plainText text: String) -> String {
        let paragraphs = text.split(whereSeparator: \.isNewline).map(escapedParagraphForMarkdown)
        return annotate(paragraphs.filter { !$0.isEmpty }.map { $0 + "\n" }.joined(separator: "\n"))
    }

    func annotateUnchecked(_ document: MarkdownDocument) -> [UInt8] {
        guard !document.isOpenAtEnd else { return document.source }
        var found = annotateText(of: document)
        var end = 0
        found.mentions = choice.choose(among: found, sections: sections(of: document)) { mention in
            let range = document.sourceRange(of: mention.utf8Range)
            // Links do not nest: of overlapping terms the first is linked.
            guard range.lowerBound >= end, document.isLinkable(range, inHeadings: annotatesHeadings) else {
                return false
            }
            end = range.upperBound
            return true
        }
        guard !found.mentions.isEmpty else { return document.source }
        let marks = MarkdownMarks(for: document.source)
        var output: [UInt8] = []
        output.reserveCapacity(document.source.count * 2)
        var offset = 0
        for mention in found.mentions {
            let range = document.sourceRange(of: mention.utf8Range)
            let (before, behind) =
                usesFootnotes ? ("", marks.footnote(mention.concept.id)) : marks.link(to: mention.concept.id)
            output += document.source[offset..<range.lowerBound]
            output += Array(before.utf8)
            output += document.source[range]
            output += Array(behind.utf8)
            offset = range.upperBound
        }
        output += document.source[offset...]
        return output + Array(marks.block(of: document.source, content: glossary(of: found, marks)).utf8)
    }

    private func glossary(of annotated: AnnotatedText, _ marks: MarkdownMarks) -> String {
        let phrases = Phrases(language)
        var output = usesFootnotes ? "" : "## \(phrases.glossary)\n\n"
        let order = [language] + Language.allCases.filter { $0 != language }
        for (concept, mentions) in annotated.byConcept {
            let labels = order.compactMap { concept.label(in: $0) }.map { escapedForMarkdown($0) }
            let name = labels.isEmpty ? escapedForMarkdown(concept.id) : labels.joined(separator: " · ")
            var texts: [String] = []
            if let mention = mentions.first, let sense = mention.sense {
                for sense in [sense] + mention.otherSenses {
                    guard let gloss = sense.gloss(in: language) else { continue }
                    let dates = phrases.validity(of: sense, in: language)
                    texts.append(escapedForMarkdown(dates.isEmpty ? gloss : "\(gloss) (\(dates))"))
                }
                let sources = sense.citations.map(source)
                if !sources.isEmpty { texts.append("\(phrases.sources): \(sources.joined(separator: "; "))") }
            }
            let text = "**\(name)**" + (texts.isEmpty ? "" : ": " + texts.joined(separator: " "))
            if usesFootnotes {
                output += "[^\(marks.anchor(concept.id))]: \(text)\n\n"
            } else {
                output += "- <a id=\"\(marks.anchor(concept.id))\"></a>\(text)\n"
            }
        }
        return output
    }

    private func source(_ citation: SourceCitation) -> String {
        let title = escapedForMarkdown(citation.title + (citation.place.map { ", \($0)" } ?? ""))
        guard let url = citation.url, isWebAddress(url),
            url.unicodeScalars.allSatisfy({ $0.value > 0x20 && !"<>\\".unicodeScalars.contains($0) })
        else { return title }
        return "[\(title)](<\(url)>)"
    }

    // MARK: Removing

    /// The document as it was before ``annotate(_:)``, byte for byte; one that was not annotated, or was edited since, is
    /// returned as it is.
    ///
    /// - Complexity: O(length of the document).
    public static func strip(_ markdown: String) -> String {
        MarkdownMarks.removeSealed(from: Array(markdown.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? markdown
    }

    /// As ``strip(_:)``, and of a document that was edited since takes out everything with the names of annotations.
    public static func stripEdited(_ markdown: String) -> String {
        let document = Array(markdown.utf8)
        return String(
            decoding: MarkdownMarks.removeSealed(from: document) ?? MarkdownMarks.removeMarked(from: document),
            as: UTF8.self)
    }

    /// Whether a document was annotated and then edited, so that ``strip(_:)`` leaves it alone.
    public static func isEdited(_ markdown: String) -> Bool {
        let document = Array(markdown.utf8)
        return MarkdownMarks.isAnnotated(document) && MarkdownMarks.removeSealed(from: document) == nil
    }
}
