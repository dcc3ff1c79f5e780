/// A language of terms or definitions.
public enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    case russian = "ru"
    case kazakh = "kk"
    case english = "en"

    /// A number that stands for the language in compiled form.
    public var index: Int {
        switch self {
        case .russian: 0
        case .kazakh: 1
        case .english: 2
        }
    }
}

/// How a term stands to the other terms of its concept.
public enum TermKind: String, CaseIterable, Hashable, Sendable {
    /// As laws and offices write it.
    case official
    case variant
    case abbreviation
    case colloquial
}

/// Which letters of a mention must be capitals.
public enum CaseRule: String, CaseIterable, Hashable, Sendable {
    /// None.
    case any
    /// The first letter.
    case capitalized
    /// All letters that are capitals in those words of the label that hold two or more.
    case acronym
}

/// A condition that a mention must meet, beside its form.
public enum Guard: Hashable, Sendable {
    /// Never these forms: they are other words (compared in the `match` profile, but with ё and е apart).
    case notForms([String])
    /// The term is a name that is also a word: it needs quotation marks, capitals, or one of these words beside it
    /// (compared by their first letters, in the `match` profile).
    case name(beside: [String])
}

/// How well a sense is established.
public enum EvidenceStatus: String, CaseIterable, Hashable, Sendable {
    /// A primary legal text, or at least two independent pages.
    case confirmed
    case singleSource = "single-source"
    /// Common knowledge, not looked up one by one.
    case background
}

extension StringProtocol {
    /// Whether a word is written in capitals as abbreviations are: at least two, and no small letter before the last of
    /// them (РК, ЦИКа; not Премьер-Министр).
    public var isAcronym: Bool {
        guard let last = lastIndex(where: \.isUppercase) else { return false }
        let capitals = self[...last]
        return capitals.filter(\.isUppercase).count > 1 && !capitals.contains(where: \.isLowercase)
    }
}
