import TextCore
import UnicodeSupport

/// What tells the words of one language from those of the other.
public struct LanguageCues: Hashable, Sendable {
    /// A BCP 47 tag.
    public var language: String
    /// Small letters that only this language has: one settles the word.
    public var letters: String
    /// Small letters that speak for the language without settling it.
    public var hints: String
    /// Frequent short words, in small letters.
    public var words: Set<String>
    /// Ends of words, in small letters, without the other language's.
    public var endings: Set<String>
    /// Endings of names: what may follow a name that has an official spelling, or its stem.
    public var nameEndings: Set<String>
    /// What words hardly ever have: chooses between words that a scheme writes alike.
    public var unlikely: [Unlikely]

    /// Letters in a place where they are unusual.
    public struct Unlikely: Hashable, Sendable {
        /// Small letters, each by itself.
        public var letters: String
        /// One of these letters before, `^` for the start of a word; nil for anything.
        public var after: String?
        /// One of these letters behind, `$` for the end of a word; nil for anything.
        public var before: String?
        /// The larger, the more unusual; a letter more in the word costs 4.
        public var cost: Int

        public init(letters: String, after: String? = nil, before: String? = nil, cost: Int) {
            self.letters = letters
            self.after = after
            self.before = before
            self.cost = cost
        }
    }

    public init(
        language: String, letters: String, hints: String, words: Set<String>, endings: Set<String>,
        nameEndings: Set<String> = [], unlikely: [Unlikely] = []
    ) {
        self.language = language
        self.letters = letters
        self.hints = hints
        self.words = words
        self.endings = endings
        self.nameEndings = nameEndings
        self.unlikely = unlikely
    }
}

/// The language of every word of a text that mixes two: by its own letters, ends or as a frequent short word; a word
/// that says nothing is of the language of the word it is joined to by a hyphen, of the words beside it, then of its
/// sentence, then of the text. Names keep their language and do not speak for their sentence.
struct WordLanguages: Sendable {
    private let cues: [Cues]

    private struct Cues: Sendable {
        var letters: SchemeTable.LetterSet
        var hints: SchemeTable.LetterSet
        var words: Set<[UInt16]>
        var endings: Set<[UInt16]>
    }

    /// The longest ending that is looked at.
    private static let longestEnding = 5
    /// Frequent words are short.
    private static let longestWord = 8

    /// - Parameter cues: of two languages; a word's language is an index into them.
    init(_ cues: [LanguageCues]) {
        func letters(_ text: String) -> [UInt16] {
            text.unicodeScalars.compactMap { Cyrillic.index($0.value).map { Cyrillic.small[$0] } }
        }
        self.cues = cues.map { cues in
            Cues(
                letters: SchemeTable.LetterSet(cues.letters), hints: SchemeTable.LetterSet(cues.hints),
                words: Set(cues.words.map(letters)), endings: Set(cues.endings.map(letters)))
        }
    }

    private struct Word {
        var start: Int
        var sentence: Int
        /// For the first language positive, for the second negative, 0 for neither.
        var vote: Int
        /// The same for the words around it: 0 for names.
        var voice: Int
        /// A hyphen and nothing else stands before it.
        var isJoined: Bool
    }

