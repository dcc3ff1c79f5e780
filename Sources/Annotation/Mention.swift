public import CompiledGlossary
public import Glossary

/// How sure it is that a mention means its concept.
public enum Decision: String, CaseIterable, Hashable, Sendable {
    case certain
    /// The evidence is for it, and something speaks against it.
    case likely
    /// Several concepts fit equally well.
    case ambiguous
}

/// One step on the way to a decision: the rule that was tried and what it found.
public struct Reason: Hashable, Sendable, CustomStringConvertible {
    /// A stable name in kebab case: `case`, `name-guard`, `sense`.
    public var rule: String
    /// What was found, for people; English.
    public var detail: String
    /// The same in other languages, where it is known.
    public var translations: [Language: String] = [:]

    public init(_ rule: String, _ detail: String) {
        self.rule = rule
        self.detail = detail
    }

    /// A rule of the glossary that applied.
    ///
    /// - Parameter evidence: the words that were found.
    init(_ rule: ContextRule, evidence: String) {
        self.rule = rule.id
        func fill(_ template: String) -> String {
            template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: evidence)
        }
        detail = fill(rule.why[.english] ?? rule.id)
        translations = rule.why.mapValues(fill)
    }

    /// What was found, in a language where it is known, else in English.
    public func detail(in language: Language) -> String { translations[language] ?? detail }

    public var description: String { "\(rule): \(detail)" }
}

/// A place in a text that means a concept.
public struct Mention: Sendable {
    /// UTF-8 offsets in the text that was annotated, half-open.
    public var utf8Range: Range<Int>
    /// The text of the mention, exactly as it stands.
    public var text: Substring
    /// The term whose form it is.
    public var term: Term
    /// Its grammatical readings, each a Universal Dependencies feature string; none for words without inflection.
    public var readings: [String]
    /// What the concept means at the date of the text; nil only for a concept without senses.
    public var sense: Sense?
    /// How sure it is.
    public var decision: Decision
    /// The rules that were tried, in order, beginning with the form.
    public var reasons: [Reason]
    /// Other concepts whose terms have this form.
    public var alternatives: [Concept]

    /// What the term stands for.
    public var concept: Concept { term.concept }
    /// The language of the term.
    public var language: Language { term.language }
    /// The form that a dictionary would print.
    public var lemma: String { term.label }
    /// Indices into the annotated string.
    public var range: Range<String.Index> { text.startIndex..<text.endIndex }
}

/// A text with what was found in it. As a collection it holds its mentions, in order of place.
public struct AnnotatedText: Sendable, RandomAccessCollection {
    /// The text as it was given.
    public var text: String
    /// The language of most of the text.
    public var language: Language
    /// What was found, in order of place.
    public var mentions: [Mention]
    /// What has the form of a term and was rejected, with the reason; in order of place.
    public var suppressed: [Mention]

    /// Zero.
    public var startIndex: Int { mentions.startIndex }
    /// The number of mentions.
    public var endIndex: Int { mentions.endIndex }
    /// The mention at a place in their order.
    public subscript(_ index: Int) -> Mention { mentions[index] }

    /// Each concept once, in the order of first mention, with its mentions.
    public var byConcept: [(concept: Concept, mentions: [Mention])] {
        // By id: glossaries that have the same concept have it once.
        var order: [Concept] = []
        var groups: [String: [Mention]] = [:]
        for mention in mentions {
            if groups[mention.concept.id] == nil { order.append(mention.concept) }
            groups[mention.concept.id, default: []].append(mention)
        }
        return order.map { ($0, groups[$0.id] ?? []) }
    }
}
