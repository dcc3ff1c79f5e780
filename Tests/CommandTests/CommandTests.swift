import Foundation
import TestSupport
import Testing

/// What a run of the command gave.
struct Outcome {
    var code: Int32
    var output: String
    var errors: String
}

/// The executable is built beside the tests.
let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "tusinik")

func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = Shared.projectFolder
    process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appending(path: "tusinik-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: a pipe that nobody reads would block.
    let files = try ["in", "out", "err"].map { name in
        let url = folder.appending(path: name)
        try (name == "in" ? input : Data()).write(to: url)
        return url
    }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
        code: process.terminationStatus, output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
}

/// A folder that lives as long as the test.
func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tusinik-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: executable.path), "needs the built command"))
struct CommandTests {
    @Test func `Standard input is annotated as text`() throws {
        let outcome = try run(["annotate"], input: Data("Выборы акимов".utf8))
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("Выборы[1] акимов[2]\n"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func `Colour is for those who ask`() throws {
        let input = Data("Выборы акимов".utf8)
        #expect(
            try run(["annotate", "--to", "terminal", "--color", "always"], input: input).output.contains("\u{1B}[4;36m")
        )
        #expect(try !run(["annotate", "--to", "terminal"], input: input).output.contains("\u{1B}"))
    }

    @Test(
        arguments: [
            (["annotate", "no-such-file.txt"], 66, "cannot open 'no-such-file.txt'"),
            (["annotate", "--to", "pdf"], 64, "pdf"),
            (["annotate", "--only", "no-such-concept"], 64, "There is no concept or category 'no-such-concept'"),
            (["annotate", "--no-default-glossary"], 64, "--glossary"),
            (["annotate", "--glossary", "missing.bin"], 66, "no glossary 'missing.bin'"),
            (["annotate", "page.xhtml"], 64, "page.xhtml"),
            (["annotate", "page.html"], 66, "page.html"),
            (["annotate", "--include", "menus"], 64, "menus"),
            (["strip", "missing.html"], 66, "missing.html"),
            (["transliterate", "--scheme", "bgn-pcgn", "page.html"], 64, "web page"),
            (["annotate", "--as-of", "31.12.2020"], 64, "31.12.2020"),
            (["glossary", "compile", "a.yaml"], 64, "--output"),
            (["glossary", "check", "missing.yaml"], 66, "missing.yaml"),
            (["lookup", "каким"], 1, "'каким' is in no entry"),
            (["normalize", "missing.txt"], 66, "missing.txt"),
            (["frobnicate"], 64, "frobnicate"),
        ] as [([String], Int32, String)])
    func `What goes wrong is told, with its exit code`(arguments: [String], code: Int32, message: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.code == code)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `Bad bytes, empty files and folders without articles`() throws {
        try withFolder { folder in
            let bad = folder.appending(path: "bad.txt").path
            try (Data("аким ".utf8) + Data([0xFF])).write(to: URL(filePath: bad))
            let outcome = try run(["annotate", bad])
            #expect(outcome.code == 65 && outcome.errors.contains("invalid UTF-8 at byte 9"))

            let empty = folder.appending(path: "empty.txt").path
            try Data().write(to: URL(filePath: empty))
            let nothing = try run(["annotate", empty])
            #expect(nothing.code == 0 && nothing.output.isEmpty && nothing.errors.contains("empty"))

            // One bad file does not stop the others; the exit code tells.
            let good = folder.appending(path: "good.txt").path
            try Data("аким".utf8).write(to: URL(filePath: good))
            let mixed = try run(["annotate", bad, good, "--to", "jsonl"])
            #expect(mixed.code == 65 && mixed.output.contains("\"concept\":\"akim\""))

            let bare = folder.appending(path: "bare")
            try FileManager.default.createDirectory(at: bare, withIntermediateDirectories: true)
            let without = try run(["annotate", bare.path])
            #expect(without.code == 66 && without.errors.contains("no articles"))
        }
    }

    @Test func `JSON names its unit, and all units slice the text`() throws {
        let text = "🥩 Выборы акимов"
        for (unit, start, end) in [("scalar", 9, 15), ("utf16", 10, 16), ("utf8", 18, 30)] {
            let outcome = try run(
                ["annotate", "--to", "json", "--offsets", unit, "--only", "akim"], input: Data(text.utf8))
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            #expect(object["offsets"] as? String == unit)
            let annotation = try #require((object["annotations"] as? [[String: Any]])?.first)
            #expect(annotation["start"] as? Int == start && annotation["end"] as? Int == end)
        }
    }

    @Test func `JSON Lines go through, bad ones in their place`() throws {
        let input = "{\"id\":1,\"text\":\"аким\"}\r\nbroken\n\n{\"id\":3,\"text\":\"әкім\"}"
        let outcome = try run(["annotate", "--from", "jsonl"], input: Data(input.utf8))
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.code == 65 && lines.count == 4)
        #expect(lines[0].hasPrefix("{\"id\":1,\"lang\":\"ru\",\"annotations\":[{"))
        #expect(lines[1].hasPrefix("{\"line\":2,\"error\":"))
        #expect(lines[2] == "{\"line\":3,\"error\":\"empty line\"}")
        #expect(lines[3].hasPrefix("{\"id\":3,\"lang\":\"kk\""))
    }

