/// How one system writes the letters of a language in another script.
public struct TransliterationScheme: Hashable, Sendable, Identifiable {
    /// "kk-latn-2021-04".
    public var id: String
    /// What it is called, in English.
    public var name: String
    /// BCP 47 tags of the languages it is made for.
    public var languages: [String]
    /// When it was set up.
    public var year: String
    /// Who set it up.
    public var authority: String
    /// Whether a text can be brought back from it without loss.
    public var isReversible: Bool
    /// What to know before using it.
    public var notes: String
    /// Where its tables are from.
    public var sources: [String]
    /// What stands for each small letter; nothing for letters that are dropped.
    public var letters: [UInt32: String]
    /// What stands for a capital, where the usual capitals of `letters` are not it.
    public var capitals: [UInt32: String]
    /// What stands for sequences of small letters; they win over single letters.
    public var sequences: [String: String]
    /// Texts with what becomes of them: tests.
    public var samples: [Sample]

    /// A text and what becomes of it.
    public struct Sample: Hashable, Sendable {
        /// Cyrillic.
        public var from: String
        /// As the scheme writes it.
        public var to: String

        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    public init(
        id: String, name: String, languages: [String], year: String, authority: String, isReversible: Bool,
        notes: String, sources: [String], letters: [UInt32: String], capitals: [UInt32: String],
        sequences: [String: String], samples: [Sample]
    ) {
        self.id = id
        self.name = name
        self.languages = languages
        self.year = year
        self.authority = authority
        self.isReversible = isReversible
        self.notes = notes
        self.sources = sources
        self.letters = letters
        self.capitals = capitals
        self.sequences = sequences
        self.samples = samples
    }
}
