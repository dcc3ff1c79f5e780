import CompiledGlossary
import Glossary
import TextCore
import UnicodeSupport

/// What a term asks of its mentions beside their form: case rule and guards, as the glossary states them.
struct Conditions {
    let bytes: UnsafeBufferPointer<UInt8>
    let normalizer: Normalizer
    /// As the normalizer, but ё stays apart from е: «сел» is another word where «сёл» is not.
    private let exact: Normalizer

    init(bytes: UnsafeBufferPointer<UInt8>, normalizer: Normalizer) {
        self.bytes = bytes
        self.normalizer = normalizer
        exact = Normalizer(rules: normalizer.rules.filter { $0.id != "yo" })
    }

    /// Why the mention counts; the last one tells why not when `isMet` is false.
    struct Verdict {
        var isMet: Bool
        var reasons: [Reason]
    }

    func check(_ term: Term, at range: Range<Int>) -> Verdict {
        var reasons: [Reason] = []
        switch term.caseRule {
        case .any: break
        case .capitalized:
            guard startsWithCapital(range) else {
                return Verdict(isMet: false, reasons: [Reason(.noCapital)])
            }
            reasons.append(Reason(.capital))
        case .acronym:
            guard hasCapitals(of: term.label, range) else {
                return Verdict(isMet: false, reasons: [Reason(.noCapitals)])
            }
            reasons.append(Reason(.capitals))
        }
        if term.hasGap, let verdict = checkGap(term, range) {
            guard verdict.isMet else { return verdict }
            reasons += verdict.reasons
        }
        for condition in term.guards {
            switch condition {
            case .notForms(let forms):
                let text = exactly(self.text(range))
                if forms.contains(where: { exactly($0) == text }) {
                    return Verdict(isMet: false, reasons: reasons + [Reason(.otherWord(text))])
                }
            case .name(let words):
                guard let evidence = nameEvidence(term, words, at: range) else {
                    return Verdict(isMet: false, reasons: reasons + [Reason(.noEvidence(words.first ?? ""))])
                }
                reasons.append(evidence)
            }
        }
        return Verdict(isMet: true, reasons: reasons)
    }

    /// Words that stand inside a term are part of a name: as many of them as the label does not have are capitalized.
    private func checkGap(_ term: Term, _ range: Range<Int>) -> Verdict? {
        let words = text(range).split(whereSeparator: \.isWhitespace)
        let surplus = words.count - term.label.split(separator: " ").count
        guard surplus > 0 else { return nil }
        let names = words.dropFirst().dropLast().filter { $0.first?.isUppercase == true }
        guard names.count >= surplus else {
            return Verdict(isMet: false, reasons: [Reason(.noName)])
        }
        return Verdict(isMet: true, reasons: [Reason(.gap(names.joined(separator: " ")))])
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private func startsWithCapital(_ range: Range<Int>) -> Bool {
        CharacterProperties.isUppercase(decodeScalar(bytes, at: range.lowerBound).scalar)
    }

    /// Words that are abbreviations in the label have as many capitals at their start in the text.
    private func hasCapitals(of label: String, _ range: Range<Int>) -> Bool {
        let words = text(range).split(whereSeparator: \.isWhitespace)
        for (wanted, found) in zip(label.split(separator: " "), words) {
            guard wanted.isAcronym else { continue }
            let capitals = wanted.filter(\.isUppercase).count
            let letters = found.filter { $0.isLetter }.prefix(capitals)
            guard letters.count == capitals, letters.allSatisfy(\.isUppercase) else { return false }
        }
        return true
    }

    /// What shows that a common word is used as a name here.
    private func nameEvidence(_ term: Term, _ words: [String], at range: Range<Int>) -> Reason? {
        let before = decodeScalar(bytes, endingAt: range.lowerBound)
        let after = range.upperBound < bytes.count ? decodeScalar(bytes, at: range.upperBound).scalar : 0
        if let before, Surroundings.isQuotationMark(before.scalar), Surroundings.isQuotationMark(after) {
            return Reason(.quoted)
        }
        let letters = text(range).filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy(\.isUppercase),
            !term.label.filter(\.isLetter).allSatisfy(\.isUppercase),
            neighbours(of: range).contains(where: { !$0.filter(\.isLetter).allSatisfy(\.isUppercase) })
        {
            return Reason(.inCapitals)
        }
        let beside = neighbours(of: range).map(folded)
        for word in words {
            let start = folded(word)
            if beside.contains(where: { $0.hasPrefix(start) }) { return Reason(.beside(word)) }
        }
        return nil
    }

    private func exactly(_ word: String) -> String {
        (try? exact.normalize(word, for: .match).text) ?? word
    }

    private func folded(_ word: String) -> String {
        (try? normalizer.normalize(word, for: .match).text) ?? word
    }

    /// The words directly before and after a range, over spaces and quotation marks.
    private func neighbours(of range: Range<Int>) -> [String] {
        var words: [String] = []
        var end = range.lowerBound
        while let (scalar, length) = decodeScalar(bytes, endingAt: end), Self.isGap(scalar) { end -= length }
        var start = end
        while let (scalar, length) = decodeScalar(bytes, endingAt: start), CharacterProperties.isAlphabetic(scalar) {
            start -= length
        }
        if start < end { words.append(text(start..<end)) }
        start = range.upperBound
        while start < bytes.count, case (let scalar, let length) = decodeScalar(bytes, at: start), Self.isGap(scalar) {
            start += length
        }
        end = start
        while end < bytes.count, case (let scalar, let length) = decodeScalar(bytes, at: end),
            CharacterProperties.isAlphabetic(scalar)
        {
            end += length
        }
        if start < end { words.append(text(start..<end)) }
        return words
    }

    private static func isGap(_ scalar: UInt32) -> Bool {
        Surroundings.isQuotationMark(scalar)
            || CharacterProperties.isWhiteSpace(scalar) && LineBreaks.count(of: scalar) == 0
    }
}
