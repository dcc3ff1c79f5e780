import ArgumentParser
import Tusinik

struct Strip: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes what annotating added to web pages and Markdown, byte for byte.",
        discussion: """
            A page that was not annotated is written as it is. A page that was edited since it was annotated is left alone,
            too, unless --edited is given: annotations are then told by their classes.

            Examples:
              tusinik strip annotated.html > page.html
              tusinik strip site --output stripped
              tusinik annotate --from html < page.html | tusinik strip | cmp - page.html
            """)

    @Argument(help: "Files or folders; '-' or nothing is standard input.")
    var paths: [String] = []

    @Option(help: "html or markdown. Default: by the ending, else html.")
    var from: InputFormat?

    @Flag(help: "Also remove the annotations of pages that were edited since.")
    var edited = false

    @Option(help: ArgumentHelp("Write one file for each input into this folder.", valueName: "dir"))
    var output: String?

    func run() throws {
        do {
            let documents = try Documents.find(
                paths, format: from, endings: [".html", ".htm", ".md", ".markdown"]
            ).map { document in
                var document = document
                // Standard input, and files of other names, are web pages.
                if from == nil, document.format != .markdown { document.format = .html }
                return document
            }
            if let other = documents.first(where: { $0.format != .html && $0.format != .markdown }) {
                throw ValidationError("'\(other.name)': only html and markdown hold annotations that can be removed.")
            }
            if documents.count > 1, output == nil {
                throw ValidationError("Several pages need a folder: --output DIR.")
            }
            try Sink.checkOutputs(of: documents, fileExtension: { $0.format.fileExtension }, folder: output)
            var code = ExitCode.success
            for document in documents {
                do {
                    try strip(document)
                } catch let failure as Failure {
                    Console.note(failure.message)
                    code = failure.code
                }
            }
            guard code == .success else { throw code }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }

    private func strip(_ document: Document) throws {
        let page = try document.text()
        let isMarkdown = document.format == .markdown
        if !edited, isMarkdown ? MarkdownAnnotator.isEdited(page) : PageAnnotator.isEdited(page) {
            Console.note(Self.editedNote(document))
        }
        let stripped =
            switch (isMarkdown, edited) {
            case (true, true): MarkdownAnnotator.stripEdited(page)
            case (true, false): MarkdownAnnotator.strip(page)
            case (false, true): PageAnnotator.stripEdited(page)
            case (false, false): PageAnnotator.strip(page)
            }
        var sink = try Sink(document, fileExtension: document.format.fileExtension, folder: output)
        var isDone = false
        defer { if !isDone { sink.discard() } }
        try sink.write(stripped)
        try sink.flush()
        isDone = true
        try sink.finish()
    }

    /// What is told of a page whose annotations do not fit it.
    static func editedNote(_ document: Document) -> String {
        "\(document.name): was annotated and edited since; its annotations are left alone without --edited"
    }
}
