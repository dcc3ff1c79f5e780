/// What tells Kazakh and Russian in Latin letters from other languages, and what their letters stand for.
public struct LatinTexts: Hashable, Sendable {
    /// The ids of the schemes whose images count, the usual ones first.
    public var schemes: [String]
    /// Spellings that no scheme has.
    public var habits: [Habit]
    /// Frequent words, in Cyrillic, beside those of ``LanguageCues``; by BCP 47 tag.
    public var words: [String: Set<String>]
    /// Frequent words of other languages, in small letters.
    public var foreign: Set<String>
    /// Words that other languages spell alike, in small letters: they show nothing.
    public var shared: Set<String>

    /// How people write one or two letters.
    public struct Habit: Hashable, Sendable {
        /// A BCP 47 tag.
        public var language: String
        /// Small Cyrillic letters.
        public var letters: String
        /// What is written for them; empty where nothing is.
        public var images: [String]

        public init(language: String, letters: String, images: [String]) {
            self.language = language
            self.letters = letters
            self.images = images
        }
    }

    public init(
        schemes: [String], habits: [Habit], words: [String: Set<String>], foreign: Set<String>, shared: Set<String>
    ) {
        self.schemes = schemes
        self.habits = habits
        self.words = words
        self.foreign = foreign
        self.shared = shared
    }
}
