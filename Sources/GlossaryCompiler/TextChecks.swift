import Glossary
import TextCore

/// What can be seen wrong in a single definition.
enum TextChecks {
    /// Words of a full text, at least and at most.
    static let textWords = 60...150
    /// A definition has so many words, at least, that are not in its headword.
    private static let ownWords = 1
    /// Words agree when so many letters at their start do: inflection changes the end.
    private static let stemLength = 5

    /// - Parameter sink: gets what is found, at the place of the sense.
    static func check(_ sense: SenseEntry, of concept: ConceptEntry, _ sink: DiagnosticSink) {
        for language in Language.allCases {
            guard let gloss = sense.gloss[language], !gloss.isEmpty else { continue }
            checkHeadword(gloss, language, sense, concept, sink)
            checkAlphabet(gloss, language, at: sense.location, sink)
        }
        guard !sense.text.isEmpty else { return }
        for language in Language.allCases {
            guard let text = sense.text[language], !text.isEmpty else {
                sink.error(
                    "missing-text", "'\(concept.id)' has a text, but none in '\(language.rawValue)'", at: sense.location
                )
                continue
            }
            let words = text.split(whereSeparator: \.isWhitespace).count
            if !textWords.contains(words) {
                sink.error(
                    "text-length",
                    "expected \(textWords.lowerBound) to \(textWords.upperBound) words in '\(language.rawValue)', found \(words)",
                    at: sense.location)
            }
            checkAlphabet(text, language, at: sense.location, sink)
        }
    }

    /// A definition says more than its headword, and does not begin by repeating it.
    private static func checkHeadword(
        _ gloss: String, _ language: Language, _ sense: SenseEntry, _ concept: ConceptEntry, _ sink: DiagnosticSink
    ) {
        let labels = concept.terms.filter { $0.language == language }.map(\.label)
        if let label = labels.first(where: { gloss.lowercased().hasPrefix($0.lowercased() + " — ") }) {
            sink.error("repeats-headword", "the gloss begins by repeating '\(label)'", at: sense.location)
        }
        let stems = Set(labels.flatMap(words).map { $0.prefix(stemLength) })
        let own = words(of: gloss).filter { $0.count > 2 && !stems.contains($0.prefix(stemLength)) }
        if Set(own).count < ownWords {
            sink.error(
                "circular-gloss", "the gloss of '\(concept.id)' in '\(language.rawValue)' says little but its headword",
                at: sense.location)
        }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }

    /// Russian texts may name things in Kazakh, and any text may hold Latin names and numerals; English has no Cyrillic.
    static func checkAlphabet(_ text: String, _ language: Language, at location: SourceLocation, _ sink: DiagnosticSink)
    {
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            let isLatin = scalar.value < 0x250 || (0x1E00...0x1EFF).contains(scalar.value) || scalar.value == 0x2BC
            if isLatin || language != .english && cyrillic.contains(scalar) { continue }
            sink.error(
                "foreign-letter",
                "the letter '\(scalar)' (U+\(String(scalar.value, radix: 16, uppercase: true))) is not in the alphabet of '\(language.rawValue)'",
                at: location)
            return
        }
    }

    /// The letters of the Russian and Kazakh alphabets.
    private static let cyrillic = Set(
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ".unicodeScalars)
}
