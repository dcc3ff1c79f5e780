import Transliteration
import UnicodeSupport

/// Reads transliteration schemes and what belongs to them (the layout is in Dictionaries/README.md).
enum SchemeReader {
    static func readScheme(_ value: YAMLValue) -> TransliterationScheme? {
        value.allow([
            "id", "name", "languages", "year", "authority", "restores", "notes", "sources", "letters", "capitals",
            "rules", "word-mark", "samples",
        ])
        guard let id = value.required("id")?.text, let name = value.required("name")?.text,
            let year = value.required("year")?.text, let authority = value.required("authority")?.text,
            let restoration = value.required("restores")?.choice(TransliterationScheme.Restoration.self)
        else { return nil }
        var hasCapitals = true
        var capitals: [UInt32: String] = [:]
        if let pairs = value["capitals"] {
            if case .scalar = pairs.node, pairs.text == "none" {
                hasCapitals = false
            } else {
                capitals = images(pairs)
            }
        }
        return TransliterationScheme(
            id: id, name: name, languages: texts(value.required("languages")), year: year, authority: authority,
            restoration: restoration, notes: value["notes"]?.text ?? "", sources: texts(value.required("sources")),
            letters: images(value.required("letters")), capitals: capitals, hasCapitals: hasCapitals,
            rules: (value["rules"]?.list ?? []).compactMap(readRule),
            wordMark: value["word-mark"].flatMap(readWordMark),
            samples: (value.required("samples")?.list ?? []).compactMap { sample in
                guard let from = sample.required("from")?.text, let to = sample.required("to")?.text else {
                    return nil
                }
                return .init(from: from, to: to)
            })
    }

    static func readPair(_ value: YAMLValue) -> SchemePair? {
        value.allow(["id", "ru", "kk"])
        guard let id = value.required("id")?.text, let russian = value.required("ru")?.text,
            let kazakh = value.required("kk")?.text
        else { return nil }
        return SchemePair(id: id, russian: russian, kazakh: kazakh)
    }

    static func readCues(_ value: YAMLValue) -> LanguageCues? {
        value.allow(["language", "letters", "hints", "words", "endings", "name-endings", "unlikely"])
        guard let language = value.required("language")?.text, let letters = value.required("letters")?.text,
            let hints = value.required("hints")?.text, let words = value.required("words")?.text,
            let endings = value.required("endings")?.text
        else { return nil }
        return LanguageCues(
            language: language, letters: letters, hints: hints, words: list(words), endings: list(endings),
            nameEndings: list(value["name-endings"]?.text ?? ""),
            unlikely: (value["unlikely"]?.list ?? []).compactMap(readUnlikely))
    }

    private static func readUnlikely(_ value: YAMLValue) -> LanguageCues.Unlikely? {
        value.allow(["letters", "after", "before", "cost"])
        guard let letters = value.required("letters")?.text, let text = value.required("cost")?.text else { return nil }
        guard let cost = Int(text), (1...100).contains(cost) else {
            value.error("bad-number", "expected a number from 1 to 100, found '\(text)'")
            return nil
        }
        return .init(letters: letters, after: value["after"]?.text, before: value["before"]?.text, cost: cost)
    }

    static func readSpelling(_ value: YAMLValue) -> OfficialSpelling? {
        value.allow(["names", "latin", "source"])
        guard let latin = value.required("latin")?.text, let source = value.required("source")?.text else {
            return nil
        }
        return OfficialSpelling(names: texts(value.required("names")), latin: latin, source: source)
    }

    static func readLatinTexts(_ value: YAMLValue) -> LatinTexts? {
        value.allow(["schemes", "habits", "words", "foreign", "shared"])
        guard let habits = value.required("habits"), let words = value.required("words"),
            let foreign = value.required("foreign")?.text, let shared = value.required("shared")?.text
        else { return nil }
        return LatinTexts(
            schemes: texts(value.required("schemes")),
            habits: habits.entries.flatMap { language, _, letters in
                letters.entries.map { key, _, images in
                    let images = images.text ?? ""
                    return LatinTexts.Habit(
                        language: language, letters: key,
                        images: images.isEmpty ? [""] : images.split(separator: " ").map(String.init))
                }
            },
            words: Dictionary(
                words.entries.map { ($0.key, list($0.value.text ?? "")) }, uniquingKeysWith: { $0.union($1) }),
            foreign: list(foreign), shared: list(shared))
    }

    private static func list(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static func readRule(_ value: YAMLValue) -> TransliterationScheme.Rule? {
        value.allow(["from", "after", "before", "to"])
        guard let from = value.required("from")?.text, let to = value.required("to")?.text else { return nil }
        return .init(from: from, after: value["after"]?.text, before: value["before"]?.text, to: to)
    }

    private static func readWordMark(_ value: YAMLValue) -> TransliterationScheme.WordMark? {
        value.allow(["mark", "holding", "without"])
        guard let mark = value.required("mark")?.text, let holding = value.required("holding")?.text,
            let without = value.required("without")?.text
        else { return nil }
        return .init(mark: mark, holding: holding, without: without)
    }

    private static func texts(_ value: YAMLValue?) -> [String] { (value?.list ?? []).compactMap(\.text) }

    /// Letters with a text each.
    private static func images(_ value: YAMLValue?) -> [UInt32: String] {
        var images: [UInt32: String] = [:]
        for (key, location, image) in value?.entries ?? [] {
            guard let scalar = key.unicodeScalars.first, key.unicodeScalars.count == 1 else {
                value?.sink.error("bad-letter", "expected one letter, found '\(key)'", at: location)
                continue
            }
            images[scalar.value] = image.text
        }
        return images
    }
}
