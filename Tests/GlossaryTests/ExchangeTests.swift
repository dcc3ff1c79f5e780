import CompiledGlossary
import Glossary
import Rendering
import TestSupport
import Testing
import TextCore

@testable import GlossaryCompiler

@Suite struct ExchangeTests {
    private func compile(_ yaml: String) throws -> CompiledGlossary {
        let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.yaml", text: yaml)])
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        return try CompiledGlossary(bytes: GlossaryCompiler(tables: try TableReader.builtIn()).compile(source).bytes)
    }

    private func imported(_ text: String, _ format: ExchangeFormat) -> (source: GlossarySource, codes: [String]) {
        let (source, diagnostics) = GlossaryReader.read(SourceFile(name: "x", text: text), from: format)
        return (source, diagnostics.map(\.code))
    }

    @Test(arguments: [ExchangeFormat.tbx, .skos])
    func `The built-in glossary comes back without a difference`(format: ExchangeFormat) throws {
        let glossary = try CompiledGlossary.builtIn()
        let names = try #require(LinkedDataNames(base: "https://example.org/t#"))
        let text =
            format == .tbx
            ? TBXDocument.render(glossary, title: "t") : SKOSDocument.render(glossary, names: names, title: "t")
        let (source, codes) = imported(text, format)
        #expect(codes.isEmpty && source.concepts.count == glossary.conceptCount)
        let again = try compile(GlossaryYAML.render(source))
        let changes = GlossaryDifference(from: glossary, to: again).changes
        #expect(changes.isEmpty, "\(changes.prefix(3))")
    }

    private let hostile = """
        concepts:
          - id: 2-a
            category: x
            terms:
              ru:
                - {label: партия <&> "Ауыл", class: = = =, guards: {not: [партии], name: [партия; 5%, ауыл]}}
                - {label: Б}
              en:
                - {label: "a\\\\b"}
            senses:
              - from: 1995
                until: 2001-02-03
                follows: [b]
                status: single-source
                gloss: {ru: "а: # б \\"в\\" ]]> \\\\n", kk: ә, en: "x & <y>"}
                text: {en: "long; text=1 % 'q'"}
                sources:
                  - {source: s, at: "ст. 1; п. 2"}
              - from: 2001-02-03
                gloss: {ru: новое}
            related: [b]
          - id: b
            terms: {kk: [{label: ә, case: capitalized, kind: colloquial}]}
            senses:
              - gloss: {kk: ә}
        sources:
          - {id: s, title: "Title <1>", act: K1, url: "https://a.kz/?a=1&b=2", read: 2024-01-02}
        """

    @Test(arguments: [ExchangeFormat.tbx, .skos])
    func `Whatever a glossary holds comes back`(format: ExchangeFormat) throws {
        let glossary = try compile(hostile)
        let names = try #require(LinkedDataNames())
        let text =
            format == .tbx
            ? TBXDocument.render(glossary, title: "a & b") : SKOSDocument.render(glossary, names: names, title: "\"q\"")
        let (source, codes) = imported(text, format)
        #expect(codes.isEmpty)
        let changes = GlossaryDifference(from: glossary, to: try compile(GlossaryYAML.render(source))).changes
        #expect(changes.isEmpty, "\(changes)")
    }

    @Test func `TBX of other programs is read, in the styles of 2019 and of 2008`() throws {
        let dct = """
            <?xml version="1.0"?><!-- c --><tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
             xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
            <conceptEntry id="C 1"><min:subjectField>Local  government</min:subjectField>
            <langSec xml:lang="ru-RU"><descripGrp><basic:definition>Глава
              &lt;местной&gt; власти</basic:definition><basic:source>Закон</basic:source></descripGrp>
            <termSec><term>аким</term><basic:termType>fullForm</basic:termType></termSec>
            <termSec><term><![CDATA[ЦИК]]></term><basic:termType>acronym</basic:termType></termSec></langSec>
            <langSec xml:lang="de"><termSec><term>Akim</term></termSec></langSec>
            </conceptEntry></body></text></tbx>
            """
        var (source, codes) = imported(dct, .tbx)
        #expect(codes == ["unknown-language"])
        var concept = try #require(source.concepts.first)
        #expect(concept.id == "c-1" && concept.category == "local-government")
        #expect(concept.terms.map(\.label) == ["аким", "ЦИК"] && concept.terms[1].kind == .abbreviation)
        #expect(concept.senses.first?.gloss == [.russian: "Глава <местной> власти"])
        #expect(source.sources.map(\.title) == ["Закон"])

        let martif = """
            <!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif><text><body><termEntry id="eid-1">
            <descrip type="definition" xml:lang="kk">анықтама</descrip>
            <langSet xml:lang="kk"><tig><term>әкім</term></tig></langSet>
            <langSet xml:lang="en"><ntig><termGrp><term>akim</term></termGrp></ntig></langSet>
            </termEntry></body></text></martif>
            """
        (source, codes) = imported(martif, .tbx)
        concept = try #require(source.concepts.first)
        #expect(codes.isEmpty && concept.terms.map(\.label) == ["әкім", "akim"])
        #expect(concept.senses.first?.gloss[.kazakh] == "анықтама")
    }

