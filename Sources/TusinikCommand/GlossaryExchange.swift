import ArgumentParser
import GlossaryCompiler
import Tusinik

extension ExchangeFormat: ExpressibleByArgument {}

struct GlossaryImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turns a glossary of another program into YAML.",
        discussion: """
            Reads CSV (the columns of 'glossary export --to csv'), TBX (ISO 30042, also of 2008) and SKOS (Turtle). Languages
            other than ru, kk and en are left out with a warning. Inflection classes that are not stated are guessed when
            the result is compiled; 'glossary check' shows the guesses.

            Examples:
              tusinik glossary import terms.tbx > terms.yaml
              tusinik glossary import thesaurus.ttl --from skos > terms.yaml
              tusinik annotate article.txt --glossary terms.yaml
            """)

    @Argument(help: "The file; '-' is standard input.")
    var path: String

    @Option(help: "Default: by the ending (.csv, .tbx or .xml, .ttl).")
    var from: ExchangeFormat?

    func run() throws {
        do {
            guard let format = from ?? Self.format(of: path) else {
                throw ValidationError("Say what '\(path)' is: --from csv, tbx or skos.")
            }
            let document = Document(path: path, format: .text, relativePath: path)
            let file = SourceFile(name: path, text: try document.text())
            let (source, diagnostics) = GlossaryReader.read(file, from: format)
            guard Glossaries.report(diagnostics) == 0 else {
                throw Failure(message: "\(path) cannot be read as \(format.rawValue)", code: .badData)
            }
            try Console.print(GlossaryYAML.render(source))
            Console.note("\(source.concepts.count) concepts, \(source.sources.count) sources")
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }

    private static func format(of path: String) -> ExchangeFormat? {
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": .csv
        case "tbx", "xml": .tbx
        case "ttl": .skos
        default: nil
        }
    }
}

struct GlossaryDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows what differs between two glossaries; exits with 1 when something does.",
        discussion: """
            A line a change: '+' and '-' for concepts that came and went, '~' for a field that changed, with what it was and
            what it is.

            Examples:
              tusinik glossary diff old.bin Dictionaries
              tusinik glossary diff builtin terms.yaml
            """)

    @Argument(help: "A compiled glossary, YAML, CSV, a folder, or 'builtin'.")
    var old: String

    @Argument(help: "The same.")
    var new: String

    func run() throws {
        do {
            let difference = GlossaryDifference(from: try open(old), to: try open(new))
            for change in difference.changes {
                let old = change.old.map(Self.plain)
                let new = change.new.map(Self.plain)
                let line =
                    switch (change.field, old, new) {
                    case (nil, let old?, _): "- \(change.concept)\t\(old)"
                    case (nil, nil, let new): "+ \(change.concept)\t\(new ?? "")"
                    case (let field?, let old, let new): "~ \(change.concept)\t\(field)\t\(old ?? "")\t\(new ?? "")"
                    }
                try Console.print(line + "\n")
            }
            if !difference.changes.isEmpty { throw ExitCode.findings }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }

    /// Fields are separated by tabs, and changes by line ends.
    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func open(_ path: String) throws -> CompiledGlossary {
        guard path == "builtin", System.kind(of: path) == .missing else { return try Glossaries.open(path) }
        do {
            return try CompiledGlossary.builtIn()
        } catch {
            throw Failure(message: "built-in glossary: \(error)", code: .badData)
        }
    }
}
