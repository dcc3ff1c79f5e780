import ArgumentParser
import GlossaryCompiler
import Tusinik

struct GlossaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glossary",
        abstract: "Checks, compiles, shows, compares and exchanges glossaries.",
        subcommands: [
            Check.self, Compile.self, List.self, Export.self, GlossaryImport.self, GlossaryDiff.self, Coverage.self,
            Stats.self,
        ])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds mistakes in glossary files.",
            discussion: """
                Every finding is printed as file:line:column: severity: message [code]. Exits with 1 when there is one.

                Examples:
                  tusinik glossary check
                  tusinik glossary check my-terms.yaml
                """)

        @Argument(help: "YAML or CSV files, or folders. Default: the project's own, in the current folder.")
        var paths: [String] = []

        func run() throws {
            do {
                let files = try Glossaries.files(of: try Glossaries.orProject(paths))
                guard !files.isEmpty else { throw Failure(message: "no YAML files to check", code: .noInput) }
                let (source, readings) = GlossaryReader.read(files)
                var diagnostics = readings
                do {
                    let tables = try TableReader.builtIn()
                    diagnostics += GlossaryChecker.check(source, tables: tables)
                    if !diagnostics.contains(where: { $0.severity == .error }) {
                        diagnostics += try GlossaryCompiler(tables: tables).compile(source).guessed
                    }
                } catch {
                    diagnostics += error.list
                }
                for diagnostic in diagnostics { try Console.print("\(diagnostic)\n") }
                Console.note("\(source.concepts.count) concepts, \(diagnostics.count) findings")
                guard diagnostics.isEmpty else { throw ExitCode.findings }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    struct Compile: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turns glossary files into the compiled form.",
            discussion: """
                The compiled form is read by `annotate --glossary`. The same files always give the same bytes.

                Examples:
                  tusinik glossary compile
                  tusinik glossary compile my-terms.yaml --output my-terms.bin
                """)

        @Argument(help: "YAML or CSV files, or folders. Default: the project's own, in the current folder.")
        var paths: [String] = []

        @Option(name: .shortAndLong, help: "The file to write. Default: the project's own.")
        var output: String?

        @Flag(help: "Write nothing; exit with 1 when the output file is not what would be written.")
        var check = false

        func run() throws {
            do {
                guard paths.isEmpty || output != nil else {
                    throw ValidationError("Name the file to write: --output FILE.")
                }
                let output = output ?? Glossaries.projectOutput
                let source = try Glossaries.source(of: try Glossaries.orProject(paths))
                guard Glossaries.report(GlossaryChecker.check(source)) == 0 else {
                    throw Failure(message: "the glossary has mistakes", code: .badData)
                }
                let compiled = try Glossaries.compile(source)
                Glossaries.report(compiled.guessed)
                if check {
                    guard (try? System.readAll(output)) == compiled.bytes else {
                        Console.note("\(output) is not up to date; run 'tusinik glossary compile'")
                        throw ExitCode.findings
                    }
                    Console.note("\(output) is up to date")
                } else {
                    do {
                        try System.replaceFile(output, with: compiled.bytes)
                    } catch {
                        throw Failure(message: "\(error)", code: .inputOutput)
                    }
                    Console.note("\(output): \(source.concepts.count) concepts, \(compiled.bytes.count) bytes")
                }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the concepts of a glossary with their labels, sorted as the language sorts.")

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case tsv
            case csv
            case json
        }

        @Option(help: "A glossary instead of the built-in one.")
        var glossary: String?

        @Option(help: "The language to sort by.")
        var by: Language = .russian

        @Option(help: "What is written.")
        var to: Format = .tsv

        func run() throws {
            do {
                let glossary = try open(glossary)
                let collator = try? Collator(language: by.rawValue)
                let concepts = glossary.concepts.map { concept in
                    (key: concept.label(in: by) ?? concept.id, concept: concept)
                }.sorted { first, second in
                    collator?.areInIncreasingOrder(first.key, second.key) ?? (first.key < second.key)
                }.map(\.concept)
                let names = ["id", "category"] + Language.allCases.map(\.rawValue)
                let rows = concepts.map { concept in
                    [concept.id, concept.category] + Language.allCases.map { concept.label(in: $0) ?? "" }
                }
                switch to {
                case .tsv, .csv:
                    let separator = to == .tsv ? "\t" : ","
                    for row in [names] + rows {
                        let cells = to == .tsv ? row : row.map(GlossaryTable.quoted)
                        try Console.print(cells.joined(separator: separator) + "\n")
                    }
                case .json:
                    var writer = JSONWriter()
                    writer.beginArray()
                    for row in rows {
                        writer.beginObject()
                        for (name, cell) in zip(names, row) where !cell.isEmpty { writer.member(name, cell) }
                        writer.endObject()
                    }
                    writer.endArray()
                    try Console.print(writer.bytes + [0x0A])
                }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a whole glossary for other programs.",
            discussion: """
                CSV can be edited as a table and used with --glossary; it does not hold guards. JSON holds everything. TBX is
                TBX-Basic (ISO 30042:2019, style DCA) for translation tools, SKOS is Turtle for thesauri; both hold
                everything, in notes or in properties of our own where the format has none, and come back with
                'glossary import'. What shares forms knowingly (homonyms) is in no export.

                Examples:
                  tusinik glossary export --to csv > terms.csv
                  tusinik glossary export --to json | jq '.[0]'
                  tusinik glossary export --to tbx > terms.tbx
                  tusinik glossary export --to skos --base https://example.org/terms/ > terms.ttl
                """)

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case csv
            case json
            case tbx
            case skos
        }

        @Option(help: "A glossary instead of the built-in one.")
        var glossary: String?

        @Option(help: "What is written.")
        var to: Format = .csv

        @Option(help: ArgumentHelp("What IRIs begin with in skos.", valueName: "iri"))
        var base: String = LinkedDataNames.defaultBase

        @Option(help: "What the glossary is called in tbx and skos.")
        var title = "Tusinik: terms of Kazakhstan's political life"

        func run() throws {
            do {
                let glossary = try open(glossary)
                switch to {
                case .csv: try Console.print(GlossaryTable.csv(glossary))
                case .json: try Console.print(GlossaryTable.json(glossary) + [0x0A])
                case .tbx: try Console.print(TBXDocument.render(glossary, title: title))
                case .skos:
                    guard let names = LinkedDataNames(base: base) else {
                        throw ValidationError("--base needs an absolute IRI, as in https://example.org/terms/.")
                    }
                    try Console.print(SKOSDocument.render(glossary, names: names, title: title))
                }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what is missing in which language.",
            discussion: """
                Terms and full texts are counted by concept, glosses and sources by sense.

                Examples:
                  tusinik glossary coverage
                  tusinik glossary coverage --missing text
                  tusinik glossary coverage --glossary mine.yaml --fail-under 100
                """)

        @Option(help: "A glossary instead of the built-in one.")
        var glossary: String?

        @Option(
            help: ArgumentHelp("List the concepts that lack this: terms, gloss, text or sources.", valueName: "row"))
        var missing: String?

        @Option(help: ArgumentHelp("Exit with 1 when terms, glosses or sources are below this.", valueName: "percent"))
        var failUnder: Int?

        func run() throws {
            do {
                let rows = Tusinik.Coverage(try open(glossary)).rows
                if let missing {
                    guard let row = rows.first(where: { $0.name == missing }) else {
                        throw ValidationError(
                            "There is no row '\(missing)': \(rows.map(\.name).joined(separator: ", ")).")
                    }
                    for id in Set(row.missing.values.joined()).sorted() {
                        let languages = Language.allCases.filter { row.missing[$0]?.contains(id) ?? false }
                        try Console.print(id + "\t" + languages.map(\.rawValue).joined(separator: ",") + "\n")
                    }
                    return
                }
                try Console.print("\ttotal\t" + Language.allCases.map(\.rawValue).joined(separator: "\t") + "\n")
                var isBelow = false
                for row in rows {
                    let cells = Language.allCases.map { language in
                        let present = row.present[language] ?? 0
                        let percent = row.total == 0 ? 100 : present * 100 / row.total
                        if let failUnder, row.name != "text", percent < failUnder { isBelow = true }
                        return "\(present) (\(percent) %)"
                    }
                    try Console.print("\(row.name)\t\(row.total)\t" + cells.joined(separator: "\t") + "\n")
                }
                if isBelow { throw ExitCode.findings }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Counts what a compiled glossary holds.")

        @Option(help: "A glossary instead of the built-in one.")
        var glossary: String?

        func run() throws {
            do {
                let glossary = try open(glossary)
                let size = glossary.automaton.size
                var rows = [
                    ("fingerprint", glossary.fingerprint), ("bytes", "\(glossary.byteCount)"),
                    ("concepts", "\(glossary.conceptCount)"), ("terms", "\(glossary.termCount)"),
                ]
                for row in Tusinik.Coverage(glossary).rows where row.name != "terms" {
                    let languages = row.name == "sources" ? [Language.english] : Language.allCases
                    for language in languages {
                        let name = row.name == "sources" ? row.name : "\(row.name) \(language.rawValue)"
                        rows.append((name, "\(row.present[language] ?? 0) of \(row.total)"))
                    }
                }
                let forms = glossary.formCounts
                for language in Language.allCases {
                    let terms = glossary.concepts.flatMap(\.terms).filter { $0.language == language }.count
                    rows.append(("terms \(language.rawValue)", "\(terms)"))
                    rows.append(("forms \(language.rawValue)", "\(forms[language] ?? 0)"))
                }
                rows += [
                    ("reading sets", "\(glossary.readingSetCount)"), ("automaton states", "\(size.states)"),
                    ("automaton arcs", "\(size.arcs)"), ("automaton bytes", "\(size.bytes)"),
                ]
                let width = rows.map(\.0.count).max() ?? 0
                for (name, value) in rows {
                    try Console.print(name + String(repeating: " ", count: width + 2 - name.count) + value + "\n")
                }
            } catch let failure as Failure {
                throw Console.exit(failure)
            }
        }
    }

    private static func open(_ path: String?) throws -> CompiledGlossary {
        if let path { return try Glossaries.open(path) }
        do {
            return try CompiledGlossary.builtIn()
        } catch {
            throw Failure(message: "built-in glossary: \(error)", code: .badData)
        }
    }
}
