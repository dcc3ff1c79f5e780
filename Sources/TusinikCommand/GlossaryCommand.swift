import ArgumentParser
import GlossaryCompiler
import Tusinik

struct GlossaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glossary",
        abstract: "Checks, compiles and shows glossaries.",
        subcommands: [Check.self, Compile.self, List.self, Stats.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds mistakes in glossary files.",
            discussion: """
                Every finding is printed as file:line:column: severity: message [code]. Exits with 1 when there is one.

                Examples:
                  tusinik glossary check
                  tusinik glossary check my-terms.yaml
                """)

        @Argument(help: "YAML files or folders. Default: the project's own, in the current folder.")
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

        @Argument(help: "YAML files or folders. Default: the project's own, in the current folder.")
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

        @Option(help: "A glossary instead of the built-in one.")
        var glossary: String?

        @Option(help: "The language to sort by.")
        var by: Language = .russian

        func run() throws {
            do {
                let glossary = try open(glossary)
                let collator = try? Collator(language: by.rawValue)
                let rows = glossary.concepts.map { concept in
                    (key: concept.label(in: by) ?? concept.id, concept: concept)
                }.sorted { first, second in
                    collator?.areInIncreasingOrder(first.key, second.key) ?? (first.key < second.key)
                }
                let header = "id\tcategory\tru\tkk\ten\n"
                try Console.print(
                    header
                        + rows.map { row in
                            ([row.concept.id, row.concept.category]
                                + Language.allCases.map { row.concept.label(in: $0) ?? "" }).joined(separator: "\t")
                                + "\n"
                        }.joined())
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
