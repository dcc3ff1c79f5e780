import CompiledGlossary
import TestSupport
import Testing
import TextCore
import UnicodeSupport

@Suite struct NormalizationTests {
    private let normalizer: Normalizer

    init() throws { normalizer = try CompiledGlossary.builtIn().normalizer }

    @Test func `Every rule does what its sample says`() throws {
        #expect(normalizer.rules.count > 8)
        for rule in normalizer.rules {
            let profile: NormalizationProfile = rule.profiles.contains(.match) ? .match : .display
            let alone = Normalizer(rules: [rule])
            let whole = try normalizer.normalize(rule.sample.from, for: profile)
            #expect(try !alone.edits(of: Array(rule.sample.from.utf8), for: profile).isEmpty, "\(rule.id)")
            let expected = try normalizer.normalize(rule.sample.to, for: profile)
            #expect(Array(whole.text.utf8) == Array(expected.text.utf8), "\(rule.id)")
            #expect(!rule.reason.isEmpty)
        }
    }

    /// Each row: what stands in the text, what people should see, what is compared.
    @Test(arguments: [
        ("Мәжiлiс", "Мәжіліс", "мәжіліс"),
        ("Өнеркəсiп", "Өнеркәсіп", "өнеркәсіп"),
        ("аki\u{301}м", "аk\u{ED}м", "аk\u{ED}м"),  // í has no twin: the word is left
        ("пар\u{AD}ламент", "парламент", "парламент"),
        ("раи\u{306}он", "район", "район"),
        ("сёл", "сёл", "сел"),
        ("СЁЛ", "СЁЛ", "сел"),
        ("аки\u{301}мы", "аки\u{301}мы", "акимы"),
        ("глава\u{A0}государства", "глава государства", "глава государства"),
        ("премьер\u{2011}министр", "премьер\u{2011}министр", "премьер-министр"),
        ("«Аманат»", "«Аманат»", "\"аманат\""),
        ("iPhone", "iPhone", "iphone"),  // all Latin: untouched
        ("Wi-Fi\u{434}і\u{4A3}", "Wi-Fiдің", "wi-fiдің"),  // F has no twin: the word is left
        ("COVID", "COVID", "covid"),
        ("КEGOC", "КEGOC", "кegoc"),  // G has no twin
        ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", "👨👩👧"),
        ("ӘКIМ", "ӘКІМ", "әкім"),
        ("АПPЕЛЬ", "АПРЕЛЬ", "апрель"),
    ])
    func `Texts are repaired and folded`(text: String, display: String, match: String) throws {
        #expect(Array(try normalizer.normalize(text, for: .display).text.utf8) == Array(display.utf8))
        #expect(Array(try normalizer.normalize(text, for: .match).text.utf8) == Array(match.utf8))
    }

    @Test func `ICU finds our look-alikes confusable`() throws {
        let rule = try #require(normalizer.rules.first { $0.id == "look-alike" })
        guard case .replace(let map) = rule.action else { return #expect(Bool(false), "look-alikes are replaced") }
        // These differ more for the eye than ICU allows, and are met in Kazakh text all the same.
        let looser: Set<String> = ["k", "m", "ḥ", "h", "ɵ", "Ɵ", "Ə"]
        for (latin, cyrillic) in map {
            guard let scalar = Unicode.Scalar(latin), !looser.contains(String(scalar)) else { continue }
            #expect(try CharacterProperties.areConfusable(String(scalar), cyrillic), "\(scalar) \(cyrillic)")
        }
    }

    @Test(arguments: NormalizationProfile.allCases)
    func `Normalizing twice is normalizing once, and edits rebuild it`(profile: NormalizationProfile) throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let text = random.hostileText(pieces: 12)
            let source = Array(text.utf8)
            let once = try normalizer.normalize(text, for: profile)
            #expect(once.edits.applied(to: source) == Array(once.text.utf8))
            let twice = try normalizer.normalize(once.text, for: profile)
            #expect(
                Array(twice.text.utf8) == Array(once.text.utf8),
                "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test func `Equal texts in NFC and NFD compare equal`() throws {
        for text in ["Қонаев қаласының әкімі Ёлкин", "район", "ЙОД", "Ӛ"] {
            let nfc = try normalizer.normalize(text, for: .match).text
            var decomposed = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "й": decomposed += "и\u{306}"
                case "Й": decomposed += "И\u{306}"
                case "ё": decomposed += "е\u{308}"
                case "Ё": decomposed += "Е\u{308}"
                default: decomposed.unicodeScalars.append(scalar)
                }
            }
            let nfd = try normalizer.normalize(decomposed, for: .match).text
            #expect(Array(nfc.utf8) == Array(nfd.utf8))
        }
    }
}