    @Test func `Plain SKOS is read`() throws {
        let turtle = """
            PREFIX s: <http://www.w3.org/2004/02/skos/core#>
            @base <http://e.org/> .
            @prefix : <http://e.org/v#> . # comment
            :akim-1 a s:Concept ; s:prefLabel "аким"@ru, 'әкім'@kk-KZ , "Akim"@de ;
              s:altLabel \"\"\"сельский
            аким\"\"\"@ru ; s:definition "\\u0413лава"@ru ; s:broader <v#власть>, [ a s:Concept ] ; ; .
            <v#власть> a s:Concept ; s:prefLabel "власть"@ru ; s:notation "power", 5.5 , true ; s:note ( 1 "x"^^:t ) .
            """
        let (source, codes) = imported(turtle, .skos)
        #expect(codes.contains("unknown-language"))
        let akim = try #require(source.concepts.first { $0.id == "akim-1" })
        #expect(akim.senses.map(\.gloss) == [[.russian: "Глава"]])
        #expect(akim.related.map(\.id).contains("power"))
        #expect(akim.terms.map(\.label) == ["аким", "әкім"])
    }

    @Test(arguments: [
        (ExchangeFormat.tbx, "<tbx><a></tbx>", "x:1:14"), (.tbx, "<tbx a=1/>", "x:1:8"),
        (.tbx, "<tbx>&xxe;</tbx>", "x:1:6"),
        (.tbx, "<tbx", "x:1:5"), (.tbx, "text", "x:1:5"), (.skos, "<a> <b> \"c", "x:1:11"),
        (.skos, "a:b a c:d .", "x:1:4"),
        (.skos, "<a> <b> <c>", "x:1:12"), (.skos, "[ <b>", "x:1:6"),
    ])
    func `Mistakes are told with their place`(format: ExchangeFormat, text: String, place: String) {
        let (_, diagnostics) = GlossaryReader.read(SourceFile(name: "x", text: text), from: format)
        #expect(diagnostics.first.map { "\($0.location)" } == place, "\(diagnostics)")
    }

    @Test func `Depth does not matter`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(imported(deep, .tbx).codes == ["bad-xml"])
        #expect(imported("<a> <b> " + String(repeating: "[ <b> (", count: 50_000), .skos).codes == ["bad-turtle"])
    }

    @Test func `Notes of exchange keep their values`() {
        var random = SeededGenerator(seed: 76)
        for _ in 0..<300 {
            var note = ExchangeNote()
            note.add("a", random.hostileText(pieces: 5).replacing("\t", with: ""))
            note.add("b", "x; y=100%3B\n")
            let again = ExchangeNote(note.text)
            #expect(again == note && again?["b"] == "x; y=100%3B\n")
        }
    }

    @Test func `A difference names what changed`() throws {
        let old = try compile("concepts: [{id: a, terms: {ru: [{label: аким}]}, senses: [{gloss: {ru: x}}]}]")
        let new = try compile(
            "concepts: [{id: a, terms: {ru: [{label: аким}]}, senses: [{gloss: {ru: y}}]}, {id: b, terms: {en: [{label: b}]}, senses: [{gloss: {en: b}}]}]"
        )
        let changes = GlossaryDifference(from: old, to: new).changes
        #expect(changes.map(\.concept) == ["a", "b"] && changes.map(\.field) == ["sense 1 gloss ru", nil])
        #expect(changes[0].old == "x" && changes[0].new == "y" && changes[1].new == "b")
        #expect(GlossaryDifference(from: new, to: new).changes.isEmpty)
    }
}
