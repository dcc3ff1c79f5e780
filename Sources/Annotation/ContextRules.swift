import CompiledGlossary
import Glossary
import TextCore

/// Tries the rules of a glossary on its candidates: what stands around a term tells what it means.
///
/// The rules are data (see Dictionaries/context); this knows only how to look around. Candidates are judged in ascending
/// order of place.
final class ContextRules {
    private let glossary: CompiledGlossary
    private let bytes: UnsafeBufferPointer<UInt8>
    private let surroundings: Surroundings
    /// Where something was rejected, and by which rule.
    private var rejections: [(offset: Int, rule: Int)] = []
    /// Whether reading sets have a feature.
    private var answers: [Question: Bool] = [:]

    init(_ bytes: UnsafeBufferPointer<UInt8>, lexicons: LexiconMatcher) {
        glossary = lexicons.glossary
        self.bytes = bytes
        surroundings = Surroundings(bytes, lexicons: lexicons)
    }

    /// What the rules say of a candidate.
    struct Verdict {
        var isRejected = false
        /// Rejected, but what is inside may be meant.
        var mayHoldOthers = false
        var isDoubtful = false
        var reasons: [Reason] = []
    }

    /// Tries rules in order; the first that accepts or rejects decides.
    ///
    /// - Parameter readingSets: the readings of the candidate's form.
    func judge(_ range: Range<Int>, readingSets: [Int], by rules: [ContextRule]) -> Verdict {
        var verdict = Verdict()
        guard !rules.isEmpty, let place = surroundings.words(of: range) else { return verdict }
        let mention = Mention(range: range, place: place, readingSets: readingSets)
        for rule in rules {
            guard let evidence = firstMet(rule.when, mention), firstMet(rule.unless, mention) == nil else { continue }
            let found = evidence.map(text).joined(separator: " … ")
            verdict.reasons.append(Reason(.rule(rule, evidence: found)))
            switch rule.effect {
            case .accept: return verdict
            case .split:
                verdict.isRejected = true
                verdict.mayHoldOthers = true
                return verdict
            case .reject:
                verdict.isRejected = true
                rejections.append((range.lowerBound, rule.number))
                return verdict
            case .doubt: verdict.isDoubtful = true
            }
        }
        return verdict
    }

    private struct Mention {
        var range: Range<Int>
        var place: ClosedRange<Int>
        var readingSets: [Int]
    }

    /// The places that show that all conditions of one of the lists hold; nil when those of none do.
    private func firstMet(_ alternatives: [[ContextCondition]], _ mention: Mention) -> [Range<Int>]? {
        for conditions in alternatives {
            var evidence: [Range<Int>] = []
            let isMet = conditions.allSatisfy { condition in
                guard let found = check(condition, mention) else { return false }
                if !found.isEmpty { evidence.append(found) }
                return true
            }
            if isMet { return evidence }
        }
        return nil
    }

    /// The place that shows that a condition holds, empty when it is the mention itself; nil when it does not hold.
    private func check(_ condition: ContextCondition, _ mention: Mention) -> Range<Int>? {
        let itself = mention.range.lowerBound..<mention.range.lowerBound
        switch condition.kind {
        case .after: return walkForward(condition, from: mention.place.upperBound + 1)
        case .before: return walkBack(condition, from: mention.place.lowerBound)
        case .clause: return search(surroundings.extent(of: mention.place, upTo: .clause), condition, mention)
        case .sentence: return search(surroundings.extent(of: mention.place, upTo: .sentence), condition, mention)
        case .earlier:
            let sentence = surroundings.extent(of: mention.place, upTo: .sentence)
            return search(sentence.lowerBound..<mention.place.lowerBound, condition, mention)
        case .paragraph: return search(surroundings.extent(of: mention.place, upTo: nil), condition, mention)
        case .inside:
            for index in mention.place {
                for marker in surroundings.markers(at: index) where fits(marker, condition) {
                    guard mention.range.lowerBound <= marker.range.lowerBound,
                        marker.range.upperBound <= mention.range.upperBound
                    else { continue }
                    return itself
                }
            }
            return nil
        case .form:
            return surroundings.markers(at: mention.place.lowerBound).contains {
                $0.range == mention.range && fits($0, condition)
            } ? itself : nil
        case .written:
            guard let word = surroundings.word(mention.place.lowerBound) else { return nil }
            return condition.shape.map { has(word, $0) } ?? false ? itself : nil
        case .next:
            let word = surroundings.word(mention.place.upperBound + 1).flatMap { $0.breakBefore == .none ? $0 : nil }
            return shape(of: word, condition)
        case .previous:
            let isClose = surroundings.word(mention.place.lowerBound)?.breakBefore == Surroundings.Break.none
            return shape(of: isClose ? surroundings.word(mention.place.lowerBound - 1) : nil, condition)
        case .reading:
            guard let feature = condition.feature else { return nil }
            return mention.readingSets.contains { has($0, feature) } ? itself : nil
        case .first:
            return surroundings.word(mention.place.lowerBound)?.breakBefore == .sentence ? itself : nil
        case .quoted: return isQuoted(mention.range) ? itself : nil
        case .part:
            guard let first = surroundings.word(mention.place.lowerBound),
                let last = surroundings.word(mention.place.upperBound)
            else { return nil }
            let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
            if last.range.upperBound > end, bytes[end] == UInt8(ascii: "-") { return last.range }
            if first.range.lowerBound < start, bytes[start - 1] == UInt8(ascii: "-") { return first.range }
            return nil
        case .rejected:
            let sentence = surroundings.extent(of: mention.place, upTo: .sentence)
            guard let start = surroundings.word(sentence.lowerBound)?.range.lowerBound else { return nil }
            for rejection in rejections.suffix(Self.stepLimit).reversed()
            where rejection.offset < mention.range.lowerBound {
                guard rejection.offset >= start else { return nil }
                if rejection.rule == condition.rule { return itself }
            }
            return nil
        }
    }

