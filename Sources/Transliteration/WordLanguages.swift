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
    /// For each letter the number of the small one, and flags above it (see ``Spelling``).
    private let letters: [UInt32]

    /// Frequent words and endings, with what they say.
    private let words: VoteTable
    private let endings: EndingTable
    /// The language of words that do not say it by their letters; nil to find out.
    private let assumed: Int?

    /// - Parameters:
    ///   - cues: of two languages; a word's language is an index into them.
    ///   - assumed: the language of words that do not say another one by their letters.
    init(_ cues: [LanguageCues], assuming assumed: Int? = nil) {
        func votes(_ lists: KeyPath<LanguageCues, Set<String>>, _ weight: Int) -> [[UInt16]: Int] {
            var votes: [[UInt16]: Int] = [:]
            for (index, cues) in cues.enumerated() {
                for text in cues[keyPath: lists] {
                    let letters = text.unicodeScalars.compactMap { Cyrillic.index($0.value).map { Cyrillic.small[$0] } }
                    votes[letters, default: 0] += index == 0 ? weight : -weight
                }
            }
            return votes
        }
        var letters = Cyrillic.small.map(UInt32.init)
        for (index, cues) in cues.enumerated() {
            let own = SchemeTable.LetterSet(cues.letters)
            let hints = SchemeTable.LetterSet(cues.hints)
            for letter in 0..<Cyrillic.count {
                let small = Int(Cyrillic.small[letter])
                if own.contains(small) { letters[letter] |= index == 0 ? Spelling.isFirst : Spelling.isSecond }
                if hints.contains(small) { letters[letter] |= index == 0 ? Spelling.hintsFirst : Spelling.hintsSecond }
                if small != letter { letters[letter] |= Spelling.isCapital }
            }
        }
        self.letters = letters
        words = VoteTable(votes(\.words, 2))
        endings = EndingTable(votes(\.endings, 1))
        self.assumed = assumed
    }

    /// Small, as there are many: a part of a text has some thousands.
    private struct Word {
        var start: Int32
        var sentence: Int32
        /// For the first language positive, for the second negative, 0 for neither.
        var vote: Int8
        /// The same for the words around it: 0 for names.
        var voice: Int8
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
            let end = LineBreaks.end(in: text, from: start, atLeast: Self.chunkLength)
            words.removeAll(keepingCapacity: true)
            append(start..<end, of: text, &words, to: &stretches)
            start = end
        }
        return stretches
    }

    /// Long texts are judged in parts of whole lines: the language of the text is then that of such a part.
    static let chunkLength = 1 << 16

    private func append(
        _ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ words: inout [Word],
        to stretches: inout [(end: Int, language: Int)]
    ) {
        let sentences = self.sentences(in: range, of: text, &words)
        let total = sentences.reduce(0, +)
        let document: Int8 = total >= 0 ? 1 : -1
        // The nearest word that says something, in the same sentence.
        var previous = [Int8](repeating: 0, count: words.count)
        var last: (sentence: Int32, vote: Int8) = (-1, 0)
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
            let sentence = sentences[Int(words[index].sentence)]
            words[index].vote =
                previous[index] == following && following != 0
                ? following
                : sentence != 0 ? Int8(sentence.signum()) : words[index].vote != 0 ? words[index].vote : document
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
                to: index + 1 < words.count ? Int(words[index + 1].start) : range.upperBound, word.vote >= 0 ? 0 : 1)
        }
        if words.isEmpty { extend(to: range.upperBound, document >= 0 ? 0 : 1) }
    }

    /// Finds the words of a part of the text.
    ///
    /// - Returns: the sum of the votes of each sentence.
    private func sentences(
        in range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ words: inout [Word]
    ) -> [Int] {
        letters.withUnsafeBufferPointer { letters in
            var sentences = [0]
            var sum = 0
            var hasWords = false
            var end = 0
            var offset = range.lowerBound
            while offset < range.upperBound {
                if text[offset] == 0x20 {
                    offset += 1
                    continue
                }
                guard text[offset] &- 0xD0 < 5 else {
                    let (scalar, length) = decodeScalar(text, at: offset)
                    if hasWords, LineBreaks.count(of: scalar) > 0 || Self.endsSentence(scalar, text, offset + length) {
                        sentences[sentences.count - 1] = sum
                        sentences.append(0)
                        sum = 0
                        hasWords = false
                    }
                    offset += length
                    continue
                }
                let start = offset
                let first = letters[Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)]
                var spelling = Spelling()
                while offset < text.count {
                    if text[offset] &- 0xD0 < 5 {
                        spelling.append(letters[Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)])
                        offset += 2
                    } else {
                        guard text[offset] >= 0x80 else { break }
                        let (scalar, length) = decodeScalar(text, at: offset)
                        guard CharacterProperties.isTransparent(scalar) else { break }
                        offset += length
                    }
                }
                let vote = vote(spelling)
                let isName = first & Spelling.isCapital != 0
                words.append(
                    Word(
                        start: Int32(start), sentence: Int32(sentences.count - 1), vote: Int8(vote),
                        voice: isName ? 0 : Int8(vote),
                        isJoined: !words.isEmpty && start == end + 1 && text[end] == UInt8(ascii: "-")))
                end = offset
                hasWords = true
                if !isName { sum += vote }
            }
            sentences[sentences.count - 1] = sum
            return sentences
        }
    }

    /// What a word is judged by, gathered letter by letter.
    private struct Spelling {
        var count = 0
        /// The first letters, up to ``VoteTable/longest``.
        var start: UInt64 = 0
        /// The last letters, nine bits for each.
        var end: UInt64 = 0
        var flags: UInt32 = 0

        /// Only one of the languages has the letter.
        static let isFirst: UInt32 = 1 << 16
        static let isSecond: UInt32 = 1 << 17
        /// The letter speaks for one of them.
        static let hintsFirst: UInt32 = 1 << 18
        static let hintsSecond: UInt32 = 1 << 19
        static let isCapital: UInt32 = 1 << 20

        @inline(__always)
        mutating func append(_ letter: UInt32) {
            flags |= letter
            let number = UInt64(letter & 0x1FF)
            if count < VoteTable.longest { start = start << 9 | (number + 1) }
            end = end << 9 | number
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
        let own = word.flags & (Spelling.isFirst | Spelling.isSecond)
        if own == Spelling.isFirst { return 2 }
        if own == Spelling.isSecond { return -2 }
        if let assumed { return assumed == 0 ? 2 : -2 }
        if word.count <= VoteTable.longest {
            let vote = words[word.start]
            if vote != 0 { return vote }
        }
        var vote = (word.flags & Spelling.hintsFirst != 0 ? 1 : 0) - (word.flags & Spelling.hintsSecond != 0 ? 1 : 0)
        // The part before an ending has two letters or more.
        let (positive, negative) = endings.votes(of: word.end, upTo: word.count - 2)
        vote += positive + negative
        return vote
    }
}

