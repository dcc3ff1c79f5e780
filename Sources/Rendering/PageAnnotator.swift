public import Annotation
import CompiledGlossary
public import Glossary
public import Markup

/// Annotates web pages: terms become links to explanations at the end of the page, and nothing else changes.
///
/// ```swift
/// let pages = PageAnnotator(annotator)
/// let annotated = pages.annotate(html)
/// PageAnnotator.strip(annotated) == html
/// ```
///
/// What is inserted works without script and style. Terms in links, headings, code, controls, side columns and parts of
/// other languages are left alone (see ``Page``). An annotated page that is annotated again has its annotations renewed.
public struct PageAnnotator: Sendable {
    /// Parts of pages that are annotated, though they usually are not.
    public var parts: Set<PagePart> = []
    /// The language of the first explanation of each concept, and the other languages follow; nil takes that of the page.
    public var language: Language?
    /// Writes labels of the explanations in Latin letters as well.
    public var latin: LatinSpelling?
    /// What is inserted for comfort.
    public var assets = PageAssets.none
    /// Annotations of a page that was edited since are renewed, too: they are told by their classes.
    public var renewsEdited = false

    private let annotator: Annotator
    private let choice: MentionChoice

    /// - Parameter annotator: its options hold, with the date and the language that a page gives where they give none.
    public init(_ annotator: Annotator, language: Language? = nil) {
        self.language = language
        choice = MentionChoice(annotator.options)
        self.annotator = choice.unlimited(annotator)
    }

    /// A text shorter than this, in bytes, may be in another language than its letters and words show.
    private static let short = 400

    private func annotateText(of page: Page) -> AnnotatedText {
        let isShort = page.text.utf8.count < Self.short
        let language = isShort ? page.language.flatMap(Language.init) : nil
        let options = annotator.options
        return annotator.annotate(page.text, language: options.language ?? language, date: options.date ?? page.date)
    }

    // MARK: Reading

    /// The text of a page, with the mentions in it: those in links and headings, too.
    public func read(_ html: String) -> AnnotatedText { find(in: Page(html, including: parts)) }

    /// The same mentions as ``read(_:)``, as places in the source of the page: the text of a mention is its source, with
    /// the tags and references in it.
    public func readSource(_ html: String) -> AnnotatedText {
        var html = html
        html.makeContiguousUTF8()
        let page = Page(html, including: parts)
        var annotated = find(in: page)
        func move(_ mention: Mention) -> Mention {
            var mention = mention
            mention.utf8Range = page.edits.sourceRange(ofResult: mention.utf8Range)
            let start = html.utf8.index(html.startIndex, offsetBy: mention.utf8Range.lowerBound)
            mention.text = html[start..<html.utf8.index(start, offsetBy: mention.utf8Range.count)]
            return mention
        }
        annotated.text = html
        annotated.mentions = annotated.mentions.map(move)
        annotated.suppressed = annotated.suppressed.map(move)
        return annotated
    }

    private func find(in page: Page) -> AnnotatedText {
        var annotated = annotateText(of: page)
        annotated.mentions = choice.choose(among: annotated, sections: page.sections) { page.isReadable($0.utf8Range) }
        annotated.suppressed.removeAll { !page.isReadable($0.utf8Range) }
        return annotated
    }

    // MARK: Annotating

    /// The page with its terms linked and explained.
    ///
    /// Outside of what is inserted it is the same byte for byte, and ``strip(_:)`` gives it back: this is checked before
    /// the page is returned.
    ///
    /// - Complexity: O(length of the page).
    public func annotate(_ html: String) -> String {
        let original = renewsEdited ? Self.stripEdited(html) : Self.strip(html)
        let source = Array(original.utf8)
        let annotated = annotateUnchecked(original, source)
        return PageMarks.removeSealed(from: annotated) == source
            ? String(decoding: annotated, as: UTF8.self) : original
    }

    /// - Returns: the annotated page, before anything was checked.
    func annotateUnchecked(_ html: String, _ source: [UInt8]) -> [UInt8] {
        let page = Page(html, including: parts)
        let found = annotateText(of: page)
        var places: [Int: [Range<Int>]] = [:]
        var end = 0
        let chosen = choice.choose(among: found, sections: page.sections) { mention in
            let range = mention.utf8Range
            guard range.lowerBound >= end, page.isLinkable(range) else { return false }
            let found = page.places(of: range)
            guard !found.isEmpty else { return false }
            places[range.lowerBound] = found
            // Links do not nest: with all overlapping terms asked for, the first is linked.
            end = range.upperBound
            return true
        }
        guard !chosen.isEmpty else { return source }
        let marks = PageMarks(for: source)
        var insertions: [(offset: Int, html: String)] = []
        for mention in chosen {
            for (index, place) in (places[mention.utf8Range.lowerBound] ?? []).enumerated() {
                insertions.append((place.lowerBound, marks.link(to: mention.concept.id, isFirst: index == 0)))
                insertions.append((place.upperBound, "</a>"))
            }
        }
        var linked = found
        linked.mentions = chosen
        let behind = insertions.firstIndex { $0.offset > page.endOfBody } ?? insertions.count
        insertions.insert((page.endOfBody, block(linked, of: source, marks: marks)), at: behind)
        var output: [UInt8] = []
        output.reserveCapacity(source.count + insertions.reduce(0) { $0 + $1.html.utf8.count })
        var offset = 0
        for insertion in insertions {
            output += source[offset..<insertion.offset]
            output += Array(insertion.html.utf8)
            offset = insertion.offset
        }
        return output + source[offset...]
    }

    private func block(_ annotated: AnnotatedText, of source: [UInt8], marks: PageMarks) -> String {
        let language = language ?? annotated.language
        let title = escapedForHTML(Phrases(language).glossary)
        let list = GlossaryList(languages: [language] + Language.allCases.filter { $0 != language }, latin: latin)
        return marks.block(
            of: source, attributes: " lang=\"\(language.rawValue)\" aria-label=\"\(title)\"",
            content: """
                <div data-nosnippet>
                <h2>\(title)</h2>
                \(list.render(annotated.byConcept))</div>
                \(assets.html)
                """)
    }

    // MARK: Removing

    /// The page as it was before ``annotate(_:)``, byte for byte; a page that was not annotated, or was edited since, is
    /// returned as it is.
    ///
    /// - Complexity: O(length of the page).
    public static func strip(_ html: String) -> String {
        PageMarks.removeSealed(from: Array(html.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? html
    }

    /// As ``strip(_:)``, and of a page that was edited since takes out everything with the classes of annotations.
    public static func stripEdited(_ html: String) -> String {
        let page = Array(html.utf8)
        return String(decoding: PageMarks.removeSealed(from: page) ?? PageMarks.removeMarked(from: page), as: UTF8.self)
    }

    /// Whether a page was annotated and then edited, so that ``strip(_:)`` leaves it alone.
    public static func isEdited(_ html: String) -> Bool {
        let page = Array(html.utf8)
        return PageMarks.isAnnotated(page) && PageMarks.removeSealed(from: page) == nil
    }
}
