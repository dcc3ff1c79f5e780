import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: FileManager.default.fileExists(atPath: executable.path), "needs the built command"))
struct FormatCommandTests {
    private func write(_ text: String, _ name: String, in folder: URL) throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    @Test func `Several texts are one table, one array, or one stream`() throws {
        try withFolder { folder in
            let first = try write("Выборы", "a.txt", in: folder)
            let second = try write("акимы", "b.txt", in: folder)
            let csv = try run(["annotate", first, second, "--to", "csv"]).output.split(separator: "\r\n")
            #expect(csv.count == 3 && csv[0].hasPrefix("file,start") && csv[2].contains("b.txt,0,5,акимы,akim"))
            let pages = try run(["annotate", first, second, "--to", "web-annotation"]).output
            let array = try #require(try JSONSerialization.jsonObject(with: Data(pages.utf8)) as? [[String: Any]])
            #expect(array.count == 2 && array[0]["type"] as? String == "AnnotationPage")
            let tokens = try run(["annotate", first, second, "--to", "conll"]).output
            #expect(tokens.split(separator: "\n").filter { $0.hasPrefix("# newdoc") }.count == 2)
            #expect(try run(["annotate", first, second, "--to", "tei"]).code == 64)
            let tei = try run(["annotate", folder.path, "--to", "tei", "--output", folder.path + "/out"])
            #expect(tei.code == 0 && tei.errors.contains("2 of 2 files, 2 mentions"))
            #expect(FileManager.default.fileExists(atPath: folder.path + "/out/a.xml"))
        }
    }

    @Test func `Many jobs give what one gives`() throws {
        let lines = (0..<3000).map { "{\"id\":\($0),\"text\":\"Выборы акимов \($0), депутаты Мажилиса и маслихаты\"}" }
        let input = Data((lines.joined(separator: "\n") + "\nbad\n").utf8)
        let one = try run(["annotate", "--from", "jsonl"], input: input)
        let many = try run(["annotate", "--from", "jsonl", "--jobs", "5"], input: input)
        #expect(one.output == many.output && one.code == 65 && many.code == 65)
        #expect(one.output.split(separator: "\n").count == 3001)
        try withFolder { folder in
            for index in 0..<30 { _ = try write("акимы \(index)", "\(index).txt", in: folder) }
            let one = try run(["annotate", folder.path, "--to", "jsonl"])
            #expect(try run(["annotate", folder.path, "--to", "jsonl", "--jobs", "4"]).output == one.output)
            #expect(one.output.split(separator: "\n").count == 30)
        }
        #expect(try run(["annotate", "--jobs", "0"]).code == 64)
    }

    @Test func `Encodings are named, marked, or asked for`() throws {
        // "Выборы акимов" in windows-1251, koi8-r and UTF-16 with a mark.
        let text = "Выборы акимов"
        let cyrillic = try #require(text.data(using: .windowsCP1251))
        let silent = try run(["annotate"], input: cyrillic)
        #expect(
            silent.code == 65 && silent.errors.contains("invalid UTF-8 at byte 0")
                && silent.errors.contains("--encoding"))
        let named = try run(["annotate", "--encoding", "windows-1251", "--to", "csv"], input: cyrillic)
        #expect(named.code == 0 && named.errors.isEmpty && named.output.contains(",7,13,акимов,"))
        let marked = Data([0xFF, 0xFE]) + (try #require(text.data(using: .utf16LittleEndian)))
        #expect(try run(["annotate", "--to", "csv"], input: marked).output == named.output)
        let lines = Data("{\"text\":\"".utf8) + cyrillic + Data("\"}\n".utf8)
        let annotated = try run(["annotate", "--from", "jsonl", "--encoding", "cp1251"], input: lines)
        #expect(annotated.output.contains("\"text\":\"акимов\""))
        let long = try #require(
            String(repeating: text + " прошли в районах области. ", count: 20).data(using: .windowsCP1251))
        let guessed = try run(["annotate", "--encoding", "auto", "--to", "csv"], input: long)
        #expect(
            guessed.code == 0 && guessed.errors.contains("standard input: read as windows-1251 (detected, confidence"))
        #expect(try run(["annotate", "--encoding", "klingon"]).code == 64)
        let page = try run(["annotate", "--from", "html", "--encoding", "koi8-r"], input: cyrillic)
        #expect(page.code == 65 && page.errors.contains("convert it to UTF-8"))
    }

    @Test func `Markdown is annotated and stripped`() throws {
        try withFolder { folder in
            let source = "# Акимы\n\nВыборы **акимов**"
            let path = try write(source, "a.md", in: folder)
            let annotated = try run(["annotate", path])
            #expect(annotated.output.contains("**[акимов](#tusinik-akim)**"))
            let again = try write(annotated.output, "b.md", in: folder)
            #expect(try run(["annotate", again]).output == annotated.output)
            #expect(try run(["strip", again]).output == source)
            let json = try run(["annotate", path, "--to", "json"]).output
            #expect(json.contains("\"start\":18,\"end\":24,\"text\":\"акимов\""))
        }
    }

    @Test func `Glossaries are exchanged and compared`() throws {
        try withFolder { folder in
            for (format, name) in [("tbx", "a.tbx"), ("skos", "a.ttl")] {
                let exported = try run(["glossary", "export", "--to", format])
                let path = try write(exported.output, name, in: folder)
                let imported = try run(["glossary", "import", path])
                #expect(imported.code == 0)
                let yaml = try write(imported.output, format + ".yaml", in: folder)
                let difference = try run(["glossary", "diff", "builtin", yaml])
                #expect(difference.code == 0 && difference.output.isEmpty)
            }
            let own = try write("id,ru\nx,самовар\n", "own.csv", in: folder)
            #expect(try run(["glossary", "import", own]).output.contains("label: самовар"))
            let difference = try run(["glossary", "diff", own, "builtin"])
            #expect(difference.code == 1 && difference.output.contains("- x\tсамовар"))
            #expect(try run(["glossary", "import", "x.pdf"]).code == 64)
            #expect(try run(["glossary", "import", try write("<a", "bad.tbx", in: folder)]).code == 65)
        }
    }

    /// The samples of the documentation are what the command prints.
    @Test func `Samples of the formats are true`() throws {
        let page = String(decoding: try Shared.project("Sources/Tusinik/Tusinik.docc/Formats.md"), as: UTF8.self)
        let table = try #require(page.split(separator: "```csv\n").dropFirst().first?.split(separator: "```").first)
        let blocks = page.split(separator: "```console\n").dropFirst()
        #expect(blocks.count == 4)
        try withFolder { folder in
            let terms = try write(String(table), "terms.csv", in: folder)
            for block in blocks {
                let lines = try #require(block.split(separator: "```").first)
                    .split(separator: "\n", omittingEmptySubsequences: false)
                let command = try #require(lines.first)
                let text = try #require(command.split(separator: "'").dropFirst().first)
                let arguments = try #require(command.split(separator: "| tusinik ").last).split(separator: " ").map {
                    $0 == "terms.csv" ? terms : String($0)
                }
                // The name of the compiled glossary changes with the tables of the program.
                let output = try run(arguments, input: Data(text.utf8)).output.replacing("\r\n", with: "\n")
                    .replacing(try Regex("glossary [0-9a-f]{16}"), with: "glossary 0123456789abcdef")
                #expect(output == lines.dropFirst().joined(separator: "\n"), "\(command)")
            }
        }
    }
}
