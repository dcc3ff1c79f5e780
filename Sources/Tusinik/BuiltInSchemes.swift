/// No scheme has the name that was asked for.
public struct UnknownScheme: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was asked for.
    public var id: String
    /// The ids of all schemes.
    public var known: [String]

    public var description: String { "no transliteration scheme '\(id)'; there are \(known.joined(separator: ", "))" }
}

extension Transliterator {
    /// A transliterator of a scheme that comes with the library, or of two.
    ///
    /// ```swift
    /// try Transliterator(scheme: "kk-latn-2021-04").transliterate("Мәжіліс депутаттары")  // Mäjılıs deputattary
    /// try Transliterator(scheme: "ru-icao-9303,kk-latn-2021-04")  // each word by its language
    /// try Transliterator(scheme: "bgn-pcgn")  // a pair by its name
    /// ```
    ///
    /// - Parameters:
    ///   - id: of a scheme, of two joined by a comma, or of a pair.
    ///   - usesOfficialSpellings: write names as those in charge of them do (Astana, Tokayev), whatever the scheme says.
    /// - Throws: ``UnknownScheme``, or ``GlossaryFileError`` when the program was built with damaged data.
    public init(scheme id: String, usesOfficialSpellings: Bool = false) throws {
        let glossary = try CompiledGlossary.builtIn()
        let transliterator = try Self(scheme: id, in: glossary)
        self =
            usesOfficialSpellings
            ? transliterator.with(glossary.officialSpellings, cues: glossary.languageCues) : transliterator
    }

    private init(scheme id: String, in glossary: CompiledGlossary) throws {
        func scheme(_ id: String) throws -> TransliterationScheme {
            if let scheme = glossary.scheme(id: id) { return scheme }
            throw UnknownScheme(id: id, known: glossary.schemePairs.map(\.id) + glossary.schemeIDs)
        }
        var ids = id.split(separator: ",").map { $0.trimming(" ") }
        if ids.count == 1, let pair = glossary.schemePairs.first(where: { $0.id == ids[0] }) {
            ids = [pair.russian, pair.kazakh]
        }
        let lookAlikes = glossary.normalizer.lookAlikes
        guard ids.count == 2 else {
            self.init(try scheme(ids.count == 1 ? ids[0] : id), lookAlikes: lookAlikes)
            return
        }
        var (first, second) = (try scheme(ids[0]), try scheme(ids[1]))
        if first.languages == ["kk"] { swap(&first, &second) }
        let cues = glossary.languageCues
        guard first.languages.contains("ru"), second.languages.contains("kk"),
            let russian = cues.first(where: { $0.language == "ru" }),
            let kazakh = cues.first(where: { $0.language == "kk" })
        else { throw UnknownScheme(id: id, known: glossary.schemePairs.map(\.id) + glossary.schemeIDs) }
        self.init((first, second), cues: (russian, kazakh), lookAlikes: lookAlikes)
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}

extension Normalizer {
    /// The Latin letters that the rules take for Cyrillic ones in Cyrillic words.
    var lookAlikes: [UInt32: UInt32] {
        var pairs: [UInt32: UInt32] = [:]
        for rule in rules where rule.context == .mixedCyrillicWord {
            guard case .replace(let map) = rule.action else { continue }
            for (latin, cyrillic) in map { pairs[latin] = cyrillic.unicodeScalars.first?.value }
        }
        return pairs
    }
}

extension Restorer {
    /// A restorer of a scheme that comes with the library; the words it knows are the forms of the built-in glossary.
    ///
    /// ```swift
    /// try Restorer(scheme: "kk-latn-2021-04").restore("Mäjılıs deputattary")  // Мәжіліс депутаттары
    /// ```
    ///
    /// - Parameter words: further words, in small letters.
    /// - Throws: ``UnknownScheme``, ``NotRestorable``, or ``GlossaryFileError`` when the program was built with damaged data.
    public init(scheme id: String, words: Set<String> = []) throws {
        let glossary = try CompiledGlossary.builtIn()
        guard let scheme = glossary.scheme(id: id) else { throw UnknownScheme(id: id, known: glossary.schemeIDs) }
        let cues = glossary.languageCues.first { $0.language == scheme.languages.first }
        try self.init(scheme, cues: cues) { words.contains($0) || glossary.holdsForm($0) }
    }
}
