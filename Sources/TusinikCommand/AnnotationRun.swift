import ArgumentParser
import Tusinik

/// One run of `annotate`: what was asked for, worked out once.
struct AnnotationRun: Sendable {
    private let annotator: Annotator
    private let pages: PageAnnotator
    private let format: Annotate.OutputFormat
    private let explainIn: Language
    private let textRenderer: TextRenderer
    private let json: AnnotationJSON
    private let latin: LatinSpelling?
    private let assets: Annotate.AssetsChoice
    private let lines: JSONLines
    private let names: LinkedDataNames
    private let markdown: MarkdownAnnotator
    private let decoding: InputDecoding
    private let jobs: Int
    private let outputFolder: String?
    private let isWalk: Bool

    init(_ command: Annotate, _ documents: [Document]) throws {
        // Formats that are rewritten become themselves, everything else something to read.
        let isLines = documents.allSatisfy { $0.format == .jsonl }
        let isPages = documents.allSatisfy { $0.format == .html }
        let isMarkdown = documents.allSatisfy { $0.format == .markdown }
        let isTerminal = System.isTerminal(System.standardOutput) && command.output == nil
        format =
            command.to ?? (isLines ? .jsonl : isPages ? .html : isMarkdown ? .markdown : isTerminal ? .terminal : .text)
        var options = AnnotationOptions()
        options.overlaps = command.overlaps
        options.mentions = command.mentions ?? (format.isLinked ? .first : .all)
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
        assets = command.assets
        pages.latin = latin
        self.pages = pages
        textRenderer = TextRenderer(
            language: explainIn, width: format == .terminal ? System.terminalWidth ?? 80 : nil,
            usesColor: command.color == .always || format == .terminal && command.color.isOn, latin: latin)
        json = AnnotationJSON(offsets: command.offsets, showsSuppressed: command.showSuppressed, latin: latin)
        lines = JSONLines(annotator: annotator, json: json, textField: command.textField)
        guard let names = LinkedDataNames(base: command.base) else {
            throw ValidationError("--base needs an absolute IRI, as in https://example.org/terms/.")
        }
        self.names = names
        var markdown = MarkdownAnnotator(annotator, language: explainIn)
        markdown.usesFootnotes = command.footnotes
        markdown.annotatesHeadings = command.include.contains(.headings)
        markdown.renewsEdited = command.edited
        self.markdown = markdown
        decoding = command.encoding
        guard command.jobs >= 1 else { throw ValidationError("--jobs needs a number from 1.") }
        jobs = command.jobs
        outputFolder = command.output
        isWalk = command.paths.contains { $0 != "-" && System.kind(of: $0) == .folder }
    }

    /// What became of one document.
    private struct Rendered: Sendable {
        var bytes: [UInt8] = []
        var mentions = 0
        /// What is to be said, in order.
        var notes: [String] = []
        var failure: Failure?
    }

    /// Annotates every document; one that fails is reported and the others are done.
    func perform(_ documents: [Document]) async throws -> ExitCode {
        if format != .jsonl, let lines = documents.first(where: { $0.format == .jsonl }) {
            throw ValidationError("JSON Lines ('\(lines.name)') are annotated to JSON Lines: --to jsonl.")
        }
        if format == .markdown, let page = documents.first(where: { $0.format == .html }) {
            throw ValidationError("'\(page.name)' is a web page, which does not become Markdown.")
        }
        try Sink.checkOutputs(of: documents, fileExtension: { _ in format.fileExtension }, folder: outputFolder)
        if documents.count > 1, format.isWholeFile, outputFolder == nil {
            throw ValidationError("Several documents need a folder: --output DIR.")
        }
        // Several texts make one array in json, one table in csv.
        let isList = documents.count > 1 && outputFolder == nil && format.isListed
        if isList { try Console.print("[") }
        var report = RunReport(count: documents.count, isWalk: isWalk)
        var code = ExitCode.success
        var isFirst = true
        func finish(_ document: Document, _ rendered: Rendered) throws {
            for note in rendered.notes { report.note(note) }
            do {
                if let failure = rendered.failure { throw failure }
                var bytes: [UInt8] = []
                if outputFolder == nil, !isFirst {
                    if isList { bytes += Array(",\n".utf8) }
                    if format == .text || format == .terminal { bytes.append(0x0A) }
                }
                if format == .csv, isFirst || outputFolder != nil { bytes += Array(AnnotationCSV.header.utf8) }
                try write(bytes + rendered.bytes, of: document)
                isFirst = false
                report.finish(document.name, mentions: rendered.mentions)
            } catch let failure as Failure {
                report.fail(document.name, failure)
                code = failure.code
            }
        }
        var rest = documents[...]
        while let document = rest.first {
            if document.format == .jsonl {
                rest.removeFirst()
                do {
                    let result = try await annotateLines(of: document)
                    report.finish(document.name, mentions: result.mentions)
                    if result.hasBadLines {
                        report.note("\(document.name): bad lines, see \"error\" in the output")
                        code = .badData
                    }
                    isFirst = false
                } catch let failure as Failure {
                    report.fail(document.name, failure)
                    code = failure.code
                }
            } else {
                var texts = rest.prefix { $0.format != .jsonl }
                rest.removeFirst(texts.count)
                let isOneOfSeveral = documents.count > 1
                try await mapInOrder(jobs: jobs) {
                    texts.popFirst()
                } transform: { document in
                    (document, render(document, isOneOfSeveral: isOneOfSeveral))
                } body: {
                    try finish($0, $1)
                }
            }
        }
        if isList { try Console.print("]\n") }
        if assets == .link, let outputFolder { try Assets.write(into: outputFolder) }
        report.summarize()
        return code
    }