/// Votes of the ends of words: a tree of letters from the last one backwards.
private struct EndingTable: Sendable {
    /// Nine bits for a letter fit seven times.
    private static let longest = 7
    /// Which of the letters that endings have each letter is, from 1; 0 for the others.
    private let classes: [UInt8]
    private let classCount: Int
    /// For each node and class, the next node; 0 for none.
    private var next: [UInt16]
    private var votes: [Int8] = [0]

    init(_ entries: [[UInt16]: Int]) {
        let entries = entries.filter { $0.key.count <= Self.longest }
        var classes = [UInt8](repeating: 0, count: Cyrillic.count)
        var count = 1
        for letter in entries.keys.joined() where classes[Int(letter)] == 0 {
            classes[Int(letter)] = UInt8(count)
            count += 1
        }
        next = [UInt16](repeating: 0, count: count)
        for (letters, vote) in entries {
            var node = 0
            for letter in letters.reversed() {
                let place = node * count + Int(classes[Int(letter)])
                if next[place] == 0 {
                    next[place] = UInt16(votes.count)
                    votes.append(0)
                    next += [UInt16](repeating: 0, count: count)
                }
                node = Int(next[place])
            }
            votes[node] = Int8(clamping: vote)
        }
        self.classes = classes
        classCount = count
    }

    /// The strongest votes for either language among the endings of a word.
    @inline(__always)
    func votes(of end: UInt64, upTo length: Int) -> (positive: Int, negative: Int) {
        var found = (positive: 0, negative: 0)
        var node = 0
        var rest = end
        for _ in 0..<max(0, min(length, Self.longest)) {
            node = Int(next[node * classCount + Int(classes[Int(rest & 0x1FF)])])
            if node == 0 { break }
            found.positive = max(found.positive, Int(votes[node]))
            found.negative = min(found.negative, Int(votes[node]))
            rest >>= 9
        }
        return found
    }
}

/// Votes of short words: a hash table of numbers, because a set of arrays costs an allocation for each question.
private struct VoteTable: Sendable {
    /// Nine bits for a letter.
    static let longest = 7
    private var keys: [UInt64]
    private var votes: [Int8]
    private let shift: UInt64

    init(_ words: [[UInt16]: Int]) {
        let entries = words.filter { $0.key.count <= Self.longest }.map { (Self.key($0.key), $0.value) }
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
    private static func key(_ letters: [UInt16]) -> UInt64 {
        letters.reduce(0) { $0 << 9 | UInt64($1 + 1) }
    }
}
