public import TextCore

/// A concept as its source file states it: what is meant, whatever it is called.
public struct ConceptEntry: Hashable, Sendable {
    /// Kebab case; never changes.
    public var id: String
    /// The domain, in kebab case.
    public var category: String
    /// Its meaning is the sum of its parts, which have entries: in running text it gives way to them.
    public var isCompositional: Bool
    /// In the order of the file; the first of a language is its preferred label.
    public var terms: [TermEntry]
    /// From the oldest to the newest.
    public var senses: [SenseEntry]
    /// Ids of related concepts.
    public var related: [Reference]
    /// Ids of concepts that share forms with it, knowingly.
    public var homonyms: [Reference]
    /// Where it is written.
    public var location: SourceLocation

    public init(
        id: String, category: String, isCompositional: Bool = false, terms: [TermEntry], senses: [SenseEntry],
        related: [Reference], homonyms: [Reference] = [], location: SourceLocation
    ) {
        self.id = id
        self.category = category
        self.isCompositional = isCompositional
        self.terms = terms
        self.senses = senses
        self.related = related
        self.homonyms = homonyms
        self.location = location
    }
}

/// One label of a concept in one language.
public struct TermEntry: Hashable, Sendable {
    /// The language of the label.
    public var language: Language
    /// The lemma: as a dictionary would print it.
    public var label: String
    /// The inflection class of each word, as written; nil leaves it to be guessed.
    public var inflection: String?
    /// How it stands to the other terms.
    public var kind: TermKind
    /// Which letters of a mention must be capitals.
    public var caseRule: CaseRule
    /// Further conditions of a mention.
    public var guards: [Guard]
    /// Where it is written.
    public var location: SourceLocation

    public init(
        language: Language, label: String, inflection: String?, kind: TermKind, caseRule: CaseRule, guards: [Guard],
        location: SourceLocation
    ) {
        self.language = language
        self.label = label
        self.inflection = inflection
        self.kind = kind
        self.caseRule = caseRule
        self.guards = guards
        self.location = location
    }
}

/// What a concept's terms mean during a time.
public struct SenseEntry: Hashable, Sendable {
    /// The first day on which it holds; nil when it is not bounded or not known.
    public var from: PartialDate?
    /// The first day on which it no longer holds.
    public var until: PartialDate?
    /// Ids of the concepts it replaced, and of those that replaced it.
    public var follows: [Reference]
    /// Ids of the concepts that replaced it.
    public var followedBy: [Reference]
    /// How well it is established.
    public var status: EvidenceStatus
    /// One sentence, understandable alone.
    public var gloss: [Language: String]
    /// A paragraph; empty for most.
    public var text: [Language: String]
    /// What supports it.
    public var citations: [Citation]
    /// Where it is written.
    public var location: SourceLocation

    public init(
        from: PartialDate?, until: PartialDate?, follows: [Reference], followedBy: [Reference],
        status: EvidenceStatus, gloss: [Language: String], text: [Language: String], citations: [Citation],
        location: SourceLocation
    ) {
        self.from = from
        self.until = until
        self.follows = follows
        self.followedBy = followedBy
        self.status = status
        self.gloss = gloss
        self.text = text
        self.citations = citations
        self.location = location
    }
}

/// An id with the place where it is written.
public struct Reference: Hashable, Sendable {
    /// What is named.
    public var id: String
    /// Where it is written.
    public var location: SourceLocation

    public init(id: String, location: SourceLocation) {
        self.id = id
        self.location = location
    }
}

/// A source and the place in it.
public struct Citation: Hashable, Sendable {
    /// The key of the source.
    public var source: Reference
    /// "art. 89"; nil for the whole of it.
    public var place: String?

    public init(source: Reference, place: String?) {
        self.source = source
        self.place = place
    }
}

/// A document that citations name.
public struct SourceEntry: Hashable, Sendable {
    /// The key by which citations name it.
    public var id: String
    /// What the document is, in English.
    public var title: String
    /// The registry number of a legal act: K2600000000.
    public var act: String?
    /// Where it was read.
    public var url: String?
    /// The day it was read.
    public var read: PartialDate?
    /// Where it is written.
    public var location: SourceLocation

    public init(id: String, title: String, act: String?, url: String?, read: PartialDate?, location: SourceLocation) {
        self.id = id
        self.title = title
        self.act = act
        self.url = url
        self.read = read
        self.location = location
    }
}
