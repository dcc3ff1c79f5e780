import ArgumentParser
import Tusinik

struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explains words: any form, in either language, an English label or an id.",
        discussion: """
            A phrase is one argument. Exits with 1 when a word is in no entry.

            Examples:
              tusinik lookup әкімдерінің
              tusinik lookup 'главе государства' --to json
              tusinik lookup mazhilis
            """)

    enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
        case terminal
        case json
    }

    @Argument(help: "Words or phrases.")
    var words: [String]

    @Option(help: "What is written.")
    var to: OutputFormat = .terminal

    @Option(help: ArgumentHelp("Explain as of this date.", valueName: "yyyy-mm-dd"))
    var asOf: PartialDate?

    @Option(help: "The language of explanations. Default: that of the environment.")
    var explainIn: Language?

    @Option(help: "Mark headwords with color.")
    var color: ColorChoice = .auto

    func run() throws {
        let annotator: Annotator
        do {
            annotator = try Annotator()
        } catch {
            throw Console.exit(Failure(message: "built-in glossary: \(error)", code: .badData))
        }
        let results = words.map { word in (word: word, found: annotator.lookUp(word, date: asOf)) }
        switch to {
        case .json:
            var writer = JSONWriter()
            writer.beginArray()
            for result in results { write(result.word, result.found, to: &writer) }
            writer.endArray()
            try Console.print(writer.bytes + [0x0A])
        case .terminal:
            let renderer = EntryRenderer(
                language: explainIn ?? .ofEnvironment, width: System.terminalWidth, usesColor: color.isOn)
            try Console.print(results.map { renderer.render($0.found) }.filter { !$0.isEmpty }.joined(separator: "\n"))
        }
        let missing = results.filter(\.found.isEmpty)
        for result in missing { Console.note("'\(result.word)' is in no entry") }
        guard missing.isEmpty else { throw ExitCode.findings }
    }

    private func write(_ word: String, _ found: [Mention], to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("word", word)
        writer.key("entries")
        AnnotationJSON().writeEntries(found, to: &writer)
        writer.endObject()
    }
}
