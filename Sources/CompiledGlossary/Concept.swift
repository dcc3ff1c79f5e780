public import Glossary
public import TextCore

/// A concept of a compiled glossary. A small value that reads the glossary when it is asked.
public struct Concept: Sendable, Hashable, Identifiable {
    /// The glossary that holds it.
    public let glossary: CompiledGlossary
    /// Its place in ``CompiledGlossary/concepts``; rules name concepts by it.
    public let number: Int

    private var place: Int { glossary.record(.concepts, number) }

    /// Kebab case; the same in all versions of the glossary.
    public var id: String { glossary.string(at: place) ?? "" }
    /// The domain it belongs to, in kebab case.
    public var category: String { glossary.string(at: place + 1) ?? "" }

    /// Its meaning is the sum of its parts, which have entries: in running text it gives way to them.
    public var isCompositional: Bool { glossary.word(place + 2) == 1 }

    /// The terms of all languages; within a language the preferred one comes first.
    public var terms: [Term] {
        let first = glossary.word(place + 3)
        return (first..<(first + glossary.word(place + 4))).map { Term(glossary: glossary, number: $0) }
    }

    /// From the oldest to the newest.
    public var senses: [Sense] {
        let first = glossary.word(place + 5)
        return (first..<(first + glossary.word(place + 6))).map { Sense(glossary: glossary, number: $0) }
    }

    /// Ids of related concepts.
    public var related: [String] { glossary.list(of: place, at: 7).compactMap(glossary.string) }

    /// The preferred term of a language; nil when the concept has none.
    public func label(in language: Language) -> String? {
        terms.first { $0.language == language }?.label
    }

    /// What the concept means now, in one sentence: the gloss of its newest sense.
    public func gloss(in language: Language) -> String? { senses.last?.gloss(in: language) }

    public static func == (first: Concept, second: Concept) -> Bool {
        first.glossary === second.glossary && first.number == second.number
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(glossary))
        hasher.combine(number)
    }
}

/// A label of a concept in one language.
public struct Term: Sendable, Hashable {
    let glossary: CompiledGlossary
    let number: Int

    private var place: Int { glossary.record(.terms, number) }

    /// The concept that the term is a label of.
    public var concept: Concept { Concept(glossary: glossary, number: glossary.word(place)) }
    /// The language of the label.
    public var language: Language { Language.allCases[glossary.word(place + 1)] }
    /// The lemma.
    public var label: String { glossary.string(at: place + 2) ?? "" }
    /// The inflection classes of its words, as the source states them or the compiler guessed them; nil in English.
    public var inflection: String? { glossary.string(at: place + 3) }
    /// Up to two words of a name may stand inside.
    public var hasGap: Bool { inflection?.contains("gap:") ?? false }
    /// How it stands to the other terms of the concept.
    public var kind: TermKind { TermKind.allCases[glossary.word(place + 4)] }
    /// Which letters of a mention must be capitals.
    public var caseRule: CaseRule { CaseRule.allCases[glossary.word(place + 5)] }

    /// Further conditions of a mention.
    public var guards: [Guard] {
        var next = place + 7
        return (0..<glossary.word(place + 6)).map { _ in
            let kind = glossary.word(next)
            let words = glossary.list(of: next, at: 1).compactMap(glossary.string)
            next = glossary.skippingList(at: next + 1)
            return kind == 0 ? .notForms(words) : .name(beside: words)
        }
    }

    public static func == (first: Term, second: Term) -> Bool {
        first.glossary === second.glossary && first.number == second.number
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(glossary))
        hasher.combine(number)
    }
}

/// What a concept means during a time.
public struct Sense: Sendable, Hashable {
    /// The glossary that holds it.
    public let glossary: CompiledGlossary
    let number: Int

    private var place: Int { glossary.record(.senses, number) }

    /// The first day on which it holds; nil when not bounded or not known.
    public var from: PartialDate? { glossary.string(at: place).flatMap { PartialDate($0) } }
    /// The first day on which it no longer holds.
    public var until: PartialDate? { glossary.string(at: place + 1).flatMap { PartialDate($0) } }
    /// How well the sense is established.
    public var status: EvidenceStatus { EvidenceStatus.allCases[glossary.word(place + 2)] }

    /// One sentence, understandable alone.
    public func gloss(in language: Language) -> String? { glossary.string(at: place + 3 + language.index) }
    /// A paragraph; most senses have none.
    public func text(in language: Language) -> String? { glossary.string(at: place + 6 + language.index) }

    /// Ids of the concepts that it replaced.
    public var follows: [String] { glossary.list(of: place, at: 9).compactMap(glossary.string) }
    /// Ids of the concepts that replaced it.
    public var followedBy: [String] {
        glossary.list(of: glossary.skippingList(at: place + 9), at: 0).compactMap(glossary.string)
    }

    /// What supports it, legal acts first.
    public var citations: [SourceCitation] {
        let place = glossary.skippingList(at: glossary.skippingList(at: place + 9))
        let words = glossary.list(of: place, at: 0)
        return stride(from: 0, to: words.count, by: 2).map { index in
            SourceCitation(glossary: glossary, number: Int(words[index]), place: glossary.string(words[index + 1]))
        }
    }

    public static func == (first: Sense, second: Sense) -> Bool {
        first.glossary === second.glossary && first.number == second.number
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(glossary))
        hasher.combine(number)
    }
}

/// A source, and the place in it that supports a sense.
public struct SourceCitation: Sendable {
    let glossary: CompiledGlossary
    let number: Int
    /// "art. 89"; nil for the whole.
    public let place: String?

    private var record: Int { glossary.record(.sources, number) }

    /// The key by which entries cite it.
    public var id: String { glossary.string(at: record) ?? "" }
    /// What the document is, in English.
    public var title: String { glossary.string(at: record + 1) ?? "" }
    /// The registry number of a legal act.
    public var act: String? { glossary.string(at: record + 2) }
    /// Where it was read.
    public var url: String? { glossary.string(at: record + 3) }
    /// The day it was read.
    public var read: PartialDate? { glossary.string(at: record + 4).flatMap { PartialDate($0) } }
}
