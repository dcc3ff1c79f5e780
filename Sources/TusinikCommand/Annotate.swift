import ArgumentParser
import Tusinik

struct Annotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the terms in articles and explains them.",
        discussion: """
            Examples:
              tusinik annotate article.txt
              tusinik annotate article.txt --to html > article.html
              tusinik annotate page.html > annotated.html
              tusinik annotate corpus.jsonl --to jsonl > annotated.jsonl
              echo 'Мәжіліс депутаттары' | tusinik annotate --explain-in en

            A web page becomes the same page with its terms linked to explanations at the end; 'tusinik strip' gives it
            back byte for byte. Links, headings, code, controls, navigation and what stands beside the article are left
            alone, and so are elements with translate="no" or the class tusinik-skip. With --to json or jsonl, start and
            end are places in the source of the page, and "text" is the source there.

            A folder is searched through for .txt, .html and .jsonl files; --output DIR mirrors it.
            """)

    enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
        case terminal
        case text
        case html
        case json
        case jsonl

        /// People read it, programs do not.
        var isForReading: Bool {
            switch self {
            case .terminal, .text, .html: true
            case .json, .jsonl: false
            }
        }

        var fileExtension: String {
            switch self {
            case .terminal, .text: "txt"
            case .html: "html"
            case .json: "json"
            case .jsonl: "jsonl"
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

    @Option(help: "What is written. Default: jsonl for JSON Lines, html for pages, terminal on a terminal, else text.")
    var to: OutputFormat?

    @Option(help: "The language of the texts.")
    var lang: LanguageChoice = .auto

    @Option(
        help:
            "The language of explanations in terminal, text and html. Default: that of the page, for pages; else that of the environment."
    )
    var explainIn: Language?

    @Option(help: ArgumentHelp("Explain as of this date.", valueName: "yyyy-mm-dd"))
    var asOf: PartialDate?

    @Option(help: "Which mentions of a concept are kept. Default: first for html, else all.")
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
            "Parts of web pages that are annotated, too: \(PagePart.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "part"))
    var include: [PagePart] = []

    @Option(
        help: """
            The style sheet and the script that show explanations beside terms of web pages: none; inline, in the page; link, \
            as tusinik.css and tusinik.js beside it ('tusinik assets' writes them, and so does --output).
            """)
    var assets: AssetsChoice = .none

    @Flag(help: "Renew the annotations of web pages that were edited since they were annotated.")
    var edited = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Look only for these.", valueName: "id-or-category"))
    var only: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Do not look for these.", valueName: "id-or-category"))
    var except: [String] = []

    @OptionGroup var glossaries: GlossaryOptions

    @Option(help: "The unit of start and end in json and jsonl.")
    var offsets: OffsetUnit = .scalar

    @Flag(help: "Also write what was rejected, with the reason (json, jsonl).")
    var showSuppressed = false

    @Option(
        help: ArgumentHelp(
            "Also write terms in Latin letters: a scheme or pair of 'tusinik schemes'.", valueName: "scheme"))
    var withLatin: String?

    @Option(help: "The member that holds the text of a JSON line.")
    var textField = "text"

    @Option(help: ArgumentHelp("Write one file for each input into this folder.", valueName: "dir"))
    var output: String?

    @Option(help: "Mark terms with color.")
    var color: ColorChoice = .auto

    func run() throws {
        do {
            let documents = try Documents.find(paths, format: from)
            let code = try AnnotationRun(self, documents).perform(documents)
            guard code == .success else { throw code }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }
}

/// One run of `annotate`: what was asked for, worked out once.
private struct AnnotationRun {
    private let annotator: Annotator
    private let pages: PageAnnotator
    private let format: Annotate.OutputFormat
    private let explainIn: Language
    private let textRenderer: TextRenderer
    private let json: AnnotationJSON
    private let latin: LatinSpelling?
    private let lines: JSONLines
    private let assets: Annotate.AssetsChoice
    private let outputFolder: String?

    init(_ command: Annotate, _ documents: [Document]) throws {
        // JSON Lines become JSON Lines and pages pages, everything else something to read.
        let isLines = documents.allSatisfy { $0.format == .jsonl }
        let isPages = documents.allSatisfy { $0.format == .html }
        let isTerminal = System.isTerminal(System.standardOutput) && command.output == nil
        format = command.to ?? (isLines ? .jsonl : isPages ? .html : isTerminal ? .terminal : .text)
        var options = AnnotationOptions()
        options.overlaps = command.overlaps
        options.mentions = command.mentions ?? (format == .html ? .first : .all)
        options.language = command.lang.language
        options.date = command.asOf
        options.only = Set(command.only)
        options.except = Set(command.except)
        options.quotations = command.quotations
        options.sideColumns = command.sideColumns ?? (format.isForReading ? .drop : .keep)
        options.paragraphLimit = command.perParagraph
        if let limit = command.perParagraph, limit < 1 {
            throw ValidationError("--per-paragraph needs a number from 1.")
        }
        let glossaries = try command.glossaries.open()
        let known = Set(glossaries.flatMap { $0.concepts.flatMap { [$0.id, $0.category] } })
        for name in command.only + command.except where !known.contains(name) {
            throw ValidationError("There is no concept or category '\(name)'.")
        }
        annotator = Annotator(glossaries: glossaries, options: options)
        explainIn = command.explainIn ?? .ofEnvironment
        var pages = PageAnnotator(annotator, language: command.explainIn)
        pages.parts = Set(command.include)
        pages.renewsEdited = command.edited
        latin = try command.withLatin.map(LatinSpelling.init(scheme:))
        pages.latin = latin
        self.pages = pages
        textRenderer = TextRenderer(
            language: explainIn, width: format == .terminal ? System.terminalWidth ?? 80 : nil,
            usesColor: command.color == .always || format == .terminal && command.color.isOn, latin: latin)
        json = AnnotationJSON(offsets: command.offsets, showsSuppressed: command.showSuppressed, latin: latin)
        lines = JSONLines(annotator: annotator, json: json, textField: command.textField)
        assets = command.assets
        outputFolder = command.output
    }

    /// Annotates every document; one that fails is reported and the others are done.
    func perform(_ documents: [Document]) throws -> ExitCode {
        var code = ExitCode.success
        // Several texts make one array in json, and several pages cannot be one.
        let isList = documents.count > 1 && outputFolder == nil && format == .json
        if format != .jsonl, let lines = documents.first(where: { $0.format == .jsonl }) {
            throw ValidationError("JSON Lines ('\(lines.name)') are annotated to JSON Lines: --to jsonl.")
        }
        try Sink.checkOutputs(of: documents, fileExtension: { _ in format.fileExtension }, folder: outputFolder)
        if documents.count > 1, format == .html, outputFolder == nil {
            throw ValidationError("Several pages need a folder: --output DIR.")
        }
        var isFirst = true
        if isList { try Console.print("[") }
        for document in documents {
            do {
                var sink = try Sink(document, fileExtension: format.fileExtension, folder: outputFolder)
                var isDone = false
                defer { if !isDone { sink.discard() } }
                if !isFirst, outputFolder == nil {
                    if isList { try sink.write(",\n") }
                    if format == .text || format == .terminal { try sink.write("\n") }
                }
                let result = try annotate(document, isOneOfSeveral: documents.count > 1, into: &sink)
                try sink.flush()
                isDone = true
                try sink.finish()
                isFirst = false
                if result != .success { code = result }
            } catch let failure as Failure {
                Console.note(failure.message)
                code = failure.code
            }
        }
        if isList { try Console.print("]\n") }
        if assets == .link, let outputFolder { try Assets.write(into: outputFolder) }
        return code
    }

    private func annotate(
        _ document: Document, isOneOfSeveral: Bool, into sink: inout Sink
    ) throws -> ExitCode {
        if document.format == .jsonl { return try annotateLines(of: document, into: &sink) }
        let text = try document.text()
        if text.isEmpty { Console.note("\(document.name): empty") }
        let path = document.path == "-" ? nil : document.path
        if document.format == .html, format == .html {
            if !pages.renewsEdited, PageAnnotator.isEdited(text) { Console.note(Strip.editedNote(document)) }
            try sink.write(pages(for: document).annotate(text))
            return .success
        }
        let annotated =
            document.format != .html
            ? annotator.annotate(text) : format.isForReading ? pages.read(text) : pages.readSource(text)
        try write(annotated, path: path, isOneOfSeveral: isOneOfSeveral, into: &sink)
        return .success
    }

    /// Pages in folders link to the assets at the top.
    private func pages(for document: Document) -> PageAnnotator {
        var pages = pages
        switch assets {
        case .none: pages.assets = .none
        case .inline: pages.assets = .inline
        case .link:
            let depth = outputFolder == nil ? 0 : document.relativePath.count { $0 == "/" }
            pages.assets = .linked(folder: String(repeating: "../", count: depth))
        }
        return pages
    }

    private func write(
        _ annotated: AnnotatedText, path: String?, isOneOfSeveral: Bool, into sink: inout Sink
    ) throws {
        switch format {
        case .terminal, .text:
            if isOneOfSeveral, outputFolder == nil, let path { try sink.write("== \(path)\n") }
            let rendered = textRenderer.render(annotated)
            try sink.write(rendered.isEmpty || rendered.hasSuffix("\n") ? rendered : rendered + "\n")
        case .html:
            try sink.write(HTMLPage(language: explainIn, latin: latin).render(annotated))
        case .json:
            var writer = JSONWriter()
            json.write(annotated, path: isOneOfSeveral ? path : nil, to: &writer)
            try sink.write(writer.bytes + [0x0A])
        case .jsonl:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("id")
            if let path { writer.string(path) } else { writer.null() }
            if json.offsets != .scalar { writer.member("offsets", json.offsets.rawValue) }
            json.writeMembers(of: annotated, to: &writer)
            writer.endObject()
            try sink.write(writer.bytes + [0x0A])
        }
    }

    private func annotateLines(of document: Document, into sink: inout Sink) throws -> ExitCode {
        var code = ExitCode.success
        do {
            let descriptor = document.path == "-" ? System.standardInput : try System.open(forReading: document.path)
            defer { if document.path != "-" { System.closeDescriptor(descriptor) } }
            var reader = LineReader(descriptor: descriptor, name: document.name)
            var number = 0
            while let line = try reader.next() {
                number += 1
                let (output, isGood) = lines.annotate(line, number: number)
                if !isGood { code = .badData }
                try sink.write(output + [0x0A])
            }
        } catch let error as SystemError {
            throw Failure(message: "\(error)", code: .noInput)
        }
        if code != .success { Console.note("\(document.name): bad lines, see \"error\" in the output") }
        return code
    }
}
