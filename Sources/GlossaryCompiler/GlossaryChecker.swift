import Glossary
public import TextCore
import UnicodeSupport

/// Looks at a glossary as a whole: what each entry lacks, and what does not fit between entries.
public enum GlossaryChecker {
    /// The longest gloss, in characters.
    public static let glossLimit = 200

    /// All findings, in the order of files and places.
    public static func check(_ source: GlossarySource) -> [Diagnostic] {
        let sink = DiagnosticSink()
        let concepts = unique(source.concepts, by: \.id, at: \.location, what: "concept", sink)
        let sources = unique(source.sources, by: \.id, at: \.location, what: "source", sink)
        for concept in source.concepts {
            check(concept, sink)
            let references = concept.related + concept.senses.flatMap { $0.follows + $0.followedBy }
            for reference in references where concepts[reference.id] == nil {
                sink.warning("unknown-concept", "there is no concept '\(reference.id)'", at: reference.location)
            }
            for citation in concept.senses.flatMap(\.citations) where sources[citation.source.id] == nil {
                sink.error("unknown-source", "there is no source '\(citation.source.id)'", at: citation.source.location)
            }
        }
        checkContext(source, concepts: concepts, sink)
        return sink.list
    }

    /// Rules name concepts and lexicons that are there, and every lexicon is needed.
    private static func checkContext(_ source: GlossarySource, concepts: [String: ConceptEntry], _ sink: DiagnosticSink) {
        let lexicons = unique(source.lexicons, by: \.id, at: \.location, what: "lexicon", sink)
        _ = unique(source.rules, by: \.id, at: \.location, what: "rule", sink)
        let categories = Set(source.concepts.map(\.category))
        var used = ContextNames.all
        for rule in source.rules {
            for reference in rule.concepts where concepts[reference.id] == nil && !categories.contains(reference.id) {
                sink.error(
                    "unknown-concept", "there is no concept or category '\(reference.id)'", at: reference.location)
            }
            for condition in (rule.when + rule.unless).flatMap({ $0 }) {
                for reference in [condition.lexicon, condition.over, condition.ledBy].compactMap({ $0 }) {
                    used.insert(reference.id)
                    guard lexicons[reference.id] == nil else { continue }
                    sink.error("unknown-lexicon", "there is no lexicon '\(reference.id)'", at: reference.location)
                }
            }
            for language in Language.allCases where rule.why[language] == nil {
                sink.error("missing-language", "'\(rule.id)' has no reason in '\(language)'", at: rule.location)
            }
            if rule.when.contains(where: \.isEmpty) || rule.when.isEmpty {
                sink.error("empty-rule", "'\(rule.id)' has no condition", at: rule.location)
            }
        }
        for lexicon in source.lexicons where !used.contains(lexicon.id) {
            sink.warning("unused-lexicon", "no rule names the lexicon '\(lexicon.id)'", at: lexicon.location)
        }
    }

    private static func unique<Entry>(
        _ entries: [Entry], by id: KeyPath<Entry, String>, at location: KeyPath<Entry, SourceLocation>, what: String,
        _ sink: DiagnosticSink
    ) -> [String: Entry] {
        var known: [String: Entry] = [:]
        for entry in entries {
            if let first = known[entry[keyPath: id]] {
                sink.error(
                    "duplicate-id",
                    "the \(what) '\(entry[keyPath: id])' is already given at \(first[keyPath: location])",
                    at: entry[keyPath: location])
            } else {
                known[entry[keyPath: id]] = entry
            }
        }
        return known
    }

    private static func check(_ concept: ConceptEntry, _ sink: DiagnosticSink) {
        for language in Language.allCases where !concept.terms.contains(where: { $0.language == language }) {
            sink.error(
                "missing-language", "'\(concept.id)' has no term in '\(language.rawValue)'", at: concept.location)
        }
        var labels: Set<String> = []
        for term in concept.terms {
            if !labels.insert(term.language.rawValue + " " + term.label).inserted {
                sink.error("duplicate-label", "the label '\(term.label)' is given twice", at: term.location)
            }
            checkScripts(term.label, at: term.location, sink)
        }
        if concept.senses.isEmpty {
            sink.error("missing-sense", "'\(concept.id)' has no sense", at: concept.location)
        }
        for sense in concept.senses { check(sense, of: concept, sink) }
        for (sense, next) in zip(concept.senses, concept.senses.dropFirst()) {
            guard let until = sense.until else {
                sink.error("open-sense", "a sense that has a next one needs 'until'", at: sense.location)
                continue
            }
            if let from = next.from, from.earliest < until.earliest {
                sink.error("overlap", "the sense begins on \(from), before the one above it ends", at: next.location)
            }
        }
    }

    private static func check(_ sense: SenseEntry, of concept: ConceptEntry, _ sink: DiagnosticSink) {
        for language in Language.allCases {
            guard let gloss = sense.gloss[language], !gloss.isEmpty else {
                sink.error(
                    "missing-gloss", "'\(concept.id)' has no gloss in '\(language.rawValue)'", at: sense.location)
                continue
            }
            if gloss.count > glossLimit {
                sink.error(
                    "long-gloss", "expected at most \(glossLimit) characters, found \(gloss.count)", at: sense.location)
            }
            checkScripts(gloss, at: sense.location, sink)
        }
        if sense.citations.isEmpty {
            sink.error("missing-source", "'\(concept.id)' cites no source", at: sense.location)
        }
        if let from = sense.from, let until = sense.until, from.earliest >= until.latest {
            sink.error("empty-validity", "the sense ends (\(until)) before it begins (\(from))", at: sense.location)
        }
    }

    private static func checkScripts(_ text: String, at location: SourceLocation, _ sink: DiagnosticSink) {
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            let scalars = word.unicodeScalars.map(\.value)
            if scalars.contains(where: CharacterProperties.isLatin),
                scalars.contains(where: CharacterProperties.isCyrillic)
            {
                sink.error("mixed-scripts", "'\(word)' mixes Latin and Cyrillic letters", at: location)
            }
        }
    }
}