    @Test func `Folders are mirrored`() throws {
        try withFolder { folder in
            let inside = folder.appending(path: "in/deep")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try Data("аким".utf8).write(to: inside.appending(path: "a.txt"))
            try Data("not an article".utf8).write(to: inside.appending(path: "b.png"))
            let out = folder.appending(path: "out")
            let outcome = try run(["annotate", folder.appending(path: "in").path, "--to", "html", "--output", out.path])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let page = try String(contentsOf: out.appending(path: "deep/a.html"), encoding: .utf8)
            #expect(page.contains("href=\"#tusinik-akim\""))
            #expect(try FileManager.default.contentsOfDirectory(atPath: out.appending(path: "deep").path) == ["a.html"])
        }
    }

    @Test func `No output takes the place of an input or of another output`() throws {
        try withFolder { folder in
            for name in ["one", "two"] {
                let inside = folder.appending(path: name)
                try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
                try Data("аким".utf8).write(to: inside.appending(path: "x.txt"))
            }
            let one = folder.appending(path: "one").path
            let both = ["one/x.txt", "two/x.txt"].map { folder.appending(path: $0).path }
            #expect(try run(["annotate", one, "--output", one]).code == 64)
            #expect(try run(["annotate"] + both + ["--output", folder.appending(path: "out").path]).code == 64)
            #expect(try run(["annotate", both[0], "--output", ""]).code == 64)
            #expect(try String(contentsOfFile: both[0], encoding: .utf8) == "аким")
            // Mixed inputs are refused before anything is written.
            let lines = folder.appending(path: "l.jsonl").path
            try Data("{\"text\":\"аким\"}".utf8).write(to: URL(filePath: lines))
            let mixed = try run(["annotate", both[0], lines, "--to", "json"])
            #expect(mixed.code == 64 && mixed.output.isEmpty)
            // A link to a folder above it does not send the walk in circles.
            try FileManager.default.createSymbolicLink(atPath: one + "/loop", withDestinationPath: one)
            #expect(try run(["annotate", one, "--to", "jsonl"]).output.split(separator: "\n").count == 1)
        }
    }

