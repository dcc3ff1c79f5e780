import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: FileManager.default.fileExists(atPath: executable.path), "needs the built command"))
struct TransliterateCommandTests {
    private func transliterate(_ arguments: String..., input: String) throws -> Outcome {
        try run(["transliterate"] + arguments, input: Data(input.utf8))
    }

    @Test func `Each word goes by its own language`() throws {
        let outcome = try transliterate(
            "--scheme", "bgn-pcgn",
            input: "Президент Қасым-Жомарт Тоқаев провёл встречу с әкімдермен. ЩУКА. Щука.")
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.output == "Prezident Qasym-Zhomart Toqaev provël vstrechu s äkimdermen. SHCHUKA. Shchuka.")
    }

    @Test(
        arguments: [
            (["--scheme", "ru-icao-9303"], "Юлия Щеглова\r\n", "Iuliia Shcheglova\r\n"),
            (["--scheme", "ru-icao-9303, kk-latn-2021-04"], "мэр и әкім", "mer i äkım"),
            (["--scheme", "bgn-pcgn", "--lang", "kk"], "мир", "mīr"), (["--scheme", "bgn-pcgn"], "мир", "mir"),
            (["--scheme", "icu:Russian-Latin/BGN"], "щука\nмир", "shchuka\nmir"),
            (["--scheme", "icu:Latin-Cyrillic", "--reverse"], "Дом", "Dom"),
            (["--scheme", "ru-gost-779-a", "--reverse"], "Ŝuka", "Щука"),
            (["--scheme", "bgn-pcgn", "--official-names"], "Тоқаев Астанада", "Tokayev Astanada"),
            (["--scheme", "slug"], "", ""),
        ] as [([String], String, String)])
    func `Text goes in and comes out`(arguments: [String], input: String, output: String) throws {
        let outcome = try run(["transliterate"] + arguments, input: Data(input.utf8))
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(Array(outcome.output.utf8) == Array(output.utf8))
    }

    @Test func `JSON Lines keep their order and what is not theirs`() throws {
        let outcome = try transliterate(
            "--scheme", "iso-9", "--from", "jsonl",
            input: """
                {"id": 7, "text": "Щука \\"и\\" әкім", "weight": 1.50, "lang": "ru"}
                {"id": "x"}
                {"text": "әкім"}

                """)
        #expect(outcome.code == 65 && outcome.errors.contains("bad lines"))
        #expect(
            outcome.output == """
                {"id":7,"weight":1.50,"text":"Ŝuka \\"i\\" a̋kìm"}
                {"id":"x","line":2,"error":"no text: expected a string in 'text'"}
                {"text":"a̋kìm"}

                """)
    }

    @Test func `Folders are mirrored, inputs are safe`() throws {
        try withFolder { folder in
            let inner = folder.appending(path: "in/a")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            try Data("Щука".utf8).write(to: inner.appending(path: "one.txt"))
            try Data(#"{"id":1,"text":"Щука"}"#.utf8).write(to: inner.appending(path: "two.jsonl"))
            let source = folder.appending(path: "in").path
            let target = folder.appending(path: "out").path
            let outcome = try run(["transliterate", "--scheme", "ru-telegram", source, "--output", target])
            #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
            #expect(try String(contentsOfFile: target + "/a/one.txt", encoding: .utf8) == "Scuka")
            #expect(
                try String(contentsOfFile: target + "/a/two.jsonl", encoding: .utf8)
                    == "{\"id\":1,\"text\":\"Scuka\"}\n")
            let clash = try run(["transliterate", "--scheme", "ru-telegram", source, "--output", source])
            #expect(clash.code == 64 && clash.errors.contains("is an input"))
        }
    }

    @Test func `Rules of one's own, and mistakes in them`() throws {
        try withFolder { folder in
            let rules = folder.appending(path: "rules.txt").path
            try Data("щ > shch ;\nу > u ;".utf8).write(to: URL(filePath: rules))
            #expect(try transliterate("--rules", rules, input: "щу").output == "shchu")
            try Data("щ > shch ;\nб } > b } ;\n".utf8).write(to: URL(filePath: rules))
            let outcome = try transliterate("--rules", rules, input: "щу")
            #expect(outcome.code == 65 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("\(rules):2:") && outcome.errors.contains("U_"), "\(outcome.errors)")
            let bytes = folder.appending(path: "bad.txt").path
            try Data([0x41, 0xFF]).write(to: URL(filePath: bytes))
            #expect(try run(["transliterate", "--rules", bytes]).errors.contains("invalid UTF-8 at byte 1"))
            let text = try run(["transliterate", "--scheme", "slug", bytes])
            #expect(text.code == 65 && text.errors.contains("invalid UTF-8 at byte 1"))
        }
    }

    @Test func `A word list decides where letters do not`() throws {
        try withFolder { folder in
            let words = folder.appending(path: "words.txt").path
            try Data("Авиация, цирк".utf8).write(to: URL(filePath: words))
            let scheme = ["--scheme", "kk-latn-2021-04", "--reverse"]
            let plain = try run(["transliterate"] + scheme, input: Data("Mäjılıs, avi".utf8))
            #expect(plain.code == 0 && plain.output == "Мәжіліс, ави" && plain.errors.contains("does not bring back"))
            let latin = try transliterate("--scheme", "kk-latn-2021-04", input: "цирк, авиация").output
            #expect(
                try run(["transliterate"] + scheme + ["--words", words], input: Data(latin.utf8)).output
                    == "цирк, авиация")
        }
    }

    @Test(
        arguments: [
            ([], 64, "--scheme"), (["--scheme", "no-such"], 64, "There is no scheme 'no-such'"),
            (["--scheme", "slug", "--rules", "x"], 64, "either"),
            (["--scheme", "slug", "--words", "x"], 64, "--reverse"),
            (["--scheme", "icu:Russian-Klingon"], 64, "Russian-Klingon"),
            (["--rules", "missing.txt"], 66, "missing.txt"),
            (["--scheme", "slug", "missing.txt"], 66, "missing.txt"),
            (["--scheme", "ru-icao-9303", "--reverse"], 64, "loses letters"),
            (["--scheme", "bgn-pcgn", "--reverse"], 64, "one scheme"),
            (["--scheme", "icu:Any-Latin", "--official-names"], 64, "--official-names"),
        ] as [([String], Int32, String)])
    func `What goes wrong is told, with its exit code`(arguments: [String], code: Int32, message: String) throws {
        let outcome = try run(["transliterate"] + arguments)
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `Schemes are listed`() throws {
        struct Scheme: Decodable {
            var id: String
            var name: String
            var languages: [String]
            var year: String
            var authority: String
            var reversible: Bool
            var sources: [String]
        }
        let outcome = try run(["schemes", "--to", "json"])
        let schemes = try JSONDecoder().decode([Scheme].self, from: Data(outcome.output.utf8))
        #expect(schemes.count >= 41 && schemes.allSatisfy { !$0.sources.isEmpty && !$0.languages.isEmpty })
        #expect(schemes.first { $0.id == "kk-iso-9" }?.reversible == true)
        #expect(schemes.first { $0.id == "ru-icao-9303" }?.reversible == false)
        let table = try run(["schemes"]).output
        #expect(schemes.allSatisfy { table.contains($0.id) } && table.contains("bgn-pcgn"))
        if Shared.exists("translit") {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: Shared.folder.appending(path: "translit").path)
            for file in files where file.hasSuffix(".tsv") {
                #expect(schemes.contains { $0.id + ".tsv" == file }, "\(file)")
            }
        }
    }
}
