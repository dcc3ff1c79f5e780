import Glossary
public import TextCore
import UnicodeSupport

/// Looks at a glossary as a whole: what each entry lacks, and what does not fit between entries.
public enum GlossaryChecker {
    /// The longest gloss, in characters.
    public static let glossLimit = 200

    /// All findings, in the order of files and places.
    ///
    /// - Parameter tables: when given, forms that concepts share are looked for as well.
    /// - Complexity: O(size of the glossary), with the forms of all its terms when `tables` are given.
    public static func check(_ source: GlossarySource, tables: LanguageTables? = nil) -> [Diagnostic] {
        let sink = DiagnosticSink()
        let concepts = unique(source.concepts, by: \.id, at: \.location, what: "concept", sink)
        let sources = unique(source.sources, by: \.id, at: \.location, what: "source", sink)
        for concept in source.concepts {
            check(concept, sink)
            let references = concept.related + concept.homonyms + concept.senses.flatMap { $0.follows + $0.followedBy }
            for reference in references where concepts[reference.id] == nil {
                sink.warning("unknown-concept", "there is no concept '\(reference.id)'", at: reference.location)
            }
            for citation in concept.senses.flatMap(\.citations) where sources[citation.source.id] == nil {
                sink.error("unknown-source", "there is no source '\(citation.source.id)'", at: citation.source.location)
            }
        }
        checkSuccession(concepts, sink)
        for entry in source.sources { check(entry, sink) }
        checkContext(source, concepts: concepts, sink)
        if let tables { HomonymChecks(tables: tables).check(source, sink) }
        return sink.list
    }

    /// Rules name concepts and lexicons that are there, and every lexicon is needed.
    private static func checkContext(_ source: GlossarySource, concepts: [String: ConceptEntry], _ sink: DiagnosticSink)
    {
        let lexicons = unique(source.lexicons, by: \.id, at: \.location, what: "lexicon", sink)
        _ = unique(source.rules, by: \.id, at: \.location, what: "rule", sink)
        let categories = Set(source.concepts.map(\.category))
        var used = ContextNames.all
        for rule in source.rules {
            for reference in rule.concepts + rule.except where concepts[reference.id] == nil {
                sink.error("unknown-concept", "there is no concept '\(reference.id)'", at: reference.location)
            }
            for reference in rule.categories where !categories.contains(reference.id) {
                sink.error("unknown-category", "there is no category '\(reference.id)'", at: reference.location)
            }
            if rule.concepts.isEmpty, rule.categories.isEmpty {
                sink.error("empty-rule", "'\(rule.id)' judges no concept", at: rule.location)
            }
            for condition in (rule.when + rule.unless).flatMap({ $0 }) {
                if let reference = condition.rule, !source.rules.contains(where: { $0.id == reference.id }) {
                    sink.error("unknown-rule", "there is no rule '\(reference.id)'", at: reference.location)
                }
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
            sink.warning(
                "missing-language", "'\(concept.id)' has no term in '\(language.rawValue)'", at: concept.location)
        }
        var labels: Set<String> = []
        for term in concept.terms {
            if !labels.insert(term.language.rawValue + " " + term.label).inserted {
                sink.error("duplicate-label", "the label '\(term.label)' is given twice", at: term.location)
            }
            checkScripts(term.label, at: term.location, sink)
            TextChecks.checkAlphabet(term.label, term.language, at: term.location, sink)
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
            guard let from = next.from else { continue }
            if from.earliest < until.earliest {
                sink.error("overlap", "the sense begins on \(from), before the one above it ends", at: next.location)
            } else if from.earliest > until.latest + 1, sense.followedBy.isEmpty {
                sink.warning(
                    "gap", "nothing holds from \(until), when the sense above ends, to \(from)", at: next.location)
            }
        }
    }

    /// What follows something is there when that ends (it may have been before: parties merge), and says what it follows.
    private static func checkSuccession(_ concepts: [String: ConceptEntry], _ sink: DiagnosticSink) {
        for concept in concepts.values.sorted(by: { $0.id < $1.id }) {
            for sense in concept.senses {
                for reference in sense.followedBy {
                    guard let successor = concepts[reference.id], let until = sense.until else { continue }
                    let begins = successor.senses.filter { $0.follows.contains { $0.id == concept.id } }
                    guard let next = begins.first else {
                        sink.warning(
                            "one-sided", "'\(reference.id)' does not say that it follows '\(concept.id)'",
                            at: reference.location)
                        continue
                    }
                    guard let from = next.from else { continue }
                    if from.earliest > until.latest + 1 {
                        sink.warning(
                            "gap", "'\(concept.id)' ends on \(until), and '\(reference.id)' begins on \(from)",
                            at: reference.location)
                    }
                }
            }
        }
    }

    /// A source says where it was read and when, and the address looks like one.
    private static func check(_ source: SourceEntry, _ sink: DiagnosticSink) {
        guard let url = source.url else { return }
        let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        let isReachable =
            rest.count >= 3 && (rest[0] == "https:" || rest[0] == "http:") && rest[1].isEmpty
            && (rest[2].split(separator: "/").first?.contains(".") ?? false) && !url.contains(where: \.isWhitespace)
        if !isReachable { sink.error("bad-url", "expected the address of a page, found '\(url)'", at: source.location) }
        if source.read == nil {
            sink.error("missing-date", "'\(source.id)' does not say when its page was read", at: source.location)
        }
    }

    private static func check(_ sense: SenseEntry, of concept: ConceptEntry, _ sink: DiagnosticSink) {
        for language in Language.allCases {
            guard let gloss = sense.gloss[language], !gloss.isEmpty else {
                sink.warning(
                    "missing-gloss", "'\(concept.id)' has no gloss in '\(language.rawValue)'", at: sense.location)
                continue
            }
            if gloss.count > glossLimit {
                sink.error(
                    "long-gloss", "expected at most \(glossLimit) characters, found \(gloss.count)", at: sense.location)
            }
            checkScripts(gloss, at: sense.location, sink)
        }
        TextChecks.check(sense, of: concept, sink)
        if sense.citations.isEmpty {
            sink.warning("missing-source", "'\(concept.id)' cites no source", at: sense.location)
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
