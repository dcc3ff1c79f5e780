import TestSupport
import Testing
import Tusinik

@Suite struct TransliterationTests {
    @Test func `Every scheme keeps what its samples promise`() throws {
        let glossary = try CompiledGlossary.builtIn()
        #expect(glossary.schemes.count >= 41)
        #expect(glossary.schemeIDs == glossary.schemeIDs.sorted() && glossary.schemes.map(\.id) == glossary.schemeIDs)
        for scheme in glossary.schemes {
            #expect(!scheme.samples.isEmpty && !scheme.sources.isEmpty && !scheme.notes.isEmpty, "\(scheme.id)")
            let transliterator = try Transliterator(scheme: scheme.id)
            for sample in scheme.samples {
                #expect(transliterator.transliterate(sample.from) == sample.to, "\(scheme.id)")
            }
        }
    }

    @Test func `No letter of a scheme's languages is left`() throws {
        let letters = ["ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"]
        for scheme in try CompiledGlossary.builtIn().schemes {
            for language in scheme.languages {
                let alphabet = try #require(letters[language])
                let text = alphabet + " " + alphabet.uppercased()
                let latin = Transliterator(scheme).transliterate(text)
                #expect(!latin.unicodeScalars.contains { (0x400..<0x530).contains($0.value) }, "\(scheme.id): \(latin)")
            }
        }
    }

    /// The examples of the project's sources, one file for each scheme.
    @Test(.enabled(if: Shared.exists("translit"), "needs ../shared/translit"))
    func `Sourced examples come out as they should`() throws {
        var count = 0
        for id in try CompiledGlossary.builtIn().schemeIDs where Shared.exists("translit/\(id).tsv") {
            let transliterator = try Transliterator(scheme: id)
            for row in try Shared.text("translit/\(id).tsv").split(separator: "\n").dropFirst() {
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                #expect(transliterator.transliterate(String(cells[2])) == cells[3], "\(id)")
                count += 1
            }
        }
        #expect(count >= 145)
    }

    @Test(arguments: [
        ("Щука, ЩУКА, щука", "Shchuka, SHCHUKA, shchuka"), ("БОРЩ, Борщ, РОССИЯ", "BORSHCH, Borshch, ROSSIYA"),
        ("Я иду, и я", "Ya idu, i ya"), ("Щ. Иванов и Ю. Я. Щукин", "Shch. Ivanov i Yu. Ya. Shchukin"),
        ("ГДЕ Я БЫЛ", "GDE YA BYL"), ("Я\nБЫЛ", "Ya\nBYL"), ("Я БЫЛ", "YA BYL"), ("ОН И Я ИДЁМ", "ON I YA IDËM"),
        ("Где Я БЫЛ", "Gde Ya BYL"), ("Я", "Ya"), ("Я и Я", "Ya i Ya"),
        ("Щербаков-Юрин, ЩЕРБАКОВ-ЮРИН, северо-Ямал", "Shcherbakov-Yurin, SHCHERBAKOV-YURIN, severo-Yamal"),
        ("ПОДЪЯЧИЙ, ДОЩЬ", "POD”YACHIY, DOSHCH’"), ("СЪЁМКА, Съёмка", "S”YËMKA, S”yëmka"),
        ("ВХУТЕМАС, МЯСО, Янковский", "VKHUTEMAS, MYASO, Yankovskiy"), ("ЯкоБы, мЯу", "YakoBy, mYau"),
    ])
    func `Capitals follow the word`(text: String, latin: String) throws {
        #expect(try Transliterator(scheme: "ru-bgn-pcgn-1947").transliterate(text) == latin)
    }

    @Test(arguments: [
        ("Юрий, ЮРИЙ, и Ю", "İurii, İURİİ, i İu"), ("Ія ІЯ", "Iia IİA"), ("Ия, ИЯ, ия, Партия", "İa, İA, ia, Partia"),
        ("ІНІ, Ине", "INI, İne"), ("Latin, 12 🥩!", "Latin, 12 🥩!"), ("раи\u{306}он, Е\u{308}лка", "raion, Ölka"),
        ("", ""),
    ])
    func `The alphabet of 2021 has case pairs of its own`(text: String, latin: String) throws {
        #expect(try Transliterator(scheme: "kk-latn-2021-04").transliterate(text) == latin)
    }

    @Test(arguments: [
        // Stress marks stay on the letter, and do not stand between it and its neighbours.
        ("за\u{301}мок, по\u{301}езд", "za\u{301}mok, po\u{301}yezd"),
        ("Я\u{301}ма Щ\u{301}И", "Ya\u{301}ma SHCH\u{301}I"),
        ("кото\u{300}рый, ѝх", "koto\u{300}ryy, i\u{300}kh"),
        ("деп\u{AD}утат об\u{AD}ъ\u{AD}ект", "dep\u{AD}utat ob\u{AD}”\u{AD}yekt"),
        // Look-alikes: Latin a, o and c inside Cyrillic words.
        ("Aкорда, гocударство", "Akorda, gosudarstvo"), ("IBM PC и USB-порт, iPhone", "IBM PC i USB-port, iPhone"),
        // Digits and apostrophes do not end a word.
        ("2е место, д'ельта", "2e mesto, d'el’ta"),
        ("'ель', «ель», 2-е", "'yel’', «yel’», 2-ye"),
        // Addresses.
        ("см. https://сайт.рф/путь?я=щ, или www.почта.қаз.", "sm. https://сайт.рф/путь?я=щ, ili www.почта.қаз."),
        ("«https://акорда.kz/ru» и щука@почта.рф, я@дом", "«https://акорда.kz/ru» i щука@почта.рф, ya@dom"),
        ("::// www @ @. .@ щ://", "::// www @ @. .@ shch://"),
    ])
    func `Marks, look-alikes and addresses`(text: String, latin: String) throws {
        let transliterator = try Transliterator(scheme: "ru-bgn-pcgn-1947")
        #expect(Array(transliterator.transliterate(text).unicodeScalars) == Array(latin.unicodeScalars))
    }

    @Test func `An unknown scheme is named`() {
        #expect(throws: UnknownScheme.self) { try Transliterator(scheme: "kk-latn-1929") }
        #expect(throws: UnknownScheme.self) { try Transliterator(scheme: "ru-telegram,ru-mosmetro") }
        #expect(throws: UnknownScheme.self) { try Transliterator(scheme: "") }
    }
}
