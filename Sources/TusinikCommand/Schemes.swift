import ArgumentParser
import Tusinik

struct Schemes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the transliteration schemes.",
        discussion: """
            Examples:
              tusinik schemes
              tusinik schemes --to json
            """)

    enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
        case terminal
        case json
    }

    @Option(help: "How the list is written.")
    var to: OutputFormat = .terminal

    func run() throws {
        let glossary: CompiledGlossary
        do {
            glossary = try CompiledGlossary.builtIn()
        } catch {
            throw Console.exit(Failure(message: "built-in glossary: \(error)", code: .badData))
        }
        switch to {
        case .terminal: try Console.print(table(of: glossary))
        case .json: try Console.print(json(of: glossary.schemes))
        }
    }

    private func table(of glossary: CompiledGlossary) -> String {
        let schemes = glossary.schemes
        let idWidth = schemes.map(\.id.count).max() ?? 0
        let yearWidth = schemes.map(\.year.count).max() ?? 0
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        var output = ""
        for scheme in schemes {
            let back =
                switch scheme.restoration {
                case .exact: "<->"
                case .most: "<~>"
                case .words: "<?>"
                case .none: " ->"
                }
            output +=
                "\(padded(scheme.id, idWidth))  \(back)  \(padded(scheme.languages.joined(separator: " "), 5))  "
                + "\(padded(scheme.year, yearWidth))  \(scheme.name)\n"
        }
        output += "\nBack to Cyrillic: <-> every word, <~> all but what the notes name, <?> with a word list, -> not.\n"
        output += "\nPairs for mixed text:\n"
        for pair in glossary.schemePairs {
            output += "\(padded(pair.id, idWidth))  \(pair.russian), \(pair.kazakh)\n"
        }
        return output
    }

    private func json(of schemes: [TransliterationScheme]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for scheme in schemes {
            writer.beginObject()
            writer.member("id", scheme.id)
            writer.member("name", scheme.name)
            writer.key("languages")
            writer.strings(scheme.languages)
            writer.member("year", scheme.year)
            writer.member("authority", scheme.authority)
            writer.key("reversible")
            writer.boolean(scheme.restoration == .exact || scheme.restoration == .most)
            writer.member("restores", scheme.restoration.rawValue)
            writer.member("notes", scheme.notes)
            writer.key("sources")
            writer.strings(scheme.sources)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes + [0x0A]
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ list: [String]) {
        beginArray()
        for text in list { string(text) }
        endArray()
    }
}
