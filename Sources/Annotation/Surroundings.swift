import CompiledGlossary
import Glossary
import TextCore
import UnicodeSupport

/// The words around the places of a text, sentence by sentence, found when they are asked for.
///
/// A text is taken apart in pieces: paragraphs, and of very long ones some kilobytes at a time, so that asking about
/// every place in ascending order costs O(length of the text).
final class Surroundings {
    /// What stands between a word and the one before it.
    enum Break {
        /// White space and quotation marks.
        case none
        case clause
        case sentence
    }

    struct Word {
        /// UTF-8 offsets in the text, half-open.
        var range: Range<Int>
        var breakBefore: Break
        /// An opening quotation mark stands directly before it.
        var isQuoted = false
        var startsWithCapital = false
        var isCapitals = false
        var isNumber = false
        var isRoman = false
        var letters = 0
        /// A full stop stands directly behind it.
        var hasFullStop = false
        /// Words of lexicons that begin here; nil when they were not looked for.
        var markers: [Candidate]?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let lexicons: LexiconMatcher
    private var piece: Range<Int> = 0..<0
    private var words: [Word] = []
    /// The words with which sentences and clauses begin, ascending.
    private var sentenceStarts: [Int] = []
    private var clauseStarts: [Int] = []
    /// Where the words of each lexicon are; nil until it is asked for.
    private var byLexicon: [Int: [(index: Int, marker: Candidate)]]?

    /// Pieces end with the first sentence behind this many bytes, or with the first word behind twice as many.
    private static let pieceLength = 4096
    /// Phrases in lexicons have at most this many words.
    private static let phraseLimit = 5

    init(_ bytes: UnsafeBufferPointer<UInt8>, lexicons: LexiconMatcher) {
        self.bytes = bytes
        self.lexicons = lexicons
    }

    // MARK: Questions

    /// The places of a mention's first and last word in ``word(_:)``; nil when the text has no word there.
    func words(of mention: Range<Int>) -> ClosedRange<Int>? {
        load(mention.lowerBound)
        guard let first = index(at: mention.lowerBound) else { return nil }
        var last = first
        while last + 1 < words.count, words[last + 1].range.lowerBound < mention.upperBound { last += 1 }
        return first...last
    }

    /// A word of the piece that was asked about last; nil outside it.
    func word(_ index: Int) -> Word? { words.indices.contains(index) ? words[index] : nil }

    /// The words of the same sentence, or clause, or the whole piece, that hold the words `place`.
    ///
    /// - Complexity: O(log n) for n words of the piece.
    func extent(of place: ClosedRange<Int>, upTo limit: Break?) -> Range<Int> {
        guard let limit else { return words.indices }
        let starts = limit == .clause ? clauseStarts : sentenceStarts
        let first = count(of: starts, notAbove: place.lowerBound) - 1
        let last = count(of: starts, notAbove: place.upperBound)
        return (first < 0 ? 0 : starts[first])..<(last < starts.count ? starts[last] : words.count)
    }

