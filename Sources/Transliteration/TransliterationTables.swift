/// A Russian and a Kazakh scheme for texts that mix the languages, under one name.
public struct SchemePair: Hashable, Sendable, Identifiable {
    /// "bgn-pcgn".
    public var id: String
    /// The id of a scheme for Russian words.
    public var russian: String
    /// The id of a scheme for Kazakh words.
    public var kazakh: String

    public init(id: String, russian: String, kazakh: String) {
        self.id = id
        self.russian = russian
        self.kazakh = kazakh
    }
}

/// How a name is spelled in Latin letters by those who may say so, whatever a scheme makes of it.
public struct OfficialSpelling: Hashable, Sendable {
    /// In Cyrillic, Russian and Kazakh; a bar cuts off what changes in other forms (Астан|а).
    public var names: [String]
    /// In Latin; a bar stands where it does in every one of `names`, or nowhere (Astan|a).
    public var latin: String
    /// Who spells it so.
    public var source: String

    public init(names: [String], latin: String, source: String) {
        self.names = names
        self.latin = latin
        self.source = source
    }
}

/// Everything that transliteration knows of languages.
public struct TransliterationTables: Hashable, Sendable {
    public var schemes: [TransliterationScheme] = []
    public var pairs: [SchemePair] = []
    /// Of Russian and of Kazakh.
    public var cues: [LanguageCues] = []
    public var spellings: [OfficialSpelling] = []
    /// For Kazakh and Russian in Latin letters.
    public var latinTexts: [LatinTexts] = []

    public init() {}

    /// Schemes and pairs ascending by id.
    public func sorted() -> TransliterationTables {
        var tables = self
        tables.schemes.sort { $0.id < $1.id }
        tables.pairs.sort { $0.id < $1.id }
        return tables
    }
}
