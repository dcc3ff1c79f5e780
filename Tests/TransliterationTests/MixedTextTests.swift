import TestSupport
import Testing
import Tusinik

@Suite struct MixedTextTests {
    @Test(arguments: [
        (
            "Президент Қасым-Жомарт Тоқаев провёл встречу с әкімдермен. ЩУКА. Щука.",
            "Prezident Qasym-Zhomart Toqaev provël vstrechu s äkimdermen. SHCHUKA. Shchuka."
        ),
        // у, и and й tell which scheme wrote a word: ū, ī, y are those of Kazakh.
        (
            "Кеше облыс әкімі ауыл тұрғындарымен кездесу өткізді.",
            "Keshe oblys äkimi aūyl turghyndarymen kezdesū ötkizdi."
        ),
        ("Встреча в районе. Ауыл тұрғындары риза.", "Vstrecha v rayone. Aūyl turghyndary rīza."),
        ("аким района и әкім орынбасары", "akim rayona i äkim orynbasary"),
        (
            "Партия «Ауыл» и партия «Әділет» участвуют в выборах",
            "Partiya «Auyl» i partiya «Ädilet» uchastvuyut v vyborakh"
        ),
        ("Ел үшін!\nЗаявил он.", "El üshin!\nZayavil on."), ("", ""), ("12 %", "12 %"), ("мир", "mir"),
    ])
    func `Each word goes by its language`(text: String, latin: String) throws {
        #expect(try Transliterator(scheme: "bgn-pcgn").transliterate(text) == latin)
        #expect(try Transliterator(scheme: "kk-bgn-pcgn-1979, ru-bgn-pcgn-1947").transliterate(text) == latin)
    }

    @Test func `Every pair is of a Russian and a Kazakh scheme`() throws {
        let glossary = try CompiledGlossary.builtIn()
        #expect(glossary.schemePairs.count >= 5)
        for pair in glossary.schemePairs {
            #expect(try #require(glossary.scheme(id: pair.russian)).languages == ["ru"])
            #expect(try #require(glossary.scheme(id: pair.kazakh)).languages == ["kk"])
            let latin = try Transliterator(scheme: pair.id).transliterate("съезд в Өскемене, өңір әкімі")
            #expect(!latin.unicodeScalars.contains { (0x400..<0x530).contains($0.value) }, "\(latin)")
        }
    }

    /// How often the language of a whole text of the corpus is taken for the other one, word by word.
    @Test(.enabled(if: Shared.exists("corpus"), "needs ../shared/corpus"))
    func `Texts of one language stay in it`() throws {
        let glossary = try CompiledGlossary.builtIn()
        let cues = glossary.languageCues
        // Schemes that only say which language a word was taken for.
        func scheme(_ language: String, _ sign: String) -> TransliterationScheme {
            let letters = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".unicodeScalars.map { ($0.value, sign) }
            return TransliterationScheme(
                id: language, name: "", languages: [language], year: "", authority: "", restoration: .none, notes: "",
                sources: [], letters: Dictionary(letters, uniquingKeysWith: { first, _ in first }))
        }
        let kazakh = Set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
        let transliterator = Transliterator(
            (scheme("ru", "r"), scheme("kk", "k")), cues: (cues[0], cues[1]))
        for (language, other) in [("ru", Character("k")), ("kk", "r")] {
            var wrong: [String] = []
            var count = 0
            for text in try Shared.corpus("corpus/dev-\(language).jsonl") {
                let cyrillic = text.filter { !("a"..."z").contains($0.lowercased()) }
                // Each letter is written by one sign, so that the words stay in step.
                let signs = transliterator.transliterate(cyrillic).lowercased().split { !$0.isLetter }
                for (word, sign) in zip(cyrillic.split { !$0.isLetter }, signs) {
                    count += 1
                    // Words with Kazakh letters are Kazakh words in whatever text.
                    guard sign.contains(other), language == "kk" || !word.contains(where: kazakh.contains) else {
                        continue
                    }
                    wrong.append(String(word))
                }
            }
            #expect(wrong.count * 50 < count, "\(language): \(wrong.count) of \(count)")
        }
    }

    @Test(arguments: [
        ("Астана, Астаны, Астанада, АСТАНА, АСТАНАДА", "Astana, Astany, Astanada, ASTANA, ASTANADA"),
        ("Қасым-Жомарт Тоқаевтың", "Kassym-Jomart Tokayevtyng"), ("Токаева, Токаевский", "Tokayeva, Tokayevskiy"),
        ("в Астане, в Конаеве", "v Astane, v Qonaeve"), ("Құрастана", "Qurastana"), ("астана", "astana"),
    ])
    func `Official spellings are for those who ask`(text: String, latin: String) throws {
        let official = try Transliterator(scheme: "bgn-pcgn", usesOfficialSpellings: true)
        #expect(official.transliterate(text) == latin)
        #expect(try Transliterator(scheme: "bgn-pcgn").transliterate("Тоқаев") == "Toqaev")
        let noted = official.transliterateWithEdits(text)
        #expect(noted.text == latin)
    }
}
