import TestSupport
import Testing
import Tusinik

@Suite struct TransliterationTests {
    @Test func `Every scheme keeps what its samples promise`() throws {
        let schemes = try CompiledGlossary.builtIn().schemes
        #expect(!schemes.isEmpty)
        for scheme in schemes {
            #expect(!scheme.samples.isEmpty && !scheme.sources.isEmpty)
            for sample in scheme.samples {
                #expect(Transliterator(scheme).transliterate(sample.from) == sample.to, "\(scheme.id)")
            }
        }
    }

    @Test(arguments: [
        ("Юрий, ЮРИЙ, Ю", "İurii, İURİİ, İu"), ("Ія ІЯ", "Iia IİA"), ("Latin, 12 🥩!", "Latin, 12 🥩!"),
        ("раи\u{306}он", "raion"), ("", ""),
    ])
    func `Capitals follow the word`(text: String, latin: String) throws {
        #expect(try Transliterator(scheme: "kk-latn-2021-04").transliterate(text) == latin)
    }

    @Test func `An unknown scheme is named`() {
        #expect(throws: UnknownScheme.self) { try Transliterator(scheme: "kk-latn-1929") }
    }

    @Test(.enabled(if: Shared.exists("translit"), "needs ../shared/translit"))
    func `Sourced examples come out as they should`() throws {
        for scheme in try CompiledGlossary.builtIn().schemes {
            let rows = try Shared.text("translit/\(scheme.id).tsv").split(separator: "\n").dropFirst()
            for row in rows {
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                #expect(Transliterator(scheme).transliterate(String(cells[2])) == cells[3])
            }
        }
    }
}
