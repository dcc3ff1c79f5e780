import ArgumentParser
import Tusinik

@main
struct TusinikTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tusinik",
        abstract: "Finds and explains the terms of Kazakhstan's political life in Russian and Kazakh texts.",
        discussion: """
            Texts are read as UTF-8. Data goes to standard output, everything else to standard error.

            Exit codes: 0 fine, 1 findings, 64 usage, 65 bad data, 66 input cannot be read, 74 input or output failed.
            """,
        version: version,
        subcommands: [
            Annotate.self, Strip.self, Assets.self, Explain.self, Lookup.self, Inflect.self, Normalize.self,
            Transliterate.self,
            Schemes.self,
            GlossaryCommand.self,
        ])

    private static var version: String {
        let glossary = (try? CompiledGlossary.builtIn()).map { "\($0.fingerprint) (\($0.conceptCount) concepts)" }
        return
            "tusinik \(tusinikVersion)\nglossary \(glossary ?? "none")\nICU \(ICU.version) (Unicode \(ICU.unicodeVersion))"
    }
}
