public import CompiledGlossary
public import Glossary
public import TextCore

/// Finds the terms of a glossary in texts.
///
/// ```swift
/// let annotator = try Annotator()
/// for mention in annotator.annotate("Выборы акимов сёл") {
///     print(mention.text, mention.concept.id)
/// }
/// // Выборы elections
/// // акимов akim
/// // сёл village
/// ```
///
/// An annotator never changes; one is shared by all threads.
public struct Annotator: Sendable {
    /// Where terms are looked for; the earlier ones come first.
    public let glossaries: [CompiledGlossary]
    /// How it looks and chooses.
    public let options: AnnotationOptions
    private let matchers: [Matcher]
    /// For each glossary, for each term, whether it is looked for.
    private let wanted: [[Bool]]

    /// An annotator with the built-in glossary; no file is read.
    ///
    /// - Throws: ``GlossaryFileError`` when the program was built with a damaged glossary.
    public init(options: AnnotationOptions = AnnotationOptions()) throws(GlossaryFileError) {
        self.init(glossaries: [try CompiledGlossary.builtIn()], options: options)
    }

    /// An annotator with other glossaries; where several have a term of the same form, that of the earlier one is taken.
    public init(glossaries: [CompiledGlossary], options: AnnotationOptions = AnnotationOptions()) {
        self.glossaries = glossaries
        self.options = options
        matchers = glossaries.map(Matcher.init)
        wanted = glossaries.map { glossary in
            glossary.concepts.flatMap { concept in
                let names: Set = [concept.id, concept.category]
                let isWanted =
                    (options.only.isEmpty || !options.only.isDisjoint(with: names))
                    && options.except.isDisjoint(with: names)
                return concept.terms.map { isWanted && $0.language != .english }
            }
        }
    }

    /// Finds the terms of a text.
    ///
    /// - Parameters:
    ///   - text: any text; all offsets are those of the text as it is given.
    ///   - language: its language; nil takes that of the options.
    ///   - date: the date it speaks from; nil takes that of the options.
    /// - Complexity: O(length of the text), whatever the number of terms.
    public func annotate(_ text: String, language: Language? = nil, date: PartialDate? = nil) -> AnnotatedText {
        var text = text
        text.makeContiguousUTF8()
        let (document, choices) = text.withUTF8 { bytes in
            choose(in: bytes, language: language ?? options.language)
        }
        var mentions: [Mention] = []
        var suppressed: [Mention] = []
        var seen: Set<String> = []
        for choice in choices {
            let mention = mention(choice, in: text, date: date)
            if choice.isSuppressed {
                suppressed.append(mention)
            } else if options.mentions == .all || seen.insert(mention.concept.id).inserted {
                mentions.append(mention)
            }
        }
        return AnnotatedText(text: text, language: document, mentions: mentions, suppressed: suppressed)
    }

    /// A term at a place, chosen or rejected.
    private struct Choice {
        var range: Range<Int>
        var term: Term
        var readingSets: [Int]
        var decision: Decision
        var reasons: [Reason]
        var alternatives: [Concept] = []
        var isSuppressed = false
    }

    /// A candidate and the number of the glossary it is from.
    typealias Found = (glossary: Int, candidate: Candidate)

    /// Every form of every term of every glossary, word start by word start.
    func candidates(in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
        var found: [Found] = []
        for (index, matcher) in matchers.enumerated() {
            matcher.scan(bytes) { candidates in
                for candidate in candidates { found.append((index, candidate)) }
            }
        }
        return found
    }

    private func choose(
        in bytes: UnsafeBufferPointer<UInt8>, language: Language?
    ) -> (document: Language, choices: [Choice]) {
        let found = candidates(in: bytes).filter { wanted[$0.glossary][$0.candidate.term] }
        // By place, and at one place the longest first; the order of the glossaries is kept.
        let order = found.indices.sorted { first, second in
            let (one, other) = (found[first].candidate.range, found[second].candidate.range)
            if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
            if one.upperBound != other.upperBound { return one.upperBound > other.upperBound }
            return first < second
        }
        let prior = LanguagePrior(bytes, given: language, votes: votes(of: found))
        let conditions = matchers.map { Conditions(bytes: bytes, normalizer: $0.glossary.normalizer) }

        var choices: [Choice] = []
        var end = 0
        var next = 0
        while next < order.count {
            let range = found[order[next]].candidate.range
            var group: [Found] = []
            while next < order.count, found[order[next]].candidate.range == range {
                group.append(found[order[next]])
                next += 1
            }
            if options.overlaps == .longest, range.lowerBound < end { continue }
            let made = choose(among: group, at: range, prior: prior, conditions: conditions)
            choices += made
            if made.contains(where: { !$0.isSuppressed }) { end = range.upperBound }
        }
        return (prior.document, choices)
    }

