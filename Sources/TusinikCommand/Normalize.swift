import ArgumentParser
import Tusinik

struct Normalize: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Repairs or unifies the characters of a text.",
        discussion: """
            display: for reading and copying: composed letters, no look-alikes, no invisible characters, plain spaces.
            match: for comparing: also without case, stress marks, ё, and kinds of dashes and quotation marks.

            The text goes to standard output; with --report every change is also told on standard error.

            Examples:
              tusinik normalize --profile display --report article.txt > clean.txt
              echo 'Мәжiлic' | tusinik normalize --profile match
            """)

    @Argument(help: "Files; '-' or nothing is standard input.")
    var paths: [String] = []

    @Option(help: "What the text is normalized for.")
    var profile: NormalizationProfile = .display

    @Flag(help: "Tell each change: file:line:column, the rule, what stood and what stands now.")
    var report = false

    func run() throws {
        do {
            let normalizer: Normalizer
            do {
                normalizer = try CompiledGlossary.builtIn().normalizer
            } catch {
                throw Failure(message: "built-in glossary: \(error)", code: .badData)
            }
            var code = ExitCode.success
            for path in paths.isEmpty ? ["-"] : paths {
                do {
                    try normalize(path, with: normalizer)
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

    private func normalize(_ path: String, with normalizer: Normalizer) throws {
        let name = path == "-" ? "standard input" : path
        let bytes: [UInt8]
        do {
            bytes = try System.readAll(path)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
        do {
            _ = try decodeUTF8(bytes)
            let edits = try normalizer.edits(of: bytes, for: profile)
            try Console.print(edits.applied(to: bytes))
            if report { tell(edits, of: bytes, name: name, rules: normalizer.rules) }
        } catch let error as InvalidUTF8 {
            throw Failure(message: "\(name): invalid UTF-8 at byte \(error.offset)", code: .badData)
        } catch let error as ICUError {
            throw Failure(message: "\(name): \(error)", code: .badData)
        }
    }

    private func tell(_ edits: Edits, of bytes: [UInt8], name: String, rules: [NormalizationRule]) {
        var line = 1
        var column = 1
        var offset = 0
        var output = ""
        for edit in edits.list {
            while offset < edit.source.lowerBound {
                if bytes[offset] == 0x0A {
                    line += 1
                    column = 1
                } else if bytes[offset] & 0xC0 != 0x80 {
                    column += 1
                }
                offset += 1
            }
            let names = rules.indices.filter { edit.reasons >> UInt64($0) & 1 == 1 }.map { rules[$0].id }
            let from = visible(bytes[edit.source])
            output +=
                "\(name):\(line):\(column): \(names.joined(separator: ", ")): \(from) -> \(visible(edit.replacement[...]))\n"
        }
        output += "\(name): \(edits.list.count) changes\n"
        try? System.write(Array(output.utf8), to: System.standardError, name: "standard error")
    }

    /// The text in quotes; what cannot be seen, or not told from something else, as U+XXXX.
    private func visible(_ bytes: ArraySlice<UInt8>) -> String {
        var output = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isHidden =
                CharacterProperties.isMark(scalar.value) || CharacterProperties.isIgnorable(scalar.value)
                || CharacterProperties.isWhiteSpace(scalar.value) && scalar != " "
            let isLatin = CharacterProperties.isLatin(scalar.value)
            output += isHidden || isLatin ? "U+" + hexadecimal(scalar.value) : String(scalar)
            if isLatin { output += "(\(scalar))" }
        }
        return "'\(output)'"
    }

    private func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
