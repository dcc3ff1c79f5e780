import Glossary
import GlossaryCompiler
import Testing
import TextCore

/// Each kind of mistake, made in a good glossary of two concepts, is found at its place and nothing else is.
@Suite struct CheckTests {
    static let good = """
        concepts:
          - id: akim
            category: posts
            terms:
              ru:
                - {label: аким, class: m1a}
              kk:
                - {label: әкім, class: F.N}
              en:
                - {label: akim}
            senses:
              - from: 1995
                until: 2026-07-01
                followed-by: [head]
                status: confirmed
                gloss:
                  ru: Глава местной власти.
                  kk: Жергілікті биліктің басшысы.
                  en: Head of local power.
                sources:
                  - {source: lg, at: art. 1}
            related: [head]
          - id: head
            category: posts
            terms:
              ru:
                - {label: начальник, class: m1ka}
              kk:
                - {label: бастық, class: B.T}
              en:
                - {label: chief}
            senses:
              - from: 2026-07-01
                follows: [akim]
                status: confirmed
                gloss: {ru: Тот кто правит., kk: Билік жүргізетін адам., en: Who governs.}
                sources:
                  - {source: lg}
        sources:
          - {id: lg, title: Law, act: Z1, url: "https://example.org/a", read: 2026-11-21}
        lexicons:
          - id: other
            ru: [сосед]
            forms: [там]
        rules:
          - id: not-here
            concepts: [akim]
            effect: reject
            when:
              - [{after: other}, {written: lower}]
            why: {ru: не здесь, kk: мұнда емес, en: not here}
            applies: ["|аким| там"]
            leaves: ["|аким| тут"]
        """

    private func findings(_ text: String) throws -> [String] {
        let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.yaml", text: text)])
        let checked = GlossaryChecker.check(source, tables: try TableReader.builtIn())
        return (diagnostics + checked).map { "\($0.location.line):\($0.location.column) \($0.code)" }
    }

    @Test func `A good glossary has no finding`() throws {
        #expect(try findings(Self.good) == [])
    }

    @Test(arguments: [
        // Schema.
        (
            "category: posts\n    terms:\n      ru:\n        - {label: аким",
            "colour: x\n    terms:\n      ru:\n        - {label: аким", "3:5 unknown-key"
        ),
        ("- id: akim\n", "- id: Akim\n", "2:9 bad-id"),
        ("status: confirmed\n        gloss:\n", "status: sure\n        gloss:\n", "15:17 unknown-value"),
        ("from: 1995", "from: 1995-13", "12:15 bad-date"),
        ("{label: аким, class: m1a}", "{label: \"а  ким\"}", "6:11 bad-label"),
        ("when:\n", "unless:\n", "46:5 missing-key"),
        ("{written: lower}", "{written: lower, after: other}", "50:26 bad-condition"),
        // Ids, labels and what they share.
        ("- id: head\n", "- id: akim\n", "23:5 duplicate-id"),
        (
            "- {label: аким, class: m1a}", "- {label: аким, class: m1a}\n        - {label: аким, class: m1a}",
            "7:11 duplicate-label"
        ),
        ("{label: начальник, class: m1ka}", "{label: аким, class: m1a}", "27:11 shared-form"),
        ("{label: начальник, class: m1ka}", "{label: акима, class: \"=\"}", "27:11 shared-form"),
        // Letters.
        ("Глава местной", "Глaва местной", "12:9 mixed-scripts"),
        ("Глава местной", "Глава ѣ местной", "12:9 foreign-letter"),
        ("Head of local", "Head of ж local", "12:9 foreign-letter"),
        // Definitions.
        ("          ru: Глава местной власти.\n", "", "12:9 missing-gloss"),
        ("      en:\n        - {label: akim}\n", "", "2:5 missing-language"),
        ("Глава местной власти.", "Аким.", "12:9 circular-gloss"),
        ("Глава местной власти.", "Аким — глава местной власти.", "12:9 repeats-headword"),
        ("Глава местной власти.", String(repeating: "слово ", count: 40), "12:9 long-gloss"),
        (
            "        sources:\n          - {source: lg, at: art. 1}\n",
            "        text: {ru: Слово.}\n        sources:\n          - {source: lg, at: art. 1}\n", "12:9 text-length"
        ),
        // Time.
        ("until: 2026-07-01", "until: 1990", "12:9 empty-validity"),
        ("- from: 2026-07-01\n        follows", "- from: 2027\n        follows", "14:23 gap"),
        ("        follows: [akim]\n", "", "14:23 one-sided"),
        // References and sources.
        ("related: [head]", "related: [heads]", "22:15 unknown-concept"),
        ("{source: lg, at: art. 1}", "{source: lgg, at: art. 1}", "21:22 unknown-source"),
        ("        sources:\n          - {source: lg}\n", "        sources: []\n", "33:9 missing-source"),
        ("https://example.org/a", "example", "40:5 bad-url"),
        (", read: 2026-11-21", "", "40:5 missing-date"),
        // Rules.
        ("{after: other}", "{after: others}", "50:18 unknown-lexicon"),
        ("concepts: [akim]\n    effect", "concepts: [akims]\n    effect", "47:16 unknown-concept"),
        ("kk: мұнда емес, ", "", "46:5 missing-language"),
    ])
    func `A mistake is found where it is`(right: String, wrong: String, finding: String) throws {
        #expect(Self.good.contains(right), "\(right)")
        let place = try #require(Self.good.range(of: right))
        let found = try findings(Self.good.replacingCharacters(in: place, with: wrong))
        #expect(found.contains(finding), "\(found)")
    }
}

