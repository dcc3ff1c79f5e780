import Automata
import CompiledGlossary
import TextCore
import UnicodeSupport

/// A stretch of text that is a form of a term, before anything but its letters was looked at.
struct Candidate: Hashable, Sendable {
    /// UTF-8 offsets in the text that was given, half-open.
    var range: Range<Int>
    /// What it is a form of: the number of a term, or of a lexicon.
    var term: Int
    /// The number of the set of its readings.
    var readingSet: Int
    /// What had to be overlooked to find it.
    var repair: Repair?
}

/// Damage to a text that a word was found in spite of.
enum Repair: Sendable {
    /// The space beside the word is lost; a small letter meets a capital (акимаТуркестанской).
    case glued
    /// The word is broken at the end of a line, with a hyphen.
    case hyphenated
}

/// Finds forms of terms. Knows symbols and an automaton, and no language.
///
/// A mention begins where a word begins and ends where one ends. Plain text is read where it lies, through the symbol
/// table; only a word that holds something the table cannot decide (a combining mark, an invisible character, Latin
/// letters among Cyrillic ones) is normalized in full, and what is found there is mapped back.
struct Matcher: Sendable {
    let glossary: CompiledGlossary
    private let automaton: Automaton

    /// How far the slow path looks, in bytes, if what it finds needs more than the first; the last is longer than any term.
    private static let windows = [96, 512, 2048]
    /// Words that gaps of one term may take together; a glossary made to harm could ask for any number.
    private static let depthLimit = 16

    /// - Parameter automaton: one of the two of the glossary.
    init(glossary: CompiledGlossary, automaton: Automaton) {
        self.glossary = glossary
        self.automaton = automaton
    }