    /// Stretches of one language that together are the whole text: each word goes with what follows it.
    ///
    /// - Complexity: O(length of the text).
    func stretches(of text: UnsafeBufferPointer<UInt8>) -> [(end: Int, language: Int)] {
        var (words, sentences) = words(of: text)
        let total = sentences.reduce(0, +)
        let document = total >= 0 ? 1 : -1
        // The nearest word that says something, in the same sentence.
        var previous = [Int](repeating: 0, count: words.count)
        var last = (sentence: -1, vote: 0)
        for index in words.indices {
            if last.sentence != words[index].sentence { last = (words[index].sentence, 0) }
            previous[index] = last.vote
            if words[index].voice != 0 { last.vote = words[index].voice.signum() }
        }
        last = (-1, 0)
        for index in words.indices.reversed() {
            if last.sentence != words[index].sentence { last = (words[index].sentence, 0) }
            let following = last.vote
            if words[index].voice != 0 { last.vote = words[index].voice.signum() }
            // One sign alone may be a loan.
            if abs(words[index].vote) > 1 { continue }
            if index + 1 < words.count, words[index + 1].isJoined, words[index + 1].vote != 0 {
                words[index].vote = words[index + 1].vote
                continue
            }
            if words[index].isJoined, words[index - 1].vote != 0 {
                words[index].vote = words[index - 1].vote
                continue
            }
            let sentence = sentences[words[index].sentence]
            words[index].vote =
                previous[index] == following && following != 0
                ? following : sentence != 0 ? sentence.signum() : words[index].vote != 0 ? words[index].vote : document
        }
        var stretches: [(end: Int, language: Int)] = []
        for (index, word) in words.enumerated() {
            let language = word.vote >= 0 ? 0 : 1
            let end = index + 1 < words.count ? words[index + 1].start : text.count
            if stretches.last?.language == language {
                stretches[stretches.count - 1].end = end
            } else {
                stretches.append((end, language))
            }
        }
        return stretches.isEmpty ? [(text.count, document >= 0 ? 0 : 1)] : stretches
    }

    private func words(of text: UnsafeBufferPointer<UInt8>) -> (words: [Word], sentences: [Int]) {
        var words: [Word] = []
        var sentences = [0]
        var letters: [UInt16] = []
        var end = 0
        var offset = 0
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            guard let first = Cyrillic.index(scalar) else {
                if LineBreaks.count(of: scalar) > 0 || Self.endsSentence(scalar, text, offset + length) {
                    if sentences.last != 0 || words.last?.sentence == sentences.count - 1 { sentences.append(0) }
                }
                offset += length
                continue
            }
            letters.removeAll(keepingCapacity: true)
            let start = offset
            offset += length
            letters.append(Cyrillic.small[first])
            while offset < text.count {
                let (scalar, length) = decodeScalar(text, at: offset)
                if let index = Cyrillic.index(scalar) {
                    letters.append(Cyrillic.small[index])
                } else if scalar < 0x300 || !CharacterProperties.isTransparent(scalar) {
                    break
                }
                offset += length
            }
            let vote = vote(letters)
            let isName = Int(Cyrillic.small[first]) != first
            words.append(
                Word(
                    start: start, sentence: sentences.count - 1, vote: vote, voice: isName ? 0 : vote,
                    isJoined: !words.isEmpty && start == end + 1 && text[end] == UInt8(ascii: "-")))
            end = offset
            sentences[sentences.count - 1] += isName ? 0 : vote
        }
        return (words, sentences)
    }

    /// Full stop, exclamation, question mark or ellipsis before white space.
    private static func endsSentence(_ scalar: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ next: Int) -> Bool {
        guard [0x2E, 0x21, 0x3F, 0x2026].contains(scalar), next < text.count else { return false }
        return text[next] <= 0x20
    }

    private func vote(_ letters: [UInt16]) -> Int {
        for (index, cue) in cues.enumerated() where letters.contains(where: { cue.letters.contains(Int($0)) }) {
            return index == 0 ? 2 : -2
        }
        for (index, cue) in cues.enumerated()
        where letters.count <= Self.longestWord && cue.words.contains(letters) {
            return index == 0 ? 2 : -2
        }
        var vote = 0
        for (index, cue) in cues.enumerated() {
            let sign = index == 0 ? 1 : -1
            if letters.contains(where: { cue.hints.contains(Int($0)) }) { vote += sign }
            let isEnding = (2...Self.longestEnding).contains { length in
                length < letters.count - 1 && cue.endings.contains(Array(letters.suffix(length)))
            }
            if isEnding { vote += sign }
        }
        return vote
    }
}