@Suite struct TableTests {
    private func read(_ text: String) -> (source: GlossarySource, findings: [String]) {
        let (source, diagnostics) = GlossaryReader.read([SourceFile(name: "x.csv", text: text)])
        return (source, diagnostics.map { "\($0.location.line) \($0.code)" })
    }

    @Test func `A table needs no more than labels and glosses`() throws {
        let (source, findings) = read(
            "id,ru,kk,gloss-ru\nsamovar,самовар | чайник,самауыр,\"Прибор, для \"\"чая\"\".\"\n")
        #expect(findings.isEmpty)
        let concept = try #require(source.concepts.first)
        #expect(concept.terms.map(\.label) == ["самовар", "чайник", "самауыр"] && concept.category == "own")
        #expect(concept.terms.allSatisfy { $0.inflection == nil } && concept.terms[1].kind == .variant)
        #expect(concept.senses.first?.gloss == [.russian: "Прибор, для \"чая\"."])
        #expect(concept.senses.first?.status == .background)
    }

    @Test func `Rows with one id are senses, and every cell keeps its meaning`() throws {
        let (source, findings) = read(
            """
            id,category,ru,class-ru,case-ru,from,until,status,gloss-ru,sources,follows,related
            a,things,раз | РК,m1 | fx,any | acronym,2001,2002-03,confirmed,Первое.,law @ art. 1 | page,,b | c\r
            a,,,,,2002-03,,single-source,"Второе
            в две строки.",page,b,
            """)
        #expect(findings.isEmpty, "\(findings)")
        let concept = try #require(source.concepts.first)
        #expect(source.concepts.count == 1 && concept.senses.count == 2)
        #expect(concept.terms.map(\.inflection) == ["m1", "fx"] && concept.terms[1].caseRule == .acronym)
        #expect(concept.senses[0].citations.map(\.place) == ["art. 1", nil])
        #expect(concept.senses[0].until?.description == "2002-03" && concept.related.map(\.id) == ["b", "c"])
        #expect(concept.senses[1].gloss[.russian] == "Второе\nв две строки.")
        #expect(concept.senses[1].follows.map(\.id) == ["b"] && source.sources.map(\.id) == ["law", "page"])
    }

    @Test(arguments: [
        ("", "1 empty-file"), ("a,b\n", "1 unknown-column"), ("id,id,ru\n", "1 duplicate-column"),
        ("id,gloss-ru\n", "1 missing-column"), ("id,ru\n,раз\n", "2 missing-key"), ("id,ru\nA b,раз\n", "2 bad-id"),
        ("id,ru,from\na,раз,soon\n", "2 bad-date"), ("id,ru,status\na,раз,sure\n", "2 unknown-value"),
        ("id,ru\na,раз  два\n", "2 bad-label"), ("id,ru\na,\"раз\n", "2 open-quote"),
    ])
    func `What is wrong in a table is told with its line`(text: String, finding: String) {
        #expect(read(text).findings.contains(finding), "\(read(text).findings)")
    }
}