    /// Places whose terms belong to one language only.
    private func votes(of found: [Found]) -> [(offset: Int, language: Language)] {
        var languages: [Range<Int>: Set<Language>] = [:]
        for (glossary, candidate) in found {
            guard let term = glossaries[glossary].term(number: candidate.term) else { continue }
            languages[candidate.range, default: []].insert(term.language)
        }
        return languages.compactMap { range, languages in
            languages.count == 1 ? languages.first.map { (range.lowerBound, $0) } : nil
        }
    }

    /// Chooses among terms that have the same form.
    private func choose(
        among group: [Found], at range: Range<Int>, prior: LanguagePrior, conditions: [Conditions]
    ) -> [Choice] {
        var accepted: [Choice] = []
        var rejected: [Choice] = []
        for (glossary, candidate) in group {
            guard let term = glossaries[glossary].term(number: candidate.term) else { continue }
            if let same = accepted.firstIndex(where: { $0.term == term }) {
                accepted[same].readingSets.append(candidate.readingSet)
                continue
            }
            var verdict = conditions[glossary].check(term, at: range)
            let inflection = term.inflection.map { " (\($0))" } ?? ""
            verdict.reasons.insert(Reason("form", "a form of '\(term.label)'\(inflection)"), at: 0)
            let choice = Choice(
                range: range, term: term, readingSets: [candidate.readingSet], decision: .certain,
                reasons: verdict.reasons, isSuppressed: !verdict.isMet)
            if verdict.isMet { accepted.append(choice) } else { rejected.append(choice) }
        }
        guard !accepted.isEmpty else { return rejected }

        let language = prior.language(at: range.lowerBound)
        let inLanguage = accepted.filter { $0.term.language == language }
        var best = (inLanguage.isEmpty ? accepted : inLanguage)[0]
        if inLanguage.isEmpty {
            best.decision = .likely
            best.reasons.append(
                Reason("language", "a \(best.term.language.rawValue) term in a \(language.rawValue) paragraph"))
        } else if accepted.count > inLanguage.count {
            best.reasons.append(Reason("language", "the paragraph is in \(language.rawValue)"))
        }
        let rivals = (inLanguage.isEmpty ? accepted : inLanguage).map(\.term.concept)
        for rival in rivals where rival.id != best.term.concept.id && !best.alternatives.contains(rival) {
            best.alternatives.append(rival)
        }
        if !best.alternatives.isEmpty {
            best.decision = .ambiguous
            best.reasons.append(
                Reason("homonym", "the form also belongs to \(best.alternatives.map(\.id).joined(separator: ", "))"))
        }
        return [best] + rejected.filter { $0.term.concept.id != best.term.concept.id }
    }

    private func mention(_ choice: Choice, in text: String, date: PartialDate?) -> Mention {
        var mention = mention(
            of: choice.term, in: text, at: choice.range, readingSets: choice.readingSets, date: date)
        // A sense that has not begun at the date of the text speaks against the mention.
        mention.decision = choice.decision == .certain ? mention.decision : choice.decision
        mention.reasons = choice.reasons + mention.reasons
        mention.alternatives = choice.alternatives
        return mention
    }

    /// A mention that nothing is said against.
    func mention(
        of term: Term, in text: String, at range: Range<Int>, readingSets: [Int], date: PartialDate?
    ) -> Mention {
        let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.utf8.index(start, offsetBy: range.count)
        let date = date ?? options.date
        let (sense, reason) = SenseChoice.choose(among: term.concept.senses, at: date)
        let isTooEarly = sense.flatMap { sense in date.map { SenseChoice.begins(sense, after: $0) } } ?? false
        var readings: [String] = []
        for reading in readingSets.flatMap(term.concept.glossary.readings) where !reading.isEmpty {
            if !readings.contains(reading) { readings.append(reading) }
        }
        return Mention(
            utf8Range: range, text: text[start..<end], term: term, readings: readings, sense: sense,
            decision: isTooEarly ? .likely : .certain, reasons: [reason].compactMap { $0 }, alternatives: [])
    }
}
