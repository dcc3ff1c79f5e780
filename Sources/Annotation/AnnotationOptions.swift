public import Glossary
public import TextCore

/// Which of several candidates become mentions.
public enum OverlapPolicy: String, CaseIterable, Hashable, Sendable {
    /// From left to right, the longest at each place: in «депутат Мажилиса» one mention when the whole is a term.
    case longest
    /// Every candidate: the whole and its parts.
    case all
}

/// Which mentions of a concept are kept.
public enum MentionPolicy: String, CaseIterable, Hashable, Sendable {
    case all
    /// The first of each concept in the text, whichever term it uses.
    case first
    /// The first of each concept in each section; in plain text a section is the whole text.
    case firstPerSection = "first-per-section"
}

/// What becomes of mentions that stand somewhere special.
public enum Keeping: String, CaseIterable, Hashable, Sendable {
    case keep
    case drop
}

/// What to look for, and how to choose.
public struct AnnotationOptions: Hashable, Sendable {
    /// Which candidates at overlapping places become mentions.
    public var overlaps: OverlapPolicy = .longest
    /// Which mentions of one concept are kept.
    public var mentions: MentionPolicy = .all
    /// Mentions in what stands beside the article, where the text shows it (lists with counters, «Читайте также»).
    /// Dropped ones are among the suppressed.
    public var sideColumns: Keeping = .keep
    /// Mentions inside quotations that are longer than a name.
    public var quotations: Keeping = .keep
    /// The most mentions that are kept of one paragraph; nil for all.
    public var paragraphLimit: Int?
    /// The language of the texts; nil finds it paragraph by paragraph.
    public var language: Language?
    /// The date that texts speak from; nil takes the one that a text gives as its own, and the newest sense when it
    /// gives none.
    public var date: PartialDate?
    /// Ids and categories to look for; empty for all. Restricts the glossary before matching.
    public var only: Set<String> = []
    /// Ids and categories to leave out, before matching.
    public var except: Set<String> = []

    public init() {}
}
