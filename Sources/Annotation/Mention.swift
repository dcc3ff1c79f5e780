public import CompiledGlossary
public import Glossary
public import TextCore

/// How sure it is that a mention means its concept.
public enum Decision: String, CaseIterable, Hashable, Sendable {
    case certain
    /// The evidence is for it, and something speaks against it.
    case likely
    /// Several concepts fit equally well.
    case ambiguous
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
    /// When the text has no date: what else the concept means or meant, newest first.
    public var otherSenses: [Sense]
    /// How sure it is.
    public var decision: Decision
    /// The rules that were tried, in order, beginning with the form.
    public var reasons: [Reason]
    /// Other concepts whose terms have this form.
    public var alternatives: [Concept]
    /// It stands beside the article, not in it (see ``AnnotationOptions/sideColumns``).
    public var isInSideColumn = false

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
    /// The date it was explained as of: given, or the one that the text gives as its own; nil when there is neither.
    public var date: PartialDate?
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

extension AnnotatedText {
    /// The same mentions in the text that this one was made of.
    func mapped(to source: String, by edits: Edits) -> AnnotatedText {
        func map(_ mention: Mention) -> Mention {
            var mention = mention
            mention.utf8Range = edits.sourceRange(ofResult: mention.utf8Range)
            let start = source.utf8.index(source.startIndex, offsetBy: mention.utf8Range.lowerBound)
            mention.text = source[start..<source.utf8.index(start, offsetBy: mention.utf8Range.count)]
            return mention
        }
        var mapped = self
        mapped.text = source
        mapped.mentions = mentions.map(map)
        mapped.suppressed = suppressed.map(map)
        return mapped
    }
}
