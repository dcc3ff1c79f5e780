import ArgumentParser
import Tusinik

struct Annotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the terms in articles and explains them.",
        discussion: """
            Examples:
              tusinik annotate article.txt
              tusinik annotate article.txt --to html > article.html
              tusinik annotate page.html > annotated.html
              tusinik annotate notes.md > annotated.md
              tusinik annotate corpus.jsonl --jobs 4 > annotated.jsonl
              tusinik annotate articles --to csv > mentions.csv
              tusinik annotate articles --to tei --output annotated --jobs 4
              tusinik annotate archive.txt --encoding windows-1251
              echo 'Мәжіліс депутаттары' | tusinik annotate --explain-in en

            A web page becomes the same page with its terms linked to explanations at the end; 'tusinik strip' gives it
            back byte for byte. Links, headings, code, controls, navigation and what stands beside the article are left
            alone, and so are elements with translate="no" or the class tusinik-skip. With --to json or jsonl, start and
            end are places in the source of the page, and "text" is the source there.

            A Markdown document is treated the same way: terms become links (or, with --footnotes, footnotes), and the
            explanations stand at its end. Links, headings, code and HTML are left alone.

            For programs: json, jsonl, csv (one row a mention), web-annotation (W3C, JSON-LD), tei (TEI P5), conll
            (CoNLL-U columns with BIO tags). Offsets count code points and are half-open.

            A folder is searched through for .txt, .html, .md and .jsonl files; --output DIR mirrors it.
            """)

    enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
        case terminal
        case text
        case html
        case markdown
        case json
        case jsonl
        case webAnnotation = "web-annotation"
        case tei
        case conll
        case csv

        /// People read it, programs do not.
        var isForReading: Bool {
            switch self {
            case .terminal, .text, .html, .markdown: true
            case .json, .jsonl, .webAnnotation, .tei, .conll, .csv: false
            }
        }

        /// Terms become links to an explanation, which is wanted once.
        var isLinked: Bool { self == .html || self == .markdown }

        /// Several of them cannot stand in one stream.
        var isWholeFile: Bool { self == .html || self == .markdown || self == .tei }

        /// Several become one array.
        var isListed: Bool { self == .json || self == .webAnnotation }

        var fileExtension: String {
            switch self {
            case .terminal, .text: "txt"
            case .html: "html"
            case .markdown: "md"
            case .json: "json"
            case .jsonl: "jsonl"
            case .webAnnotation: "jsonld"
            case .tei: "xml"
            case .conll: "conllu"
            case .csv: "csv"
            }
        }
    }

    enum LanguageChoice: String, CaseIterable, ExpressibleByArgument {
        case auto
        case ru
        case kk

        var language: Language? { Language(rawValue: rawValue) }
    }

    enum AssetsChoice: String, CaseIterable, ExpressibleByArgument {
        case none
        case inline
        case link
    }

    @Argument(help: "Files or folders; '-' or nothing is standard input.")
    var paths: [String] = []

    @Option(help: "How inputs are read. Default: by the ending, else text.")
    var from: InputFormat?

    @Option(
        help: """
            What is written. Default: jsonl for JSON Lines, html for pages, markdown for Markdown, terminal on a terminal, \
            else text.
            """)
    var to: OutputFormat?

    @Option(help: "The language of the texts.")
    var lang: LanguageChoice = .auto

    @Option(
        help:
            "The language of explanations in terminal, text, html and markdown. Default: that of the page, for pages; else that of the environment."
    )
    var explainIn: Language?

    @Option(help: ArgumentHelp("Explain as of this date.", valueName: "yyyy-mm-dd"))
    var asOf: PartialDate?

    @Option(help: "Which mentions of a concept are kept. Default: first for html and markdown, else all.")
    var mentions: MentionPolicy?

    @Option(help: "What becomes of terms inside longer terms.")
    var overlaps: OverlapPolicy = .longest

    @Option(help: ArgumentHelp("Keep at most this many mentions of each paragraph.", valueName: "number"))
    var perParagraph: Int?

    @Option(help: "Mentions inside quotations.")
    var quotations: Keeping = .keep

    @Option(
        help: """
            Mentions in side columns and lists beside the article, where the text shows them. Default: drop in terminal, \
            text and html, else keep, marked as "side".
            """)
    var sideColumns: Keeping?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Parts of web pages (headings: of Markdown, too) that are annotated, too: \(PagePart.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "part"))
    var include: [PagePart] = []

    @Option(
        help: """
            The style sheet and the script that show explanations beside terms of web pages: none; inline, in the page; link, \
            as tusinik.css and tusinik.js beside it ('tusinik assets' writes them, and so does --output).
            """)
    var assets: AssetsChoice = .none

    @Flag(help: "Renew the annotations of pages that were edited since they were annotated.")
    var edited = false

    @Flag(help: "Footnotes instead of links in markdown.")
    var footnotes = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Look only for these.", valueName: "id-or-category"))
    var only: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Do not look for these.", valueName: "id-or-category"))
    var except: [String] = []

    @OptionGroup var glossaries: GlossaryOptions

    @Option(help: "The unit of start and end in json, jsonl and csv.")
    var offsets: OffsetUnit = .scalar

    @Flag(help: "Also write what was rejected, with the reason (json, jsonl).")
    var showSuppressed = false

    @Option(
        help: ArgumentHelp(
            "Also write terms in Latin letters: a scheme or pair of 'tusinik schemes'.", valueName: "scheme"))
    var withLatin: String?

    @Option(help: "The member that holds the text of a JSON line.")
    var textField = "text"

    @Option(
        help: ArgumentHelp(
            "What the IRIs of concepts begin with in web-annotation.", valueName: "iri"))
    var base: String = LinkedDataNames.defaultBase

    @Option(
        help: ArgumentHelp(
            """
            How inputs are encoded: windows-1251, koi8-r, kz-1048, pt154, utf-16 or any other name that ICU knows; auto \
            detects it and says what it took. Default: UTF-8, or what a byte order mark says, which always wins.
            """, valueName: "name|auto"))
    var encoding: InputDecoding = .declared

    @Option(
        help: ArgumentHelp("Work on this many inputs, or parts of JSON Lines, at a time.", valueName: "number"))
    var jobs = 1

    @Option(help: ArgumentHelp("Write one file for each input into this folder.", valueName: "dir"))
    var output: String?

    @Option(help: "Mark terms with color.")
    var color: ColorChoice = .auto

    func run() async throws {
        do {
            let documents = try Documents.find(paths, format: from)
            let run = try AnnotationRun(self, documents)
            let code = try await run.perform(documents)
            guard code == .success else { throw code }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }
}