    @Test func `A glossary of one's own, as YAML, compiled, and damaged`() throws {
        try withFolder { folder in
            let yaml = folder.appending(path: "mine.yaml").path
            let text = """
                concepts:
                  - id: samovar
                    category: things
                    terms:
                      ru: [{label: самовар}]
                      kk: [{label: самауыр}]
                      en: [{label: samovar}]
                    senses:
                      - status: background
                        gloss: {ru: Прибор для чая., kk: Шай қайнататын ыдыс., en: An urn for tea.}
                        sources: [{source: own}]
                sources:
                  - {id: own, title: Own knowledge}
                """
            try Data(text.utf8).write(to: URL(filePath: yaml))
            let arguments = ["annotate", "--no-default-glossary", "--to", "jsonl", "--glossary"]
            let input = Data("самоваров, самауырдың, аким".utf8)
            let fromYAML = try run(arguments + [yaml], input: input)
            #expect(
                fromYAML.output.contains("\"самоваров\"") && fromYAML.output.contains("\"самауырдың\""), "\(fromYAML)")
            #expect(!fromYAML.output.contains("\"akim\""))

            let compiled = folder.appending(path: "mine.bin").path
            let compilation = try run(["glossary", "compile", yaml, "--output", compiled])
            #expect(compilation.code == 0 && compilation.errors.contains("guessed: m1"), "\(compilation.errors)")
            #expect(try run(arguments + [compiled], input: input).output == fromYAML.output)
            #expect(try run(["glossary", "compile", yaml, "--output", compiled, "--check"]).code == 0)

            let bytes = try Data(contentsOf: URL(filePath: compiled))
            try bytes.prefix(bytes.count / 2).write(to: URL(filePath: compiled))
            let truncated = try run(arguments + [compiled], input: input)
            #expect(truncated.code == 65 && truncated.errors.contains("damaged compiled glossary: expected"))
            #expect(try run(["glossary", "compile", yaml, "--output", compiled, "--check"]).code == 1)

            try Data("concepts:\n  - id: [\n".utf8).write(to: URL(filePath: yaml))
            let broken = try run(arguments + [yaml], input: input)
            #expect(broken.code == 65 && broken.errors.contains("mine.yaml:3:1: error:"), "\(broken.errors)")
            #expect(try run(["glossary", "check", yaml]).code == 1)
        }
    }

    @Test func `Normalizing reports what it changed`() throws {
        let outcome = try run(["normalize", "--profile", "display", "--report"], input: Data("а\nМәжiлic\u{A0}".utf8))
        #expect(outcome.code == 0 && outcome.output == "а\nМәжіліс ")
        #expect(outcome.errors.contains("standard input:2:4: look-alike: 'U+0069(i)' -> 'і'"))
        #expect(outcome.errors.contains("standard input:2:8: space: 'U+00A0' -> ' '"))
        #expect(try run(["normalize", "--profile", "match"], input: Data("СЁЛ".utf8)).output == "сел")
    }

    @Test func `Words are looked up`() throws {
        let outcome = try run(["lookup", "әкімдерінің", "--explain-in", "en"])
        #expect(outcome.code == 0)
        #expect(
            outcome.output.hasPrefix(
                "әкімдерінің: plural + 3rd person possessive + genitive of әкім\n  Case=Gen|Number=Plur|Person[psor]=3\nakim"
            ))
        let json = try run(["lookup", "mazhilis", "--to", "json"])
        #expect(
            json.output.hasPrefix(
                #"[{"word":"mazhilis","entries":[{"concept":"mazhilis","lang":"en","lemma":"Mazhilis""#))
    }

    @Test func `Terms and other words are inflected`() throws {
        let rows = try run(["inflect", "акимат", "--to", "tsv"]).output.split(separator: "\n")
        #expect(
            rows.contains("акиматом\tCase=Ins|Number=Sing") && rows == rows.sorted() && Set(rows).count == rows.count)
        #expect(Set(rows.map { $0.split(separator: "\t")[0] }).count == 10)
        let kazakh = try run(["inflect", "akimat", "--lang", "kk", "--to", "tsv"])
        #expect(kazakh.code == 0 && kazakh.output.contains("әкімдігінің\tCase=Gen|Number=Sing|Person[psor]=3\n"))
        let guessed = try run(["inflect", "самауыр", "--lang", "kk", "--to", "tsv"])
        #expect(guessed.errors.contains("guessed class B.R") && guessed.output.contains("самауырға\t"))
        #expect(
            try run(["inflect", "самауыр", "--lang", "kk", "--all", "--to", "tsv"]).output.contains("самауыр ма\t"))
        #expect(try run(["inflect", "самовар"]).code == 64)
        #expect(try run(["inflect", "самовар", "--lang", "ru", "--class", "f3"]).code == 65)
        let json = try run(["inflect", "аким", "--to", "json"]).output
        #expect(
            json.hasPrefix(
                #"[{"lemma":"аким","lang":"ru","class":"m1a","guessed":false,"forms":[{"form":"аким","features":"Case=Nom|Number=Sing","tier":1}"#
            ))
    }

    @Test func `The project's glossary is checked, listed and counted`() throws {
        #expect(try run(["glossary", "check"]).code == 0)
        #expect(try run(["glossary", "compile", "--check"]).code == 0)
        let list = try run(["glossary", "list"]).output.split(separator: "\n")
        #expect(list.first == "id\tcategory\tru\tkk\ten" && list.count > 80)
        #expect(try run(["glossary", "stats"]).output.contains("automaton states"))
    }

    @Test func `What is missing is shown, and a whole glossary is written and read again`() throws {
        let coverage = try run(["glossary", "coverage", "--fail-under", "100"])
        #expect(coverage.code == 0 && coverage.output.hasPrefix("\ttotal\tru\tkk\ten\nterms\t508\t508 (100 %)"))
        #expect(try run(["glossary", "coverage", "--missing", "gloss"]).output.isEmpty)
        #expect(try run(["glossary", "coverage", "--missing", "nothing"]).code == 64)
        let json = try run(["glossary", "export", "--to", "json"])
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [Any])
        try withFolder { folder in
            let path = folder.appending(path: "all.csv").path
            let csv = try run(["glossary", "export", "--to", "csv"]).output
            try Data(csv.utf8).write(to: URL(filePath: path))
            #expect(try run(["glossary", "export", "--to", "csv", "--glossary", path]).output == csv)
            try Data("id,ru\nx,раз\n".utf8).write(to: URL(filePath: path))
            #expect(try run(["glossary", "coverage", "--glossary", path, "--fail-under", "100"]).code == 1)
        }
    }

    @Test func `Why a term is meant is explained in the reader's language`() throws {
        let input = Data("Депутат Акимов поддержал выборы акимов.\nПарламент Грузии".utf8)
        let english = try run(["explain", "--explain-in", "en"], input: input).output
        #expect(english.contains("1:9  Акимов  →  akim  not meant\n") && english.contains("surname: a surname\n"))
        #expect(english.contains("1:33  акимов  →  akim  certain\n"))
        #expect(english.contains("2:1  Парламент  →  parliament  not meant\n"))
        let russian = try run(["explain", "--explain-in", "ru"], input: input).output
        #expect(russian.contains("foreign-owner: другая страна: «Грузии»"))
        #expect(try run(["explain", "no-such-file"]).code == 66)
    }

    @Test func `Foreign bodies and surnames are suppressed, with the reason`() throws {
        let input = Data("Депутат Акимов поддержал выборы акимов. Парламент Грузии принял закон.".utf8)
        let plain = try run(["annotate", "--to", "json"], input: input).output
        #expect(plain.components(separatedBy: "\"concept\":\"akim\"").count == 2)
        #expect(!plain.contains("\"parliament\"") && !plain.contains("suppressed"))
        let all = try run(["annotate", "--to", "json", "--show-suppressed"], input: input).output
        #expect(all.contains("foreign-owner: another country: 'Грузии'"))
    }

    @Test func `Every command has help, and the version names its parts`() throws {
        for command in [
            ["annotate"], ["explain"], ["lookup"], ["glossary", "export"], ["glossary", "coverage"], ["normalize"],
            ["glossary"], ["glossary", "check"], ["glossary", "compile"],
        ] {
            let outcome = try run(command + ["--help"])
            #expect(outcome.code == 0 && outcome.output.contains("USAGE"))
        }
        let version = try run(["--version"]).output
        #expect(version.contains("tusinik ") && version.contains("glossary ") && version.contains("ICU "))
    }
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: executable.path), "needs the built command"))
struct ReadmeTests {
    @Test func `The first screen shows what the program prints`() throws {
        let readme = String(decoding: try Shared.project("README.md"), as: UTF8.self)
        let block = try #require(
            readme.split(separator: "```console\n").dropFirst().first?.split(separator: "```").first)
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
        let command = try #require(lines.first)
        let text = try #require(command.split(separator: "'").dropFirst().first)
        #expect(command.hasSuffix("| swift run -q tusinik annotate --explain-in en"))
        let expected = lines.dropFirst().joined(separator: "\n")
        #expect(try run(["annotate", "--explain-in", "en"], input: Data(text.utf8)).output == expected)
    }

    @Test func `The glossary of the README has no mistakes but guessed classes`() throws {
        let readme = String(decoding: try Shared.project("README.md"), as: UTF8.self)
        let block = try #require(readme.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
        try withFolder { folder in
            let path = folder.appending(path: "mine.yaml").path
            try Data(block.utf8).write(to: URL(filePath: path))
            let findings = try run(["glossary", "check", path]).output.split(separator: "\n")
            #expect(findings.filter { $0.contains("[guessed-class]") }.count == 2, "\(findings)")
            #expect(findings.filter { $0.contains("[missing-source]") }.count == 1 && findings.count == 3)
        }
    }

    @Test func `The table of the README says the same as its YAML`() throws {
        let readme = String(decoding: try Shared.project("README.md"), as: UTF8.self)
        func block(_ kind: String) throws -> Substring {
            try #require(readme.split(separator: "```\(kind)\n").dropFirst().first?.split(separator: "```").first)
        }
        try withFolder { folder in
            var outputs: [String] = []
            for kind in ["yaml", "csv"] {
                let path = folder.appending(path: "mine." + kind).path
                try Data(try block(kind).utf8).write(to: URL(filePath: path))
                outputs.append(
                    try run(
                        ["annotate", "--no-default-glossary", "--to", "json", "--glossary", path],
                        input: Data("самоваров, самауырдың".utf8)
                    ).output)
            }
            #expect(outputs[0] == outputs[1] && outputs[0].contains("\"самауырдың\""))
        }
    }

    // MARK: Web pages

    private static let page = """
        <html lang="ru"><body><h1>Акимы</h1><p>Выборы <b>аки</b>мов &#1241;кім</p><nav>Сенат</nav></body></html>

        """

    @Test func `Pages are annotated and stripped byte for byte`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "page.html")
            try Data(Self.page.utf8).write(to: file)
            let annotated = try run(["annotate", file.path])
            #expect(annotated.code == 0 && annotated.errors.isEmpty)
            #expect(annotated.output.contains("data-tusinik=\"akim\"><b>аки</b>мов</a>"))
            // The reader of a page reads its language.
            #expect(annotated.output.contains("<aside class=\"tusinik-glossary\" data-tusinik-seal="))
            #expect(annotated.output.contains("lang=\"ru\" aria-label=\"Термины\""))
            let twice = try run(["annotate", "--from", "html"], input: Data(annotated.output.utf8))
            #expect(twice.output == annotated.output)
            let stripped = try run(["strip"], input: Data(annotated.output.utf8))
            #expect(stripped.code == 0 && stripped.output == Self.page && stripped.errors.isEmpty)
            #expect(try run(["strip", file.path]).output == Self.page)

            let edited = Data(annotated.output.replacing("Выборы", with: "Новые выборы").utf8)
            let left = try run(["strip"], input: edited)
            #expect(left.code == 0 && left.output == String(decoding: edited, as: UTF8.self))
            #expect(left.errors.contains("--edited"))
            #expect(
                try run(["strip", "--edited"], input: edited).output
                    == Self.page.replacing("Выборы", with: "Новые выборы"))
            #expect(try run(["annotate", "--from", "html"], input: edited).errors.contains("--edited"))
        }
    }

    @Test(arguments: ["utf8", "utf16", "scalar"])
    func `Offsets are those of the page's source`(unit: String) throws {
        let outcome = try run(
            ["annotate", "--from", "html", "--to", "json", "--offsets", unit, "--only", "akim"],
            input: Data(Self.page.utf8))
        let root = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let annotations = try #require(root["annotations"] as? [[String: Any]])
        #expect(annotations.compactMap { $0["text"] as? String } == ["Акимы", "аки</b>мов", "&#1241;кім"])
        for annotation in annotations {
            let (start, end) = (try #require(annotation["start"] as? Int), try #require(annotation["end"] as? Int))
            let text =
                switch unit {
                case "utf8": String(decoding: Array(Self.page.utf8)[start..<end], as: UTF8.self)
                case "utf16": String(decoding: Array(Self.page.utf16)[start..<end], as: UTF16.self)
                default: String(String.UnicodeScalarView(Array(Self.page.unicodeScalars)[start..<end]))
                }
            #expect(text == annotation["text"] as? String)
        }
    }

    @Test func `Pages are read as text, and parts of them on demand`() throws {
        let input = Data(Self.page.utf8)
        #expect(
            try run(["annotate", "--from", "html", "--to", "text"], input: input).output
                .hasPrefix("Акимы[1]\n\nВыборы[2] акимов әкім\n"))
        #expect(try !run(["annotate", "--from", "html"], input: input).output.contains("#tusinik-senate"))
        let included = try run(["annotate", "--from", "html", "--include", "nav", "headings"], input: input).output
        #expect(included.contains("<nav><a class=\"tusinik\" href=\"#tusinik-senate\""))
        #expect(included.contains("<h1><a class=\"tusinik\" href=\"#tusinik-akim\""))
    }

    @Test func `Folders of pages are mirrored`() throws {
        try withFolder { folder in
            for name in ["in/a.html", "in/deep/b.htm", "in/c.txt"] {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("<p>аким".utf8).write(to: file)
            }
            func path(_ name: String) -> String { folder.appending(path: name).path }
            #expect(try run(["annotate", path("in"), "--to", "html", "--output", path("out")]).code == 0)
            #expect(try run(["strip", path("out"), "--output", path("back")]).code == 0)
            #expect(try String(contentsOfFile: path("back/a.html"), encoding: .utf8) == "<p>аким")
            #expect(try String(contentsOfFile: path("back/deep/b.html"), encoding: .utf8) == "<p>аким")
            #expect(try String(contentsOfFile: path("out/c.html"), encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
            #expect(try run(["strip", path("out/a.html"), path("out/c.html")]).code == 64)
            #expect(
                try run(["annotate", path("in"), "--assets", "link", "--to", "html", "--output", path("site")]).code
                    == 0)
            #expect(
                try String(contentsOfFile: path("site/deep/b.html"), encoding: .utf8).contains(
                    "href=\"../tusinik.css\""))
            #expect(try String(contentsOfFile: path("site/a.html"), encoding: .utf8).contains("src=\"tusinik.js\""))
            #expect(FileManager.default.fileExists(atPath: path("site/tusinik.js")))
            #expect(FileManager.default.fileExists(atPath: path("site/tusinik.css")))
            try Data([0x3C, 0x70, 0x3E, 0xFF]).write(to: folder.appending(path: "bad.html"))
            let bad = try run(["annotate", path("bad.html")])
            #expect(bad.code == 65 && bad.errors.contains("byte 3"))
        }
    }
}