    /// All candidates of all word starts, by start, and at one start by growing length.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - body: is given the candidates of one word start.
    /// - Complexity: O(length of the text), independent of the number of terms.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (_ candidates: [Candidate]) -> Void
    ) {
        let symbols = glossary.narrowSymbols
        let flags = glossary.symbolFlags
        var found: [Candidate] = []
        var offset = 0
        var inWord = false
        var wasSmall = false
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            let symbol = scalar < 0x800 ? symbols[Int(scalar)] : wideSymbol(of: scalar)
            offset += length
            // Marks and invisible characters belong to whatever they follow.
            if symbol == Symbol.special, CharacterProperties.isTransparent(scalar) { continue }
            let isWord = symbol == Symbol.special || flags[Int(symbol)] & Symbol.isWord != 0
            let isCapital = scalar < 0x800 && Self.capitals[Int(scalar)]
            let isGlued = inWord && wasSmall && isCapital
            // Terms begin where words begin; a few begin with a quotation mark.
            if isWord ? !inWord || isGlued : startsTerms(symbol) {
                found.removeAll(keepingCapacity: true)
                find(at: offset - length, in: bytes, into: &found)
                if isGlued {
                    for index in found.indices { found[index].repair = .glued }
                    found.removeAll { $0.range.count < Self.gluedLength }
                }
                if !found.isEmpty { body(found) }
            }
            inWord = isWord
            wasSmall = isWord && !isCapital && symbol >= Symbol.firstFree
        }
    }

    /// Shorter words, in bytes, are not looked for where words are glued together.
    static let gluedLength = 8

    /// The capitals among the scalars below U+0800.
    static let capitals: [Bool] = (0..<0x800).map { CharacterProperties.isUppercase($0) }

    private func startsTerms(_ symbol: UInt8) -> Bool {
        symbol >= Symbol.firstFree && automaton.target(of: automaton.root, label: symbol) != nil
    }

    /// What a scalar from U+0800 on is.
    private func wideSymbol(of scalar: UInt32) -> UInt8 {
        if let known = glossary.wideSymbol(of: scalar) { return known }
        let isSpecial =
            CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar)
            || CharacterProperties.isTransparent(scalar)
        return isSpecial ? Symbol.special : Symbol.boundary
    }

    /// The candidates that begin at a word start.
    func find(at start: Int, in bytes: UnsafeBufferPointer<UInt8>, into found: inout [Candidate]) {
        var walk = Walk(matcher: self, bytes: bytes, isNormalized: false, start: start)
        walk.run(state: automaton.root, at: start, term: nil, scripts: 0)
        guard walk.needsNormalization else {
            if !walk.found.isEmpty { found += walk.found.sorted { $0.range.upperBound < $1.range.upperBound } }
            return
        }
        for window in Self.windows {
            let end = windowEnd(from: start, window: window, in: bytes)
            let slice = Array(bytes[start..<end])
            // ICU fails on two kilobytes only for want of memory; then the plain reading stands.
            guard let edits = try? glossary.normalizer.edits(of: slice, for: .match) else {
                found += walk.found
                return
            }
            let (candidates, reachedEnd) = edits.applied(to: slice).withUnsafeBufferPointer { normalized in
                var walk = Walk(matcher: self, bytes: normalized, isNormalized: true, start: 0)
                walk.run(state: automaton.root, at: 0, term: nil, scripts: 0)
                return (walk.found, walk.furthest >= normalized.count)
            }
            if reachedEnd, end < bytes.count, window != Self.windows.last { continue }
            for candidate in candidates.sorted(by: { $0.range.upperBound < $1.range.upperBound }) {
                let range = edits.sourceRange(ofResult: candidate.range)
                let end = includingMarks(start + range.upperBound, in: bytes)
                found.append(
                    Candidate(
                        range: (start + range.lowerBound)..<end, term: candidate.term,
                        readingSet: candidate.readingSet))
            }
            return
        }
    }

    /// Normalized text is cut between words, so that no word is judged by its beginning.
    private func windowEnd(from start: Int, window: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = min(bytes.count, start + window)
        while end < bytes.count, end < start + 2 * window, bytes[end] > 0x20 { end += 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// A mark on the last letter belongs to it.
    private func includingMarks(_ end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = end
        while end < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: end)
            guard CharacterProperties.isMark(scalar) else { break }
            end += length
        }
        return end
    }

    /// One walk through the automaton, beside the text.
    private struct Walk {
        let matcher: Matcher
        let bytes: UnsafeBufferPointer<UInt8>
        /// The text went through full normalization: nothing in it can be decided better.
        let isNormalized: Bool
        let start: Int
        var found: [Candidate] = []
        var needsNormalization = false
        /// The end of what was looked at.
        var furthest = 0
        private var depth = 0

        init(matcher: Matcher, bytes: UnsafeBufferPointer<UInt8>, isNormalized: Bool, start: Int) {
            self.matcher = matcher
            self.bytes = bytes
            self.isNormalized = isNormalized
            self.start = start
        }

        private func symbol(at offset: Int) -> (symbol: UInt8, length: Int) {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            let symbol = scalar < 0x800 ? matcher.glossary.narrowSymbols[Int(scalar)] : matcher.wideSymbol(of: scalar)
            if symbol == Symbol.special, isNormalized { return (Symbol.otherLetter, length) }
            return (symbol, length)
        }

        /// Follows the text from `offset`; `scripts` are the flags of the letters of the current word so far.
        mutating func run(state: UInt32, at offset: Int, term: Int?, scripts: UInt8, repair: Repair? = nil) {
            var state = state
            var offset = offset
            var scripts = scripts
            let flags = matcher.glossary.symbolFlags
            guard depth < Matcher.depthLimit else { return }
            depth += 1
            defer { depth -= 1 }
            while !needsNormalization {
                furthest = max(furthest, offset)
                if let term, let set = matcher.automaton.output(of: state) {
                    let isWhole = endsWord(at: offset)
                    if isWhole || isGlued(at: offset) {
                        found.append(
                            Candidate(
                                range: start..<offset, term: term, readingSet: Int(set),
                                repair: isWhole ? repair : .glued))
                    }
                }
                if matcher.automaton.hasEpsilons(state) {
                    var steps: [(UInt32, UInt32)] = []
                    matcher.automaton.forEachEpsilon(of: state) { steps.append(($0, $1)) }
                    for (output, target) in steps {
                        run(state: target, at: offset, term: Int(output), scripts: scripts, repair: repair)
                    }
                }
                guard offset < bytes.count, !needsNormalization else { return }
                if let target = matcher.automaton.target(of: state, label: Symbol.anyWord),
                    let end = endOfWord(from: offset)
                {
                    run(state: target, at: end, term: term, scripts: 0, repair: repair)
                    if needsNormalization { return }
                }
                if bytes[offset] == UInt8(ascii: "-"), let (next, isCapital) = endOfLineHyphen(at: offset) {
                    if !isCapital { run(state: state, at: next, term: term, scripts: scripts, repair: .hyphenated) }
                    // The hyphen may be the word's own: премьер-министр.
                    if let target = matcher.automaton.target(of: state, label: symbol(at: offset).symbol) {
                        run(state: target, at: next, term: term, scripts: scripts, repair: repair)
                    }
                    if needsNormalization { return }
                }
                let (symbol, length) = symbol(at: offset)
                var next = offset + length
                furthest = max(furthest, next)
                switch symbol {
                case Symbol.special:
                    needsNormalization = true
                    return
                case Symbol.space:
                    guard let end = endOfSpaces(from: offset) else { return }
                    next = end
                    scripts = 0
                default:
                    let own = flags[Int(symbol)]
                    if own & Symbol.isWord == 0 { scripts = 0 } else { scripts |= own }
                    if scripts & (Symbol.isLatin | Symbol.isCyrillic) == Symbol.isLatin | Symbol.isCyrillic {
                        needsNormalization = !isNormalized
                    }
                }
                guard let target = matcher.automaton.target(of: state, label: symbol) else {
                    if !isNormalized, !needsNormalization {
                        needsNormalization = isUndecided(after: next, scripts: scripts)
                    }
                    return
                }
                state = target
                offset = next
            }
        }

        /// Whether a small letter meets a capital at `offset`: two words without a space.
        private func isGlued(at offset: Int) -> Bool {
            guard !isNormalized, offset < bytes.count, offset - start >= Matcher.gluedLength,
                case let next = decodeScalar(bytes, at: offset).scalar, next < 0x800, Matcher.capitals[Int(next)],
                let last = decodeScalar(bytes, endingAt: offset)?.scalar, last < 0x800
            else { return false }
            return !Matcher.capitals[Int(last)] && matcher.glossary.narrowSymbols[Int(last)] >= Symbol.firstFree
        }

        /// The offset of the letter that goes on with a word behind a hyphen and the end of a line.
        private func endOfLineHyphen(at hyphen: Int) -> (offset: Int, isCapital: Bool)? {
            guard !isNormalized, hyphen > start else { return nil }
            var offset = hyphen + 1
            var hasBreak = false
            while offset < bytes.count, offset - hyphen < 64 {
                let byte = bytes[offset]
                if byte == 0x0A, !hasBreak {
                    hasBreak = true
                } else if byte != 0x20, byte != 0x09, byte != 0x0D {
                    break
                }
                offset += 1
            }
            guard hasBreak, offset < bytes.count, case let scalar = decodeScalar(bytes, at: offset).scalar,
                scalar < 0x800, matcher.glossary.narrowSymbols[Int(scalar)] >= Symbol.firstFree
            else { return nil }
            return (offset, Matcher.capitals[Int(scalar)])
        }

        /// Whether a word ends before `offset`.
        private mutating func endsWord(at offset: Int) -> Bool {
            guard offset < bytes.count else { return true }
            let (symbol, _) = symbol(at: offset)
            if symbol == Symbol.special {
                needsNormalization = true
                return false
            }
            return matcher.glossary.symbolFlags[Int(symbol)] & Symbol.isWord == 0
        }

        /// The offset behind a word and the white space behind it; nil where there is no such thing. What the word is
        /// does not matter; a mark or an invisible character leaves that to the slow path.
        private mutating func endOfWord(from start: Int) -> Int? {
            var offset = start
            while offset < bytes.count {
                let (symbol, length) = symbol(at: offset)
                switch symbol {
                case Symbol.special:
                    needsNormalization = true
                    return nil
                case Symbol.space: return offset > start ? endOfSpaces(from: offset) : nil
                default:
                    let isHyphen = offset > start && bytes[offset] == UInt8(ascii: "-")
                    guard isHyphen || matcher.glossary.symbolFlags[Int(symbol)] & Symbol.isWord != 0 else { return nil }
                    offset += length
                }
            }
            return nil
        }

        /// The offset behind a run of white space; nil when it ends a paragraph.
        private func endOfSpaces(from start: Int) -> Int? {
            var offset = start
            var breaks = 0
            while offset < bytes.count {
                let (scalar, length) = decodeScalar(bytes, at: offset)
                let symbol =
                    scalar < 0x800 ? matcher.glossary.narrowSymbols[Int(scalar)] : matcher.wideSymbol(of: scalar)
                guard symbol == Symbol.space else { break }
                if !(scalar == 0x0A && offset > start && bytes[offset - 1] == 0x0D) {
                    breaks += LineBreaks.count(of: scalar)
                }
                offset += length
            }
            return breaks < 2 ? offset : nil
        }

        /// Whether full normalization could read differently what ended the walk: a mark may follow the letter and
        /// change it (и + breve), and a word of Latin letters may hold a Cyrillic one further on.
        private func isUndecided(after offset: Int, scripts: UInt8) -> Bool {
            guard offset < bytes.count else { return false }
            var offset = offset
            var (symbol, length) = symbol(at: offset)
            if symbol == Symbol.special { return true }
            guard scripts & Symbol.isLatin != 0 else { return false }
            while matcher.glossary.symbolFlags[Int(symbol)] & Symbol.isWord != 0 {
                if matcher.glossary.symbolFlags[Int(symbol)] & Symbol.isCyrillic != 0 { return true }
                offset += length
                guard offset < bytes.count else { return false }
                (symbol, length) = self.symbol(at: offset)
                if symbol == Symbol.special { return true }
            }
            return false
        }
    }
}
