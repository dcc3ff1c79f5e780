import ArgumentParser
import Tusinik

struct Transliterate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes Russian and Kazakh text in the letters of a scheme.",
        discussion: """
            A scheme is one of `tusinik schemes`; two of them, for Russian and for Kazakh words, joined by a comma; the name
            of a pair (passport, bgn-pcgn, iso-9, ala-lc, odni, news); or icu: and the id of a transform of ICU.

            Latin text stays as it is, and so do addresses of web pages and of mail.

            Examples:
              tusinik transliterate --scheme kk-latn-2021-04 article.txt
              tusinik transliterate --scheme ru-icao-9303,kk-icao-9303 article.txt
              tusinik transliterate --scheme bgn-pcgn --from jsonl < corpus.jsonl
              tusinik transliterate --scheme ru-gost-779-a --reverse latin.txt
              tusinik transliterate --scheme icu:Russian-Latin/BGN article.txt
              tusinik transliterate --rules my-rules.txt article.txt
            """)

    enum LanguageChoice: String, CaseIterable, ExpressibleByArgument {
        case auto
        case ru
        case kk
    }

    @Argument(help: "Files or folders; '-' or nothing is standard input.")
    var paths: [String] = []

    @Option(help: ArgumentHelp("What to write by.", valueName: "id"))
    var scheme: String?

    @Option(help: ArgumentHelp("Write by rules of your own, in ICU's syntax.", valueName: "file"))
    var rules: String?

    @Option(help: "How inputs are read. Default: by the ending, else text.")
    var from: InputFormat?

    @Option(help: "The language of the texts, for pairs of schemes.")
    var lang: LanguageChoice = .auto

    @Flag(help: "Bring Cyrillic text back, where the scheme allows it.")
    var reverse = false

    @Option(
        help: ArgumentHelp("Words to choose from with --reverse, beside the glossary's: a text.", valueName: "file"))
    var words: String?

    @Flag(help: "Write names as their bearers do (Astana, Tokayev), whatever the scheme makes of them.")
    var officialNames = false

    @Option(help: "The member that holds the text of a JSON line.")
    var textField = "text"

    @Option(help: ArgumentHelp("Write one file for each input into this folder.", valueName: "dir"))
    var output: String?

    func validate() throws {
        guard (scheme == nil) != (rules == nil) else {
            throw ValidationError("Say either --scheme ID or --rules FILE.")
        }
        guard words == nil || reverse else { throw ValidationError("--words goes with --reverse.") }
        let isICU = rules != nil || scheme?.hasPrefix("icu:") ?? false
        guard !officialNames || !reverse && !isICU else {
            throw ValidationError("--official-names goes with schemes of the glossary, forwards.")
        }
    }

    func run() throws {
        do {
            let documents = try Documents.find(paths, format: from, endings: [".txt", ".jsonl", ".ndjson"])
            if let page = documents.first(where: { $0.format == .html || $0.format == .markdown }) {
                throw ValidationError("'\(page.name)' is a web page; only text and JSON Lines are transliterated.")
            }
            try Sink.checkOutputs(of: documents, fileExtension: { $0.format.fileExtension }, folder: output)
            let rewriter = try TextRewriter(self)
            var code = ExitCode.success
            for document in documents {
                do {
                    var sink = try Sink(document, fileExtension: document.format.fileExtension, folder: output)
                    var isDone = false
                    defer { if !isDone { sink.discard() } }
                    let result = try rewrite(document, by: rewriter, into: &sink)
                    try sink.flush()
                    isDone = true
                    try sink.finish()
                    if result != .success { code = result }
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

    private func rewrite(
        _ document: Document, by rewriter: TextRewriter, into sink: inout Sink
    ) throws -> ExitCode {
        if document.format == .jsonl { return try rewriteLines(of: document, by: rewriter, into: &sink) }
        do {
            let descriptor = document.path == "-" ? System.standardInput : try System.open(forReading: document.path)
            defer { if document.path != "-" { System.closeDescriptor(descriptor) } }
            var pieces = TextPieces(descriptor: descriptor, name: document.name)
            while let piece = try pieces.next() { try sink.write(try rewriter.rewrite(piece, language: nil)) }
        } catch let error as SystemError {
            throw Failure(message: "\(error)", code: .noInput)
        } catch let error as ICUTransformError {
            throw Failure(message: "\(document.name): \(error)", code: .badData)
        }
        return .success
    }

    private func rewriteLines(
        of document: Document, by rewriter: TextRewriter, into sink: inout Sink
    ) throws -> ExitCode {
        var code = ExitCode.success
        let lines = RewrittenLines(textField: textField)
        do {
            let descriptor = document.path == "-" ? System.standardInput : try System.open(forReading: document.path)
            defer { if document.path != "-" { System.closeDescriptor(descriptor) } }
            var reader = LineReader(descriptor: descriptor, name: document.name)
            var number = 0
            while let line = try reader.next() {
                number += 1
                let (output, isGood) = lines.rewrite(line, number: number) { text, language in
                    String(decoding: try rewriter.rewrite(Array(text.utf8), language: language), as: UTF8.self)
                }
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

/// What `transliterate` does to a text, worked out once.
private struct TextRewriter {
    private enum Engine {
        /// For texts of any language, of Russian, of Kazakh.
        case scheme(Transliterator, ru: Transliterator, kk: Transliterator)
        case restorer(Restorer)
        case icu(ICUTransform)
    }

    private let engine: Engine
    private let language: String?

    init(_ command: Transliterate) throws {
        language = command.lang == .auto ? nil : command.lang.rawValue
        do {
            engine = try Self.engine(command)
        } catch let error as UnknownScheme {
            throw ValidationError("There is no scheme '\(error.id)'; 'tusinik schemes' lists them.")
        } catch let error as NotRestorable {
            throw ValidationError("\(error)")
        } catch let error as GlossaryFileError {
            throw Failure(message: "built-in glossary: \(error)", code: .badData)
        } catch ICUTransformError.unknownID(let id) {
            throw ValidationError("ICU has no transform '\(id)'\(command.reverse ? " to reverse" : "").")
        }
    }

    private static func engine(_ command: Transliterate) throws -> Engine {
        if let path = command.rules {
            let text = try text(of: path)
            do throws(ICUTransformError) {
                return .icu(try ICUTransform(rules: text, isReverse: command.reverse))
            } catch {
                guard case .badRules(let mistake, let line, let column, let near) = error else {
                    throw Failure(message: "\(path): \(error)", code: .badData)
                }
                let place = line.map { "\(path):\($0):\(column ?? 1)" } ?? path
                throw Failure(
                    message: "\(place): expected rules of ICU, found '\(near)' (\(mistake))", code: .badData)
            }
        }
        let id = command.scheme ?? ""
        if id.hasPrefix("icu:") {
            return .icu(try ICUTransform(id: String(id.dropFirst(4)), isReverse: command.reverse))
        }
        if command.reverse {
            guard !id.contains(","), try !CompiledGlossary.builtIn().schemePairs.contains(where: { $0.id == id }) else {
                throw ValidationError("--reverse takes one scheme, not a pair: the text does not tell which was used.")
            }
            let words = try command.words.map {
                Set(try text(of: $0).lowercased().split { !$0.isLetter }.map(String.init))
            }
            let restorer = try Restorer(scheme: id, words: words ?? [])
            if restorer.scheme.restoration != .exact {
                Console.note("\(id) does not bring back everything: \(restorer.scheme.notes)")
            }
            return .restorer(restorer)
        }
        let transliterator = try Transliterator(scheme: id, usesOfficialSpellings: command.officialNames)
        return .scheme(
            transliterator, ru: transliterator.assuming(language: "ru"), kk: transliterator.assuming(language: "kk"))
    }

    private static func text(of path: String) throws -> String {
        do {
            return try decodeUTF8(try System.readAll(path))
        } catch let error as InvalidUTF8 {
            throw Failure(message: "\(path): invalid UTF-8 at byte \(error.offset)", code: .badData)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
    }

    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - language: of the text, where it says so itself.
    func rewrite(_ bytes: [UInt8], language: String?) throws -> [UInt8] {
        switch engine {
        case .scheme(let both, let russian, let kazakh):
            let language = language ?? self.language
            return (language == "ru" ? russian : language == "kk" ? kazakh : both).transliterate(utf8: bytes)
        case .restorer(let restorer):
            return Array(try restorer.restore(String(decoding: bytes, as: UTF8.self)).utf8)
        case .icu(let transform): return try transform.transform(utf8: bytes)
        }
    }
}
