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
    /// For each letter: 1 and 2 when only the first or second language has it, 4 and 8 when it speaks for one.
    private let flags: [UInt8]
    private let small = Cyrillic.small

    /// Frequent words and endings by the numbers of their letters, with what they say.
    private let words: VoteTable
    private let endings: VoteTable
    /// The language of words that do not say it by their letters; nil to find out.
    private let assumed: Int?

    /// The longest ending that is looked at.
    private static let longestEnding = 5

    /// - Parameters:
    ///   - cues: of two languages; a word's language is an index into them.
    ///   - assumed: the language of words that do not say another one by their letters.
    init(_ cues: [LanguageCues], assuming assumed: Int? = nil) {
        func votes(_ lists: KeyPath<LanguageCues, Set<String>>, _ weight: Int) -> VoteTable {
            var votes: [UInt64: Int] = [:]
            for (index, cues) in cues.enumerated() {
                for text in cues[keyPath: lists] {
                    let letters = text.unicodeScalars.compactMap { Cyrillic.index($0.value).map { Cyrillic.small[$0] } }
                    guard letters.count <= VoteTable.longest else { continue }
                    votes[VoteTable.key(letters[...]), default: 0] += index == 0 ? weight : -weight
                }
            }
            return VoteTable(votes)
        }
        var flags = [UInt8](repeating: 0, count: Cyrillic.count)
        for (index, cues) in cues.enumerated() {
            let letters = SchemeTable.LetterSet(cues.letters)
            let hints = SchemeTable.LetterSet(cues.hints)
            for letter in 0..<Cyrillic.count {
                if letters.contains(Int(Cyrillic.small[letter])) { flags[letter] |= index == 0 ? 1 : 2 }
                if hints.contains(Int(Cyrillic.small[letter])) { flags[letter] |= index == 0 ? 4 : 8 }
            }
        }
        self.flags = flags
        words = votes(\.words, 2)
        endings = votes(\.endings, 1)
        self.assumed = assumed
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
        var stretches: [(end: Int, language: Int)] = []
        var words: [Word] = []
        var start = 0
        while start < text.count {
            let end = chunkEnd(in: text, from: start)
            words.removeAll(keepingCapacity: true)
            append(start..<end, of: text, &words, to: &stretches)
            start = end
        }
        return stretches
    }

    /// Long texts are judged in parts of whole lines: the language of the text is then that of such a part.
    private static let chunkLength = 1 << 16

    private func chunkEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard text.count - start > Self.chunkLength else { return text.count }
        return text[(start + Self.chunkLength)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    }

    private func append(
        _ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ words: inout [Word],
        to stretches: inout [(end: Int, language: Int)]
    ) {
        let sentences = self.sentences(in: range, of: text, &words)
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
        func extend(to end: Int, _ language: Int) {
            if stretches.last?.language == language {
                stretches[stretches.count - 1].end = end
            } else {
                stretches.append((end, language))
            }
        }
        for (index, word) in words.enumerated() {
            extend(
                to: index + 1 < words.count ? words[index + 1].start : range.upperBound, word.vote >= 0 ? 0 : 1)
        }
        if words.isEmpty { extend(to: range.upperBound, document >= 0 ? 0 : 1) }
    }

    /// Finds the words of a part of the text.
    ///
    /// - Returns: the sum of the votes of each sentence.
    private func sentences(
        in range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ words: inout [Word]
    ) -> [Int] {
        var sentences = [0]
        var end = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard text[offset] &- 0xD0 < 5 else {
                let (scalar, length) = decodeScalar(text, at: offset)
                if LineBreaks.count(of: scalar) > 0 || Self.endsSentence(scalar, text, offset + length) {
                    if sentences.last != 0 || words.last?.sentence == sentences.count - 1 { sentences.append(0) }
                }
                offset += length
                continue
            }
            let start = offset
            var spelling = Spelling()
            while offset < text.count {
                if text[offset] &- 0xD0 < 5 {
                    let letter = Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)
                    spelling.append(small[letter], flags[letter])
                    offset += 2
                } else {
                    guard text[offset] >= 0x80 else { break }
                    let (scalar, length) = decodeScalar(text, at: offset)
                    guard CharacterProperties.isTransparent(scalar) else { break }
                    offset += length
                }
            }
            let vote = vote(spelling)
            let first = Int(text[start] & 0x07) << 6 | Int(text[start + 1] & 0x3F)
            let isName = Int(small[first]) != first
            words.append(
                Word(
                    start: start, sentence: sentences.count - 1, vote: vote, voice: isName ? 0 : vote,
                    isJoined: !words.isEmpty && start == end + 1 && text[end] == UInt8(ascii: "-")))
            end = offset
            sentences[sentences.count - 1] += isName ? 0 : vote
        }
        return sentences
    }

    /// What a word is judged by, gathered letter by letter.
    private struct Spelling {
        var count = 0
        /// The first letters, up to ``VoteTable/longest``.
        var start: UInt64 = 0
        /// The last letters.
        var end: UInt64 = 0
        var flags: UInt8 = 0

        @inline(__always)
        mutating func append(_ letter: UInt16, _ letterFlags: UInt8) {
            flags |= letterFlags
            if count < VoteTable.longest { start = start << 9 | UInt64(letter + 1) }
            end = end << 9 | UInt64(letter + 1)
            count += 1
        }
    }

    /// Full stop, exclamation, question mark or ellipsis before white space.
    private static func endsSentence(_ scalar: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ next: Int) -> Bool {
        switch scalar {
        case 0x2E, 0x21, 0x3F, 0x2026: next < text.count && text[next] <= 0x20
        default: false
        }
    }

    private func vote(_ word: Spelling) -> Int {
        switch word.flags & 3 {
        case 1: return 2
        case 2: return -2
        default: break
        }
        if let assumed { return assumed == 0 ? 2 : -2 }
        if word.count <= VoteTable.longest {
            let vote = words[word.start]
            if vote != 0 { return vote }
        }
        var vote = Int(word.flags >> 2 & 1) - Int(word.flags >> 3 & 1)
        var positive = 0
        var negative = 0
        var length = 2
        while length <= Self.longestEnding, length < word.count - 1 {
            let found = endings[word.end & (1 << (9 * UInt64(length)) - 1)]
            positive = max(positive, found)
            negative = min(negative, found)
            length += 1
        }
        vote += positive + negative
        return vote
    }
}

/// Votes of short runs of letters: a hash table of numbers, because a set of arrays costs an allocation for each question.
private struct VoteTable: Sendable {
    /// Nine bits for a letter.
    static let longest = 7
    private var keys: [UInt64]
    private var votes: [Int8]
    private let shift: UInt64

    init(_ entries: [UInt64: Int]) {
        var bits: UInt64 = 4
        while 1 << bits < 2 * entries.count { bits += 1 }
        shift = 64 - bits
        keys = [UInt64](repeating: 0, count: 1 << bits)
        votes = [Int8](repeating: 0, count: 1 << bits)
        for (key, vote) in entries {
            var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
            while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
            keys[place] = key
            votes[place] = Int8(clamping: vote)
        }
    }

    /// 0 for what is not there.
    subscript(_ key: UInt64) -> Int {
        var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while keys[place] != 0 {
            if keys[place] == key { return Int(votes[place]) }
            place = (place + 1) & (keys.count - 1)
        }
        return 0
    }

    /// Of at most ``longest`` letters; never 0 for one or more.
    static func key(_ letters: ArraySlice<UInt16>) -> UInt64 {
        letters.reduce(0) { $0 << 9 | UInt64($1 + 1) }
    }
}