    private func write(_ bytes: [UInt8], of document: Document) throws {
        var sink = try Sink(document, fileExtension: format.fileExtension, folder: outputFolder)
        var isDone = false
        defer { if !isDone { sink.discard() } }
        try sink.write(bytes)
        try sink.flush()
        isDone = true
        try sink.finish()
    }

    // MARK: One document

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

    private func render(_ document: Document, isOneOfSeveral: Bool) -> Rendered {
        var rendered = Rendered()
        do {
            let (text, encoding, note) = try decoding.decode(try document.bytes(), name: document.name)
            if let note { rendered.notes.append(note) }
            if text.isEmpty { rendered.notes.append("\(document.name): empty") }
            if document.format == .html, format == .html {
                guard encoding == .utf8 else {
                    throw Failure(
                        message: """
                            \(document.name): a page in \(encoding) cannot keep its bytes; convert it to UTF-8 first, or \
                            choose another --to
                            """, code: .badData)
                }
                if !pages.renewsEdited, PageAnnotator.isEdited(text) {
                    rendered.notes.append(Strip.editedNote(document))
                }
                rendered.bytes = Array(pages(for: document).annotate(text).utf8)
                return rendered
            }
            if format == .markdown {
                if document.format == .markdown {
                    if !markdown.renewsEdited, MarkdownAnnotator.isEdited(text) {
                        rendered.notes.append(Strip.editedNote(document))
                    }
                    rendered.bytes = Array(markdown.annotate(text).utf8)
                } else {
                    rendered.bytes = Array(markdown.annotate(plainText: text).utf8)
                }
                return rendered
            }
            let annotated =
                switch document.format {
                case .html: format.isForReading ? pages.read(text) : pages.readSource(text)
                case .markdown: format.isForReading ? markdown.read(text) : markdown.readSource(text)
                case .text, .jsonl: annotator.annotate(text)
                }
            rendered.mentions = annotated.count
            rendered.bytes = try write(annotated, of: document, isOneOfSeveral: isOneOfSeveral)
        } catch let failure as Failure {
            rendered.failure = failure
        } catch {
            rendered.failure = Failure(message: "\(document.name): \(error)", code: .badData)
        }
        return rendered
    }

    private func write(_ annotated: AnnotatedText, of document: Document, isOneOfSeveral: Bool) throws -> [UInt8] {
        let path = document.path == "-" ? nil : document.path
        var writer = JSONWriter()
        switch format {
        case .terminal, .text:
            let head = isOneOfSeveral && outputFolder == nil ? path.map { "== \($0)\n" } : nil
            let rendered = textRenderer.render(annotated)
            let end = rendered.isEmpty || rendered.hasSuffix("\n") ? "" : "\n"
            return Array(((head ?? "") + rendered + end).utf8)
        case .html, .markdown:
            return Array(HTMLPage(language: explainIn, latin: latin).render(annotated).utf8)
        case .json:
            json.write(annotated, path: isOneOfSeveral ? path : nil, to: &writer)
        case .jsonl:
            writer.beginObject()
            writer.key("id")
            if let path { writer.string(path) } else { writer.null() }
            if json.offsets != .scalar { writer.member("offsets", json.offsets.rawValue) }
            json.writeMembers(of: annotated, to: &writer)
            writer.endObject()
        case .webAnnotation:
            WebAnnotation(names: names).write(annotated, path: path ?? "stdin", to: &writer)
        case .tei:
            let fingerprints = annotator.glossaries.map(\.fingerprint).joined(separator: ", ")
            let document = TEIDocument(version: tusinikVersion, glossary: fingerprints)
            return Array(document.render(annotated, source: path ?? "standard input").utf8)
        case .conll:
            return Array(try ConlluDocument().render(annotated, name: path ?? "stdin").utf8)
        case .csv:
            return Array(AnnotationCSV(offsets: json.offsets).render(annotated, file: path ?? "").utf8)
        }
        return writer.bytes + [0x0A]
    }

    // MARK: JSON Lines

    /// Lines that are annotated together: threads change hands too often otherwise.
    private static let batchLength = 1 << 16

    private struct Batch: Sendable {
        /// The number of the first line, counted from 1.
        var first: Int
        var lines: [[UInt8]]
    }

    private func annotateLines(of document: Document) async throws -> (mentions: Int, hasBadLines: Bool) {
        var sink = try Sink(document, fileExtension: format.fileExtension, folder: outputFolder)
        var isDone = false
        defer { if !isDone { sink.discard() } }
        let descriptor: Int32
        do {
            descriptor = document.path == "-" ? System.standardInput : try System.open(forReading: document.path)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
        defer { if document.path != "-" { System.closeDescriptor(descriptor) } }
        var reader = LineReader(descriptor: descriptor, name: document.name, decoding: decoding)
        var number = 1
        var hasBadLines = false
        let lines = lines
        try await mapInOrder(jobs: jobs) { () throws -> Batch? in
            var batch = Batch(first: number, lines: [])
            var length = 0
            while length < Self.batchLength, let line = try reader.next() {
                if number == 1, let note = reader.note { Console.note(note) }
                batch.lines.append(line)
                length += line.count + 1
                number += 1
            }
            return batch.lines.isEmpty ? nil : batch
        } transform: { (batch: Batch) -> (bytes: [UInt8], isGood: Bool) in
            var bytes: [UInt8] = []
            var isGood = true
            for (index, line) in batch.lines.enumerated() {
                let result = lines.annotate(line, number: batch.first + index)
                bytes += result.output
                bytes.append(0x0A)
                isGood = isGood && result.isGood
            }
            return (bytes, isGood)
        } body: { result in
            if !result.isGood { hasBadLines = true }
            try sink.write(result.bytes)
        }
        try sink.flush()
        isDone = true
        try sink.finish()
        return (0, hasBadLines)
    }
}
