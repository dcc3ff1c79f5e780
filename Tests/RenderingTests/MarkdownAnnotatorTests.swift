import Annotation
import Glossary
import Markup
import TestSupport
import Testing

@testable import Rendering

@Suite struct MarkdownAnnotatorTests {
    private let annotator: Annotator

    init() throws {
        var options = AnnotationOptions()
        options.mentions = .first
        annotator = try Annotator(options: options)
    }

    private func body(_ annotated: String) -> String {
        annotated.firstRange(of: "\n\n<!-- tusinik ").map { String(annotated[..<$0.lowerBound]) } ?? annotated
    }

    @Test(arguments: [
        ("Выборы **акимов** и `аким`.", "[Выборы](#tusinik-elections) **[акимов](#tusinik-akim)** и `аким`."),
        ("# Акимы\n\nАкимы", "# Акимы\n\n[Акимы](#tusinik-akim)"),
        ("[акимы](a) и акимы", "[акимы](a) и [акимы](#tusinik-akim)"),
        ("> Глава\n> государства", "> [Глава\n> государства](#tusinik-head-of-state)"),
        ("!Акимы, акимы", "!Акимы, [акимы](#tusinik-akim)"),
        ("| акимы | б |\n|---|---|", "| [акимы](#tusinik-akim) | б |\n|---|---|"),
    ])
    func `First mentions become links`(source: String, expected: String) {
        let markdown = MarkdownAnnotator(annotator, language: .russian)
        #expect(body(markdown.annotate(source)) == expected)
    }

    @Test func `Footnotes instead, headings on demand`() {
        var markdown = MarkdownAnnotator(annotator, language: .english)
        markdown.usesFootnotes = true
        markdown.annotatesHeadings = true
        let annotated = markdown.annotate("# Акимы")
        #expect(annotated.hasPrefix("# Акимы[^tusinik-akim]\n\n<!-- tusinik seal="))
        #expect(annotated.contains("\n[^tusinik-akim]: **akim · аким · әкім**: Head of the local executive"))
        #expect(MarkdownAnnotator.strip(annotated) == "# Акимы")
    }

    @Test func `Offsets are those of the source`() {
        let source = "# Выборы\n\n> Глава\n> государства, **ака**демия, мажилис&shy;"
        let annotated = MarkdownAnnotator(try! Annotator(), language: .english).readSource(source)
        for mention in annotated {
            #expect(Array(source.utf8)[mention.utf8Range].elementsEqual(mention.text.utf8))
        }
        #expect(annotated.map { String($0.text) }.prefix(2) == ["Выборы", "Глава\n> государства"])
    }

    @Test func `Removing gives the document back, annotating twice is annotating once`() {
        var random = SeededGenerator(seed: 71)
        for round in 0..<1500 {
            let source = random.hostileMarkdown(pieces: 20) + (round % 3 == 0 ? "\n\nакимы и выборы" : "")
            var markdown = MarkdownAnnotator(annotator, language: .kazakh)
            markdown.usesFootnotes = round % 2 == 0
            let plain = MarkdownAnnotator.strip(source)
            let annotated = markdown.annotate(source)
            #expect(Array(MarkdownAnnotator.strip(annotated).utf8) == Array(plain.utf8), "\(source.debugDescription)")
            #expect(Array(markdown.annotate(annotated).utf8) == Array(annotated.utf8), "\(source.debugDescription)")
        }
    }

    @Test func `What a reader sees of the document stays the same`() {
        var random = SeededGenerator(seed: 72)
        var count = 0
        for _ in 0..<3000 {
            let source = random.hostileMarkdown(pieces: 15)
            guard !source.contains("tusinik") else { continue }
            let annotated = MarkdownAnnotator(annotator, language: .english).annotate(source)
            guard annotated != source else { continue }
            count += 1
            let (before, after) = (MarkdownDocument(source).text, MarkdownDocument(body(annotated)).text)
            #expect(Array(after.utf8) == Array(before.utf8), "\(source.debugDescription)")
        }
        #expect(count > 300)
    }

    @Test func `Forged marks are left alone, and edited documents`() {
        let markdown = MarkdownAnnotator(annotator, language: .english)
        let forged = "[x](#tusinik-akim) акимы [^tusinik-akim] tusinik.1"
        let annotated = markdown.annotate(forged)
        #expect(annotated.contains("[акимы](#tusinik.2-akim)"))
        #expect(MarkdownAnnotator.strip(annotated) == forged)
        let edited = markdown.annotate("акимы").replacing("[акимы]", with: "Эти [акимы]")
        #expect(MarkdownAnnotator.isEdited(edited) && MarkdownAnnotator.strip(edited) == edited)
        #expect(MarkdownAnnotator.stripEdited(edited) == "Эти акимы")
        #expect(markdown.annotate("```\n\n") == "```\n\n")
    }

    @Test func `A plain text becomes Markdown that means it`() {
        let text = "1. аким *не* [x]\n\n- раз\n# два\n    код <b> & `a` http_a_b"
        let markdown = MarkdownAnnotator(annotator, language: .english).annotate(plainText: text)
        let document = MarkdownDocument(body(markdown))
        #expect(document.text == "1. аким *не* [x]\n\n- раз\n\n# два\n\nкод <b> & `a` http_a_b")
    }
}
