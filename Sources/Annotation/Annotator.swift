public import CompiledGlossary
public import Glossary
import Markup
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
    private let lexicons: [LexiconMatcher]
    /// For each glossary, for each concept, the rules that judge it.
    private let rules: [[[ContextRule]]]
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
        matchers = glossaries.map { Matcher(glossary: $0, automaton: $0.automaton) }
        lexicons = glossaries.map(LexiconMatcher.init)
        rules = glossaries.map { glossary in
            glossary.concepts.map { concept in
                glossary.rules.filter { $0.concepts.contains(concept.number) }
            }
        }
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
    ///   - date: the date it speaks from; nil takes that of the options, then the one that the text gives as its own.
    /// - Complexity: O(length of the text), whatever the number of terms.
    public func annotate(_ text: String, language: Language? = nil, date: PartialDate? = nil) -> AnnotatedText {
        var contiguous = text
        contiguous.makeContiguousUTF8()
        let whole = contiguous
        let language = language ?? options.language
        let date = date ?? options.date
        return contiguous.withUTF8 { bytes in
            // Character references that were left in a text are read as the characters they stand for.
            if bytes.contains(UInt8(ascii: "&")) {
                let source = Array(bytes)
                let edits = CharacterReferences.edits(of: source)
                if !edits.isEmpty {
                    var decoded = String(decoding: edits.applied(to: source), as: UTF8.self)
                    let annotated = decoded.withUTF8 { [decoded] bytes in
                        annotate(decoded, bytes, language: language, date: date)
                    }
                    return annotated.mapped(to: whole, by: edits)
                }
            }
            return annotate(whole, bytes, language: language, date: date)
        }
    }

    private func annotate(
        _ text: String, _ bytes: UnsafeBufferPointer<UInt8>, language: Language?, date: PartialDate?
    ) -> AnnotatedText {
        let columns = SideColumns(bytes, lexicons: lexicons)
        let date = date ?? lexicons.lazy.compactMap { Dateline(bytes, lexicons: $0).find(outside: columns) }.first
        let (document, choices) = choose(in: bytes, language: language, date: date)
        let quotations = options.quotations == .drop ? Quotations(bytes) : nil
        var annotated = AnnotatedText(text: text, language: document, date: date, mentions: [], suppressed: [])
        var seen: Set<String> = []
        var paragraph = (end: 0, count: 0)
        for choice in choices {
            var mention = mention(choice, in: text, date: date)
            if columns.contains(choice.range.lowerBound) {
                mention.isInSideColumn = true
                mention.reasons.append(Reason(.sideColumn))
            }
            if choice.isSuppressed || mention.isInSideColumn && options.sideColumns == .drop {
                annotated.suppressed.append(mention)
                continue
            }
            if let quotations, quotations.contains(choice.range.lowerBound) { continue }
            guard options.mentions == .all || seen.insert(mention.concept.id).inserted else { continue }
            if let limit = options.paragraphLimit {
                if choice.range.lowerBound >= paragraph.end {
                    let end = bytes[choice.range.lowerBound...].firstIndex(of: 0x0A) ?? bytes.count
                    paragraph = (end, 0)
                }
                paragraph.count += 1
                guard paragraph.count <= limit else { continue }
            }
            annotated.mentions.append(mention)
        }
        return annotated
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
        var isRejectedByRule = false
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
        in bytes: UnsafeBufferPointer<UInt8>, language: Language?, date: PartialDate?
    ) -> (document: Language, choices: [Choice]) {
        let all = candidates(in: bytes).filter { wanted[$0.glossary][$0.candidate.term] }
        // By place, and at one place the longest first; the order of the glossaries is kept.
        let order = all.indices.sorted { first, second in
            let (one, other) = (all[first].candidate.range, all[second].candidate.range)
            if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
            if one.upperBound != other.upperBound { return one.upperBound > other.upperBound }
            return first < second
        }
        let prior = LanguagePrior(bytes, given: language, votes: votes(of: all))
        let conditions = matchers.map { Conditions(bytes: bytes, normalizer: $0.glossary.normalizer) }
        let context = lexicons.map { ContextRules(bytes, lexicons: $0) }

        var abbreviations = Abbreviations(bytes)
        var choices: [Choice] = []
        var end = 0
        var next = 0
        while next < order.count {
            let range = all[order[next]].candidate.range
            var group: [Found] = []
            while next < order.count, all[order[next]].candidate.range == range {
                group.append(all[order[next]])
                next += 1
            }
            if options.overlaps == .longest, range.lowerBound < end { continue }
            var made = choose(
                among: group, at: range, date: date, prior: prior, conditions: conditions, context: context,
                abbreviations: &abbreviations)
            if options.overlaps == .longest {
                made.removeAll { choice in
                    choice.term.concept.isCompositional
                        && hasPart(inside: range, in: order[next...].lazy.map { all[$0] })
                }
            }
            choices += made
            // What is inside a term that a rule rejected is not meant either: it is part of another name.
            if made.contains(where: { !$0.isSuppressed || $0.isRejectedByRule }) { end = range.upperBound }
            if let meant = made.first(where: { !$0.isSuppressed }) { abbreviations.note(meant.term.concept, at: range) }
        }
        return (prior.document, choices)
    }

    private func isCompositional(_ found: Found) -> Bool {
        glossaries[found.glossary].term(number: found.candidate.term)?.concept.isCompositional ?? false
    }

    /// Whether a term that is no sum of others stands inside a range, among candidates that begin in or behind it.
    private func hasPart(inside range: Range<Int>, in candidates: some Sequence<Found>) -> Bool {
        for found in candidates {
            guard found.candidate.range.lowerBound < range.upperBound else { return false }
            if found.candidate.range.upperBound <= range.upperBound, !isCompositional(found) { return true }
        }
        return false
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
        among group: [Found], at range: Range<Int>, date: PartialDate?, prior: LanguagePrior,
        conditions: [Conditions], context: [ContextRules], abbreviations: inout Abbreviations
    ) -> [Choice] {
        var candidates: [(glossary: Int, term: Term, readingSets: [Int])] = []
        let isGlued = group.contains { $0.candidate.repair == .glued }
        for (glossary, candidate) in group {
            guard let term = glossaries[glossary].term(number: candidate.term) else { continue }
            if let same = candidates.firstIndex(where: { $0.term == term }) {
                candidates[same].readingSets.append(candidate.readingSet)
            } else {
                candidates.append((glossary, term, [candidate.readingSet]))
            }
        }
        var accepted: [Choice] = []
        var rejected: [Choice] = []
        let language = prior.language(at: range.lowerBound)
        // What surroundings say of a concept in the language of the paragraph holds for its terms in the other one.
        var other: Set<String> = []
        for (glossary, term, readingSets) in candidates {
            var verdict = conditions[glossary].check(term, at: range)
            if !verdict.isMet, abbreviations.isIntroduced(term, at: range) {
                verdict = Conditions.Verdict(isMet: true, reasons: [Reason(.introduced)])
            }
            verdict.reasons.insert(Reason(.form(term)), at: 0)
            var choice = Choice(
                range: range, term: term, readingSets: readingSets, decision: .certain, reasons: verdict.reasons,
                isSuppressed: !verdict.isMet)
            if isGlued {
                choice.decision = .likely
                choice.reasons.append(Reason(.glued))
            }
            if verdict.isMet {
                let judged = context[glossary].judge(
                    range, readingSets: readingSets, by: rules[glossary][term.concept.number])
                choice.reasons += judged.reasons
                choice.isSuppressed = judged.isRejected
                choice.isRejectedByRule = judged.isRejected && !judged.mayHoldOthers
                if judged.isDoubtful { choice.decision = .likely }
                if judged.isRejected, term.language == language { other.insert(term.concept.id) }
            }
            if choice.isSuppressed { rejected.append(choice) } else { accepted.append(choice) }
        }
        accepted.removeAll { other.contains($0.term.concept.id) }
        // Each concept is rejected once, in the language of the paragraph when it has a term in it.
        var told: Set<String> = []
        rejected = (rejected.filter { $0.term.language == language } + rejected.filter { $0.term.language != language })
            .filter { told.insert($0.term.concept.id).inserted }
        guard !accepted.isEmpty else { return rejected }

        let inLanguage = accepted.filter { $0.term.language == language }
        let rivals = SenseChoice.latest(inLanguage.isEmpty ? accepted : inLanguage, at: date) { $0.term.concept }
        var best = rivals[0]
        if inLanguage.isEmpty {
            best.decision = .likely
            best.reasons.append(Reason(.otherLanguage(term: best.term.language, paragraph: language)))
        } else if accepted.count > inLanguage.count {
            best.reasons.append(Reason(.language(language)))
        }
        for rival in rivals.map(\.term.concept)
        where rival.id != best.term.concept.id && !best.alternatives.contains(rival) {
            best.alternatives.append(rival)
        }
        if !best.alternatives.isEmpty {
            best.decision = .ambiguous
            best.reasons.append(Reason(.homonym(best.alternatives.map(\.id))))
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
        let (sense, reason) = SenseChoice.choose(among: term.concept.senses, at: date)
        let isTooEarly = sense.flatMap { sense in date.map { SenseChoice.begins(sense, after: $0) } } ?? false
        var readings: [String] = []
        for reading in readingSets.flatMap(term.concept.glossary.readings) where !reading.isEmpty {
            if !readings.contains(reading) { readings.append(reading) }
        }
        return Mention(
            utf8Range: range, text: text[start..<end], term: term, readings: readings, sense: sense,
            otherSenses: date == nil ? term.concept.senses.reversed().filter { $0 != sense } : [],
            decision: isTooEarly ? .likely : .certain, reasons: [reason].compactMap { $0 }, alternatives: [])
    }
}
