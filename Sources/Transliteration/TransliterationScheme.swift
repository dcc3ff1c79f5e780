/// How one system writes the letters of a language in another script: data, and no code of its own.
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
    /// What of a text can be brought back from it.
    public var restoration: Restoration
    /// What to know before using it.
    public var notes: String
    /// Where its tables are from.
    public var sources: [String]
    /// What stands for each small letter, in NFC; nothing for letters that are dropped.
    public var letters: [UInt32: String]
    /// Pairs of letters of the target script, small and capital, that are not those of Unicode's default case mapping.
    public var capitals: [UInt32: String]
    /// Whether a capital has a capital in its place; false for schemes that write small letters only.
    public var hasCapitals: Bool
    /// What stands for letters in a context. The first rule that fits wins, and any rule wins over `letters`.
    public var rules: [Rule]
    /// A sign before words of a certain kind.
    public var wordMark: WordMark?
    /// Texts with what becomes of them: tests.
    public var samples: [Sample]

    /// How far a text can be brought back.
    public enum Restoration: String, CaseIterable, Hashable, Sendable {
        /// Every word of the scheme's languages, in small letters, with a first capital, and in capitals.
        case exact
        /// Every word but those with the sequences of letters that the notes name.
        case most
        /// Letters are lost that a word list decides; without one, the usual letter comes back.
        case words
        /// Too much is lost.
        case none = "no"
    }

    /// Letters that are written in a way of their own between certain letters.
    ///
    /// The letters beside them are those of the source, whatever their case; stress marks and invisible characters
    /// between do not count.
    public struct Rule: Hashable, Sendable {
        /// One or more small letters.
        public var from: String
        /// The small letters one of which comes before, and `^` for the start of a word; nil for anything.
        public var after: String?
        /// The small letters one of which follows, and `$` for the end of a word; nil for anything.
        public var before: String?
        /// What stands for `from`.
        public var to: String

        public init(from: String, after: String? = nil, before: String? = nil, to: String) {
            self.from = from
            self.after = after
            self.before = before
            self.to = to
        }
    }

    /// A sign before every word that holds one kind of letters and none of another.
    public struct WordMark: Hashable, Sendable {
        public var mark: String
        /// Small letters; a marked word has one of them.
        public var holding: String
        /// Small letters; a marked word has none of them.
        public var without: String

        public init(mark: String, holding: String, without: String) {
            self.mark = mark
            self.holding = holding
            self.without = without
        }
    }

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
        id: String, name: String, languages: [String], year: String, authority: String, restoration: Restoration,
        notes: String, sources: [String], letters: [UInt32: String], capitals: [UInt32: String] = [:],
        hasCapitals: Bool = true, rules: [Rule] = [], wordMark: WordMark? = nil, samples: [Sample] = []
    ) {
        self.id = id
        self.name = name
        self.languages = languages
        self.year = year
        self.authority = authority
        self.restoration = restoration
        self.notes = notes
        self.sources = sources
        self.letters = letters
        self.capitals = capitals
        self.hasCapitals = hasCapitals
        self.rules = rules
        self.wordMark = wordMark
        self.samples = samples
    }
}