    /// The words of a lexicon that begin in an extent, in order.
    ///
    /// - Complexity: O(log n) for n words of the piece, once all of them were looked up.
    func markers(of lexicon: Int, in extent: Range<Int>) -> ArraySlice<(index: Int, marker: Candidate)> {
        if byLexicon == nil {
            var found: [Int: [(index: Int, marker: Candidate)]] = [:]
            for index in words.indices {
                for marker in markers(at: index) { found[marker.term, default: []].append((index, marker)) }
            }
            byLexicon = found
        }
        guard let all = byLexicon?[lexicon] else { return [] }
        func place(of index: Int) -> Int {
            var low = 0
            var high = all.count
            while low < high {
                let middle = (low + high) / 2
                if all[middle].index < index { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return all[place(of: extent.lowerBound)..<place(of: extent.upperBound)]
    }

    private func count(of starts: [Int], notAbove limit: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The words of lexicons that begin at a word.
    func markers(at index: Int) -> [Candidate] {
        if let known = words[index].markers { return known }
        let found = lexicons.find(words[index], in: bytes)
        words[index].markers = found
        return found
    }

    /// The words of lexicons that end with a word.
    func markers(endingAt index: Int) -> [Candidate] {
        let end = words[index].range.upperBound
        return (max(0, index - Self.phraseLimit + 1)...index).flatMap { start in
            markers(at: start).filter { $0.range.upperBound == end }
        }
    }

    /// The place of the first word that begins at or behind an offset.
    func index(behind offset: Int, from start: Int) -> Int {
        var index = start
        while index < words.count, words[index].range.lowerBound < offset { index += 1 }
        return index
    }

    // MARK: Taking apart

    private func index(at offset: Int) -> Int? {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low].range.lowerBound <= offset ? low : nil
    }

    private func load(_ offset: Int) {
        guard !piece.contains(offset) else { return }
        var start = offset < piece.upperBound ? 0 : piece.upperBound
        var place = offset
        // The line that holds the place, not further back than what was taken apart already.
        while place > start {
            place -= 1
            if bytes[place] == 0x0A, !isLower(at: place + 1) {
                start = place + 1
                break
            }
        }
        repeat {
            piece = start..<takeApart(from: start)
            start = piece.upperBound
            byLexicon = nil
            sentenceStarts = words.indices.filter { words[$0].breakBefore == .sentence }
            clauseStarts = words.indices.filter { words[$0].breakBefore != .none }
        } while !piece.contains(offset) && start < bytes.count
    }

    private func isLower(at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        let scalar = decodeScalar(bytes, at: offset).scalar
        return CharacterProperties.isAlphabetic(scalar) && !CharacterProperties.isUppercase(scalar)
    }

    /// Fills `words` from a place on, and gives the end of the piece.
    private func takeApart(from start: Int) -> Int {
        words.removeAll(keepingCapacity: true)
        var offset = start
        var gap = Break.sentence
        var isQuoted = false
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if Self.isWord(scalar) {
                if gap == .sentence, offset - start > Self.pieceLength { return offset }
                if offset - start > 2 * Self.pieceLength { return offset }
                var word = readWord(at: offset)
                word.breakBefore = gap
                word.isQuoted = isQuoted
                offset = word.range.upperBound
                words.append(word)
                gap = .none
                isQuoted = false
                continue
            }
            offset += length
            isQuoted = Self.isQuotationMark(scalar) && (offset >= bytes.count || !isSpace(at: offset))
            switch scalar {
            case 0x0A where !isLower(at: offset): return offset
            case 0x21, 0x3F, 0x2026: gap = startsSentence(at: offset) ? .sentence : max(gap, .clause)
            case 0x2E:
                if let last = words.indices.last, words[last].range.upperBound == offset - 1 {
                    words[last].hasFullStop = true
                    let isInside = words[last].letters == 1 || isAbbreviation(last)
                    if !isInside, startsSentence(at: offset) || isGluedSentence(at: offset, after: words[last]) {
                        gap = .sentence
                    }
                } else if startsSentence(at: offset) {
                    gap = .sentence
                }
            case 0x2C, 0x3A, 0x3B, 0x28, 0x29, 0x2013, 0x2014, 0x2212, 0x7C, 0x2022: gap = max(gap, .clause)
            case 0x2D where isSpace(at: offset): gap = max(gap, .clause)
            default: break
            }
        }
        return bytes.count
    }

    private func max(_ first: Break, _ second: Break) -> Break {
        first == .sentence || second == .sentence ? .sentence : first == .clause || second == .clause ? .clause : .none
    }

    private func max(_ first: Int, _ second: Int) -> Int { first > second ? first : second }

    private func isAbbreviation(_ index: Int) -> Bool {
        guard let abbreviations = lexicons.abbreviations else { return false }
        return markers(at: index).contains { $0.term == abbreviations }
    }

    private func isSpace(at offset: Int) -> Bool {
        offset >= bytes.count || CharacterProperties.isWhiteSpace(decodeScalar(bytes, at: offset).scalar)
    }

    /// Whether white space and then no small letter follow a full stop.
    private func startsSentence(at offset: Int) -> Bool {
        var offset = offset
        var hasSpace = false
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if CharacterProperties.isWhiteSpace(scalar) {
                hasSpace = true
            } else if Self.isWord(scalar) {
                return hasSpace && !isLower(at: offset)
            } else if scalar == 0x2E {
                return false
            }
            offset += length
            if scalar == 0x0A { return true }
        }
        return true
    }

    /// A small word, a full stop and a capitalized word without a space: «2030 года.Аким сообщил».
    private func isGluedSentence(at offset: Int, after word: Word) -> Bool {
        guard word.letters > 2, !word.startsWithCapital, offset < bytes.count, !isLower(at: offset),
            case (let scalar, let length) = decodeScalar(bytes, at: offset), CharacterProperties.isUppercase(scalar)
        else { return false }
        return isLower(at: offset + length)
    }

    private func readWord(at start: Int) -> Word {
        var word = Word(range: start..<start, breakBefore: .none)
        var offset = start
        var capitals = 0
        var romans = 0
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if CharacterProperties.isAlphabetic(scalar) {
                let isUpper = CharacterProperties.isUppercase(scalar)
                if word.letters == 0 { word.startsWithCapital = isUpper && offset == start }
                word.letters += 1
                if isUpper { capitals += 1 }
                if Self.isRomanDigit(scalar) { romans += 1 }
            } else if CharacterProperties.isDigit(scalar) {
                if offset == start { word.isNumber = true }
            } else if !CharacterProperties.isMark(scalar), !CharacterProperties.isTransparent(scalar) {
                // A hyphen or an apostrophe between letters belongs to the word.
                let next = offset + length
                guard Self.isJoiner(scalar), offset > start, next < bytes.count,
                    Self.isWord(decodeScalar(bytes, at: next).scalar)
                else { break }
            }
            offset += length
        }
        word.range = start..<max(offset, start + 1)
        word.isCapitals = word.letters > 1 && capitals == word.letters
        word.isRoman = word.letters > 0 && romans == word.letters
        return word
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar)
    }

    private static func isJoiner(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2010, 0x2011, 0x27, 0x2019, 0x2BC: true
        default: false
        }
    }

    /// Latin I V X L C, and the Cyrillic letters that look like I and X.
    private static func isRomanDigit(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x49, 0x56, 0x58, 0x4C, 0x43, 0x406, 0x425: true
        default: false
        }
    }

    static func isQuotationMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: true
        default: false
        }
    }
}
