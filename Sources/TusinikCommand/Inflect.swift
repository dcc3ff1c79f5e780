import ArgumentParser
import GlossaryCompiler
import Morphology
import Tusinik

struct Inflect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists every form of a term, or of any noun or phrase.",
        discussion: """
            A label or id of the glossary is inflected as the glossary says. For any other word say the language; its \
            class is guessed by the spelling and named on standard error. A phrase is one argument.

            Without --all: what is matched by default. With it also person endings, particles, derived and rare forms.

            Examples:
              tusinik inflect акимат --to tsv
              tusinik inflect 'сельский округ' --explain-in en
              tusinik inflect самауыр --lang kk --all --to json
            """)

    enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
        case terminal
        case tsv
        case json
    }

    enum LanguageChoice: String, CaseIterable, ExpressibleByArgument {
        case ru
        case kk

        var language: Language { self == .ru ? .russian : .kazakh }
    }

    @Argument(help: "A label or id of the glossary, or any noun or phrase.")
    var word: String

    @Option(help: "The language of the word. Default: those that the glossary has it in.")
    var lang: LanguageChoice?

    @Option(name: .customLong("class"), help: "The inflection class of each word, instead of a guess.")
    var inflectionClass: String?

    @Option(help: "What is written.")
    var to: OutputFormat = .terminal

    @Flag(help: "Also forms that are not matched by default.")
    var all = false

    @Option(help: "The language in which forms are named (terminal). Default: that of the environment.")
    var explainIn: Language?

    /// One word with its forms.
    private struct Paradigm {
        var label: String
        var language: Language
        var result: Inflector.Result
    }

    func run() throws {
        do {
            let paradigms = try inflect()
            switch to {
            case .terminal: try printTable(paradigms)
            case .tsv: try printRows(paradigms)
            case .json: try printJSON(paradigms)
            }
        } catch let failure as Failure {
            throw Console.exit(failure)
        }
    }

    private func inflect() throws -> [Paradigm] {
        guard word.contains(where: { !$0.isWhitespace }) else { throw ValidationError("Name a word to inflect.") }
        let inflector: Inflector
        do {
            inflector = Inflector(tables: try TableReader.builtIn())
        } catch {
            throw Failure(message: "built-in tables: \(error)", code: .badData)
        }
        let terms = inflectionClass == nil ? try self.terms() : []
        if !terms.isEmpty {
            return try terms.map { try paradigm($0.label, $0.language, $0.inflection, inflector) }
        }
        guard let language = lang?.language else {
            let reason =
                inflectionClass == nil ? "'\(word)' is no label or id of the glossary" : "--class needs a language"
            throw ValidationError("\(reason); say --lang ru or --lang kk.")
        }
        return [try paradigm(word, language, inflectionClass, inflector)]
    }

    /// The terms of the glossary that the word names, by label or by id.
    private func terms() throws -> [Term] {
        let glossary: CompiledGlossary
        do {
            glossary = try CompiledGlossary.builtIn()
        } catch {
            throw Failure(message: "built-in glossary: \(error)", code: .badData)
        }
        func isWanted(_ term: Term) -> Bool {
            term.language != .english && (lang == nil || term.language == lang?.language)
        }
        if let concept = glossary.concept(id: word) { return concept.terms.filter(isWanted) }
        let wanted = word.lowercased()
        let found = glossary.concepts.flatMap(\.terms).filter { isWanted($0) && $0.label.lowercased() == wanted }
        // A label that several concepts share is inflected once.
        var seen: Set<String> = []
        return found.filter { seen.insert("\($0.language) \($0.label.lowercased()) \($0.inflection ?? "")").inserted }
    }

    private func paradigm(
        _ label: String, _ language: Language, _ inflection: String?, _ inflector: Inflector
    ) throws -> Paradigm {
        do {
            let result = try inflector.inflect(
                label, in: language, inflection: inflection, upTo: all ? .marginal : .extended)
            if result.isGuessed {
                Console.note("'\(label)' (\(language.rawValue)): guessed class \(result.inflection)")
            }
            return Paradigm(label: label, language: language, result: result)
        } catch {
            throw Failure(message: "'\(label)' (\(language.rawValue)): \(error)", code: .badData)
        }
    }

    private func printRows(_ paradigms: [Paradigm]) throws {
        var rows: Set<String> = []
        for paradigm in paradigms {
            for form in paradigm.result.forms { rows.insert("\(form.text)\t\(form.features)\n") }
        }
        try Console.print(rows.sorted().joined())
    }

    private func printTable(_ paradigms: [Paradigm]) throws {
        let words = FeatureWords(language: explainIn ?? .ofEnvironment)
        for paradigm in paradigms {
            try Console.print(
                "\(paradigm.label) (\(paradigm.language.rawValue), \(paradigm.result.inflection)): "
                    + "\(Set(paradigm.result.forms.map(\.text)).count) forms\n")
            let width = paradigm.result.forms.map(\.text.count).max() ?? 0
            for form in paradigm.result.forms {
                let name = words.describe([form.features.description], in: paradigm.language)
                try Console.print(
                    "  " + form.text + String(repeating: " ", count: width + 2 - form.text.count) + name + "\n")
            }
        }
    }

    private func printJSON(_ paradigms: [Paradigm]) throws {
        var writer = JSONWriter()
        writer.beginArray()
        for paradigm in paradigms {
            writer.beginObject()
            writer.member("lemma", paradigm.label)
            writer.member("lang", paradigm.language.rawValue)
            writer.member("class", paradigm.result.inflection)
            writer.key("guessed")
            writer.boolean(paradigm.result.isGuessed)
            writer.key("forms")
            writer.beginArray()
            for form in paradigm.result.forms {
                writer.beginObject()
                writer.member("form", form.text)
                writer.member("features", form.features.description)
                writer.key("tier")
                writer.number(form.tier.rawValue)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        try Console.print(writer.bytes + [0x0A])
    }
}
