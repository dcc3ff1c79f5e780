import Glossary
import GlossaryCompiler
import Testing
import TextCore

/// The findings of a text as "line:column code".
private func findings(_ text: String) -> [String] {
    let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.yaml", text: text)])
    return (diagnostics + GlossaryChecker.check(source)).map { "\($0.location.line):\($0.location.column) \($0.code)" }
}

@Suite struct GlossaryReaderTests {
    @Test func `A good file has no findings and keeps what it says`() throws {
        let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.yaml", text: GlossarySource.sampleText)])
        #expect(diagnostics.isEmpty)
        #expect(GlossaryChecker.check(source).isEmpty)
        let concept = try #require(source.concepts.first)
        #expect(concept.location == SourceLocation(file: "x.yaml", line: 2, column: 5))
        #expect(concept.terms.map(\.label) == ["аким", "посол", "әкім", "akim"])
        #expect(concept.terms[1].guards == [.notForms(["после"]), .name(beside: ["партия"])])
        #expect(concept.senses[0].until?.description == "2026-07-01")
        #expect(source.sources[0].act == "Z1")
    }

    @Test func `All problems of a file are told in one run, each with its place`() {
        let text = """
            concepts:
              - id: Bad Id
                category: x
                colour: red
                terms:
                  ru:
                    - {label: аким, class: m1a, case: loud}
                    - {label: "а  б"}
                  de:
                    - {label: Akim}
                senses:
                  - status: certain
                    gloss: {ru: Глава.}
                    sources: []
                  - status: confirmed
                    from: 2026-13-01
                    gloss: {ru: Глава., kk: Басшы., en: Head.}
                    sources:
                      - {source: nowhere}
            """
        let found = findings(text)
        for expected in [
            "4:5 unknown-key", "7:43 unknown-value", "8:11 bad-label", "9:7 unknown-language", "12:17 unknown-value",
            "2:9 bad-id", "16:15 bad-date", "19:22 unknown-source", "2:5 missing-language",
        ] {
            #expect(found.contains(expected), "\(expected) in \(found)")
        }
    }

    @Test(arguments: [
        ("", "1:1 empty-file"),
        ("concepts: [", "2:1 yaml"),
        ("concepts:\n  - id: a\n    id: b\n", "2:5 yaml"),
        ("- a\n", "1:1 wrong-kind"),
        ("concepts: text\n", "1:11 wrong-kind"),
        ("\u{0}", "1:1 yaml"),
    ])
    func `What is not a glossary is told`(text: String, finding: String) {
        #expect(findings(text).first == finding, "\(findings(text))")
    }

    @Test func `Scalars stay text`() throws {
        let text = GlossarySource.sampleText.replacing("id: akim", with: "id: no").replacing(
            "ru: Глава.", with: "ru: 012")
        let (source, _) = GlossaryReader.read([SourceFile(name: "x.yaml", text: text)])
        #expect(source.concepts.first?.id == "no")
        #expect(source.concepts.first?.senses.first?.gloss[.russian] == "012")
    }

    @Test(arguments: [
        ("ru: Глава.", "ru: \"Глaва.\"", "mixed-scripts"),
        ("ru: Глава., ", "", "missing-gloss"),
        ("until: 2026-07-01", "until: 1990", "empty-validity"),
        ("follows: [akim]", "follows: [nothing]", "unknown-concept"),
        ("class: F.N", "class: F.Q", "inflection"),
        ("class: m1a", "class: f3", "inflection"),
    ])
    func `A mistake in one place is found there`(right: String, wrong: String, code: String) throws {
        let text = GlossarySource.sampleText.replacing(right, with: wrong)
        let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.yaml", text: text)])
        var codes = (diagnostics + GlossaryChecker.check(source)).map(\.code)
        do {
            _ = try GlossaryCompiler(tables: try TableReader.builtIn()).compile(source)
        } catch {
            codes += error.list.map(\.code)
        }
        #expect(codes == [code])
    }

    @Test(arguments: [
        ("аким", Language.russian, "m1a"), ("комиссия", .russian, "f3"), ("глава государства", .russian, "f1 ="),
        ("районный маслихат", .russian, "ah m1"), ("РК", .russian, "fx"), ("избиратель", .russian, "m2a"),
        ("участок", .russian, "m4[участк]"), ("явка", .russian, "f1k[явок]"), ("судья", .russian, "f2a[судей]"),
        ("блок", .russian, "m1k"), ("политика", .russian, "f1k"),
        ("әкім", .kazakh, "F.N"), ("халық", .kazakh, "B.T"), ("партия", .kazakh, "B.V"), ("сайлау", .kazakh, "B.U"),
        ("референдум", .kazakh, "B.N"), ("ауыл әкімі", .kazakh, "= F.N+px"), ("ҚР", .kazakh, "abbr"),
        ("сайлау комиссиясы", .kazakh, "= B.V+px"), ("тарих", .kazakh, "B.T"), ("округ", .kazakh, "BF.T"),
        ("банк", .kazakh, "B.T"), ("министр", .kazakh, "F.R"), ("адам құқықтары", .kazakh, "= B.T+pl+px"),
        ("съезд", .kazakh, "F.Z[c=съез]"), ("журналист", .kazakh, "F.T[c=журналис,c=журналист]"),
        ("акт", .kazakh, "F.T+i"),
    ])
    func `A class that is not stated is guessed and told`(label: String, language: Language, expected: String) throws {
        var source = GlossarySource.sample
        source.concepts[0].terms = [
            TermEntry(
                language: language, label: label, inflection: nil, kind: .official, caseRule: .any, guards: [],
                location: SourceLocation(file: "x", line: 1, column: 1))
        ]
        let compiled = try GlossaryCompiler(tables: try TableReader.builtIn()).compile(source)
        #expect(compiled.guessed.map(\.code) == ["guessed-class"])
        #expect(compiled.guessed.first?.message.hasSuffix("guessed: \(expected)") == true, "\(compiled.guessed)")
    }
}
