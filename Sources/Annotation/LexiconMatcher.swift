import CompiledGlossary
import Glossary
import TextCore
import UnicodeSupport

/// Finds the words of lexicons in a text.
struct LexiconMatcher: Sendable {
    let glossary: CompiledGlossary
    /// The lexicon of words that a full stop follows inside a sentence.
    let abbreviations: Int?
    private let matcher: Matcher
    /// Endings, without a reading, and the lexicons they stand for.
    private let endings: [String: [Int]]
    private let endingLengths: [Int]

    init(_ glossary: CompiledGlossary) {
        self.glossary = glossary
        matcher = Matcher(glossary: glossary, automaton: glossary.contextAutomaton)
        abbreviations = glossary.lexicons.firstIndex { $0.id == ContextNames.abbreviations }
        var endings: [String: [Int]] = [:]
        for (number, lexicon) in glossary.lexicons.enumerated() {
            for ending in lexicon.endings { endings[ending, default: []].append(number) }
        }
        self.endings = endings
        endingLengths = Set(endings.keys.map(\.count)).sorted()
    }

    /// The number of a lexicon; nil when the glossary has none of this name.
    func number(of id: String) -> Int? { glossary.lexicons.firstIndex { $0.id == id } }

    /// The words of lexicons that begin at an offset; those known by an ending are not among them.
    func find(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> [Candidate] {
        guard offset < bytes.count else { return [] }
        var found: [Candidate] = []
        matcher.find(at: offset, in: bytes, into: &found)
        guard !found.isEmpty else { return found }
        let isCapital = CharacterProperties.isUppercase(decodeScalar(bytes, at: offset).scalar)
        return found.compactMap { candidate in
            guard isCapital || candidate.term & 1 == 0 else { return nil }
            var candidate = candidate
            candidate.term >>= 1
            return candidate
        }
    }

    /// What begins at a word. A lexicon known by an ending has a candidate whose reading set does not exist.
    func find(_ word: Surroundings.Word, in bytes: UnsafeBufferPointer<UInt8>) -> [Candidate] {
        var found = find(at: word.range.lowerBound, in: bytes)
        guard word.startsWithCapital, !endings.isEmpty, word.range.count <= Self.nameLimit else { return found }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[word.range]), as: UTF8.self)
        let folded = (try? glossary.normalizer.normalize(text, for: .match).text) ?? text
        for length in endingLengths where length < folded.count {
            for lexicon in endings[String(folded.suffix(length))] ?? [] {
                found.append(Candidate(range: word.range, term: lexicon, readingSet: -1))
            }
        }
        return found
    }

    /// No name has more bytes.
    private static let nameLimit = 128
}