    private func shape(of word: Surroundings.Word?, _ condition: ContextCondition) -> Range<Int>? {
        guard let word else { return condition.shape == .nothing ? 0..<0 : nil }
        return condition.shape.map { has(word, $0) } ?? false ? word.range : nil
    }

    private func has(_ word: Surroundings.Word, _ shape: WordShape) -> Bool {
        switch shape {
        case .lower: word.letters > 0 && !word.startsWithCapital && !word.isNumber
        case .capitalized: word.startsWithCapital && word.letters > 1
        case .capitals: word.isCapitals
        case .initial: word.letters == 1 && word.startsWithCapital && word.hasFullStop
        case .number: word.isNumber
        case .roman: word.isRoman
        case .quotation: word.isQuoted
        case .nothing: false
        }
    }

    private func isQuoted(_ range: Range<Int>) -> Bool {
        guard let before = decodeScalar(bytes, endingAt: range.lowerBound), range.upperBound < bytes.count else {
            return false
        }
        return Surroundings.isQuotationMark(before.scalar)
            && Surroundings.isQuotationMark(decodeScalar(bytes, at: range.upperBound).scalar)
    }

    /// Words that a walk passes over; a chain made to harm could go on for ever.
    private static let stepLimit = 12

    private func walkForward(_ condition: ContextCondition, from start: Int) -> Range<Int>? {
        var index = start
        var skip = condition.skip
        var steps = Self.stepLimit
        while steps > 0, let word = surroundings.word(index), word.breakBefore == .none {
            steps -= 1
            let markers = surroundings.markers(at: index)
            if let found = markers.last(where: { fits($0, condition) }) { return found.range }
            if let over = condition.over, let marker = markers.last(where: { $0.term == over }) {
                index = surroundings.index(behind: marker.range.upperBound, from: index + 1)
            } else if skip > 0 {
                skip -= 1
                index += 1
            } else {
                return nil
            }
        }
        return nil
    }

    private func walkBack(_ condition: ContextCondition, from start: Int) -> Range<Int>? {
        var index = start
        var skip = condition.skip
        var steps = Self.stepLimit
        while steps > 0, index > 0, surroundings.word(index)?.breakBefore == Surroundings.Break.none {
            steps -= 1
            index -= 1
            let markers = surroundings.markers(endingAt: index)
            if let found = markers.first(where: { fits($0, condition) }) { return found.range }
            if let over = condition.over, let marker = markers.first(where: { $0.term == over }) {
                while index > 0, let word = surroundings.word(index), word.range.lowerBound > marker.range.lowerBound {
                    index -= 1
                }
            } else if skip > 0 {
                skip -= 1
            } else {
                return nil
            }
        }
        return nil
    }

    private func search(_ extent: Range<Int>, _ condition: ContextCondition, _ mention: Mention) -> Range<Int>? {
        guard let lexicon = condition.lexicon else { return nil }
        for (index, marker) in surroundings.markers(of: lexicon, in: extent) {
            guard !mention.place.contains(index), fits(marker, condition) else { continue }
            if let leader = condition.ledBy {
                guard index > extent.lowerBound, surroundings.word(index)?.breakBefore == Surroundings.Break.none,
                    surroundings.markers(endingAt: index - 1).contains(where: { $0.term == leader })
                else { continue }
            }
            return marker.range
        }
        return nil
    }

    private func fits(_ marker: Candidate, _ condition: ContextCondition) -> Bool {
        guard marker.term == condition.lexicon else { return false }
        return condition.feature.map { has(marker.readingSet, $0) } ?? true
    }

    private func has(_ readingSet: Int, _ feature: String) -> Bool {
        let question = Question(readingSet: readingSet, feature: feature)
        if let known = answers[question] { return known }
        let answer = glossary.readings(set: readingSet).contains { $0.contains(feature) }
        answers[question] = answer
        return answer
    }

    private struct Question: Hashable {
        var readingSet: Int
        var feature: String
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
