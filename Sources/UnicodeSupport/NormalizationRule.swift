/// What a text is normalized for.
public enum NormalizationProfile: String, CaseIterable, Hashable, Sendable {
    /// For people to read and copy: composed letters, no look-alikes, no invisible characters, plain spaces.
    case display
    /// For comparing: `display`, and case, ё/е, stress marks, dashes and quotation marks made equal.
    case match
}

/// One row of the table of normalization rules. A rule is applied to the whole text before the next one begins.
public struct NormalizationRule: Hashable, Sendable {
    /// What is done where the rule applies.
    public enum Action: Hashable, Sendable {
        /// Takes out these scalars.
        case remove(Set<UInt32>)
        /// Puts a string in the place of each of these scalars.
        case replace([UInt32: String])
        /// Canonical composition by ICU.
        case nfc
        /// NFKC_Casefold by ICU.
        case nfkcCasefold
        /// Makes one space of each run of white space; a run with two or more line breaks, the end of a paragraph,
        /// becomes two line feeds.
        case collapseSpaces
    }

    /// Where `remove` and `replace` apply.
    public enum Context: Hashable, Sendable {
        case anywhere
        /// Directly beside a letter (invisible characters and marks between them do not count).
        case besideLetter
        /// After one of these scalars.
        case after(Set<UInt32>)
        /// Not before a combining mark, with which it is another letter.
        case unmarked
        /// In a word that holds a Cyrillic letter and no letter of another script that the rule does not replace.
        case mixedCyrillicWord
    }

    /// A stable name in kebab case.
    public var id: String
    /// The profiles that the rule belongs to.
    public var profiles: Set<NormalizationProfile>
    /// What is done.
    public var action: Action
    /// Where it is done.
    public var context: Context
    /// Why the rule exists, for people.
    public var reason: String
    /// A text that the rule changes, and what it becomes under the rule's last profile.
    public var sample: (from: String, to: String) {
        get { (sampleFrom, sampleTo) }
        set { (sampleFrom, sampleTo) = newValue }
    }
    private var sampleFrom: String
    private var sampleTo: String

    public init(
        id: String, profiles: Set<NormalizationProfile>, action: Action, context: Context = .anywhere, reason: String,
        sample: (from: String, to: String)
    ) {
        self.id = id
        self.profiles = profiles
        self.action = action
        self.context = context
        self.reason = reason
        (sampleFrom, sampleTo) = sample
    }
}
