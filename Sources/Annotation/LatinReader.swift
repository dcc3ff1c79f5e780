import Automata
import CompiledGlossary
import Glossary
import TextCore
import Transliteration
import UnicodeSupport

/// Reads Kazakh and Russian paragraphs that are written in Latin letters as Cyrillic, so that everything else — forms,
/// guards, rules — sees one script.
///
/// A paragraph is read so when it is in Latin letters and its words are those of the two languages: frequent words, and
/// forms of terms, must outweigh the frequent words of other languages. Words that are forms of terms (or of words that
/// rules ask about) become what they are forms of; other words become what the paragraph's scheme makes of them. Words
/// that mix scripts stay as they are.
struct LatinReader: Sendable {
    let letters: LatinLetters
    let glossaries: [CompiledGlossary]

    /// - Returns: nil when no glossary knows of Latin texts.
    init?(_ glossaries: [CompiledGlossary]) {
        guard let letters = LatinLetters.builtIn else { return nil }
        self.letters = letters
        self.glossaries = glossaries
    }

    // MARK: Words

    /// Every term that a word or phrase can be a form of, with the best reading of each first.
    func candidates(of word: UnsafeBufferPointer<UInt8>) -> [(glossary: Int, candidate: Candidate)] {
        let text = letters.fold(0..<word.count, in: word)
        var found: [(glossary: Int, candidate: Candidate, cost: Int)] = []
        for (index, glossary) in glossaries.enumerated() {
            var walk = LatinWalk(glossary: glossary, automaton: glossary.automaton, letters: letters)
            for match in walk.matches(from: 0, in: text.scalars) where match.end == text.scalars.count {
                found.append(
                    (
                        index, Candidate(range: 0..<word.count, term: match.term, readingSet: match.readingSet),
                        match.cost
                    ))
            }
        }
        return found.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
            .map { ($0.element.glossary, $0.element.candidate) }
    }

    // MARK: Texts

    /// A line in Latin letters.
    private struct Line {
        var range: Range<Int>
        var own = 0
        var foreign = 0
        var isAccepted = false
        var language: Language = .kazakh
        var votes: [Language: Int] = [:]
        var scheme: Int?
        /// It has letters that no keyboard has by chance.
        var isMarked = false
    }

    /// What the text says in Cyrillic; nil when nothing in it is Kazakh or Russian in Latin letters.
    ///
    /// - Complexity: O(length of the text); one look at each byte where nothing is in Latin letters.
    func read(_ bytes: UnsafeBufferPointer<UInt8>) -> LatinReading? {
        var lines = Self.latinLines(of: bytes)
        guard !lines.isEmpty else { return nil }
        for index in lines.indices { weigh(&lines[index], bytes) }
        let balance = lines.reduce(0) { $0 + $1.own - $1.foreign }
        var total: [Language: Int] = [:]
        for line in lines where line.isAccepted { total.merge(line.votes) { $0 + $1 } }
        let document: Language = total[.russian, default: 0] > total[.kazakh, default: 0] ? .russian : .kazakh
        for index in lines.indices {
            // A heading says little by itself.
            if lines[index].own == 0, lines[index].foreign == 0 { lines[index].isAccepted = balance > 1 }
            let (russian, kazakh) = (lines[index].votes[.russian, default: 0], lines[index].votes[.kazakh, default: 0])
            lines[index].language = russian == kazakh ? document : russian > kazakh ? .russian : .kazakh
        }
        lines.removeAll { !$0.isAccepted }
        guard !lines.isEmpty else { return nil }
        var reading = LatinReading(edits: Edits(), text: "", lines: [], guessed: [])
        var start = 0
        while start < lines.count {
            // A term can go on in the next line.
            var end = start + 1
            while end < lines.count, lines[end].range.lowerBound == lines[end - 1].range.upperBound { end += 1 }
            append(Array(lines[start..<end]), bytes, to: &reading)
            start = end
        }
        reading.text = String(decoding: reading.edits.applied(to: bytes), as: UTF8.self)
        return reading
    }

    /// Whether a line has more Latin letters than Cyrillic ones. One look at each byte.
    static func mayRead(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { !latinLines(of: bytes, upTo: 1).isEmpty }

    /// The lines with more Latin letters than Cyrillic ones.
    private static func latinLines(of bytes: UnsafeBufferPointer<UInt8>, upTo limit: Int = .max) -> [Line] {
        var lines: [Line] = []
        var start = 0
        var latin = 0
        var cyrillic = 0
        for (offset, byte) in bytes.enumerated() {
            if byte < 0x80 {
                if (byte | 0x20) &- 0x61 < 26 { latin += 1 }
                guard byte == 0x0A else { continue }
                if latin > cyrillic, latin > 1 {
                    lines.append(Line(range: start..<(offset + 1)))
                    if lines.count == limit { return lines }
                }
                (start, latin, cyrillic) = (offset + 1, 0, 0)
            } else if byte &- 0xD0 < 5 {
                cyrillic += 1
            } else if byte &- 0xC3 < 3 {
                // U+00C0 to U+017F.
                latin += 1
            }
        }
        if latin > cyrillic, latin > 1 { lines.append(Line(range: start..<bytes.count)) }
        return lines
    }

    /// Words in Latin letters alone: the places of their letters in the folded text.
    private func words(in text: LatinLetters.Folded) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var place = 0
        while place < text.scalars.count {
            guard isPart(text.scalars[place]) else {
                place += 1
                continue
            }
            let start = place
            var isLatin = true
            while place < text.scalars.count {
                let scalar = text.scalars[place]
                if LatinLetters.isSign(scalar) {
                    // An apostrophe at the end is the word's when the letter before takes one (2017).
                    guard place > start else { break }
                } else if !isPart(scalar) {
                    break
                } else if !LatinLetters.isLetter(scalar) {
                    isLatin = false
                }
                place += 1
            }
            if place == start { place += 1 } else if isLatin { words.append(start..<place) }
        }
        return words
    }

    private func isPart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return LatinLetters.isLetter(scalar) || (0x30...0x39).contains(scalar) || scalar == 0x27 }
        return LatinLetters.isLetter(scalar) || LatinLetters.isSign(scalar) || CharacterProperties.isAlphabetic(scalar)
            || CharacterProperties.isTransparent(scalar)
    }

    /// Decides whether a line is Kazakh or Russian, and which.
    private func weigh(_ line: inout Line, _ bytes: UnsafeBufferPointer<UInt8>) {
        let text = letters.fold(line.range, in: bytes)
        let words = words(in: text)
        guard !words.isEmpty else { return }
        var counts: [UInt32: Int] = [:]
        var foreign: [Range<Int>] = []
        for word in words {
            var spelling = Array(text.scalars[word])
            while let last = spelling.last, LatinLetters.isSign(last) { spelling.removeLast() }
            for scalar in spelling { counts[scalar, default: 0] += 1 }
            let plain = spelling.map { $0 == 0x49 ? 0x69 : $0 }
            if let languages = letters.words[plain] {
                line.own += 2
                for language in languages { Language(rawValue: language).map { line.votes[$0, default: 0] += 2 } }
            } else if letters.foreign.contains(plain)
                || spelling.contains(where: { LatinLetters.isLetter($0) && !letters.knows($0) })
            {
                foreign.append(word)
            }
        }
        line.scheme = letters.scheme(for: counts, among: ~0)
        // Forms of terms are looked for only where they can still decide.
        if 2 * foreign.count <= line.own + words.count {
            var covered = Set<Int>()
            for (glossary, match, range) in terms(in: text, words, line.scheme) {
                let isShared = letters.shared.contains(text.scalars[range].map { $0 == 0x49 ? 0x69 : $0 })
                guard range.count > 4, !isShared, match.cost <= range.count,
                    let language = glossaries[glossary].term(number: match.term)?.language
                else { continue }
                line.own += 3
                line.votes[language, default: 0] += 1
                covered.formUnion(range)
            }
            // A term's own words do not speak against it.
            foreign.removeAll { covered.contains($0.lowerBound) }
        }
        line.foreign = 2 * foreign.count
        for (letter, count) in counts where letter >= 0x80 && letters.knows(letter) {
            line.isMarked = true
            for language in [Language.russian, .kazakh] {
                let schemes = letters.schemesOfLanguage[language.rawValue] ?? 0
                if let best = letters.scheme(for: [letter: count], among: schemes),
                    letters.has(letter, scheme: best)
                {
                    line.votes[language, default: 0] += 1
                }
            }
        }
        line.isAccepted = line.own > 1 && line.own > 2 * line.foreign
        let language: Language =
            line.votes[.russian, default: 0] > line.votes[.kazakh, default: 0] ? .russian : .kazakh
        line.scheme = letters.scheme(for: counts, among: letters.schemesOfLanguage[language.rawValue] ?? ~0)
    }

    /// The longest form of a term that begins at each word, without those inside another.
    private func terms(
        in text: LatinLetters.Folded, _ words: [Range<Int>], _ scheme: Int?
    ) -> [(glossary: Int, match: LatinWalk.Match, range: Range<Int>)] {
        var found: [(Int, LatinWalk.Match, Range<Int>)] = []
        var end = 0
        for (index, glossary) in glossaries.enumerated() {
            var walk = LatinWalk(glossary: glossary, automaton: glossary.automaton, letters: letters)
            walk.scheme = scheme
            for word in words where word.lowerBound >= end {
                let matches = walk.matches(from: word.lowerBound, in: text.scalars).filter { match in
                    glossary.term(number: match.term).map { mayMean($0, word.lowerBound, text) } ?? false
                }
                guard let best = matches.max(by: { ($0.end, -$0.cost) < ($1.end, -$1.cost) }) else { continue }
                found.append((index, best, word.lowerBound..<best.end))
                end = best.end
            }
        }
        return found
    }

    /// An abbreviation is looked for in capitals only: in small letters too much begins like it.
    private func mayMean(_ term: Term, _ start: Int, _ text: LatinLetters.Folded) -> Bool {
        guard term.caseRule == .acronym else { return true }
        return text.isCapital[start]
            && (start + 1 == text.isCapital.count || text.isCapital[start + 1]
                || !LatinLetters.isLetter(text.scalars[start + 1]))
    }

    // MARK: Reading

    private func append(_ lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>, to reading: inout LatinReading) {
        let range = lines[0].range.lowerBound..<lines[lines.count - 1].range.upperBound
        let text = letters.fold(range, in: bytes)
        let words = words(in: text)
        var walks = glossaries.flatMap { glossary in
            [glossary.automaton, glossary.contextAutomaton].map {
                LatinWalk(glossary: glossary, automaton: $0, letters: letters)
            }
        }
        var lineNumber = 0
        var done = 0
        for word in words {
            while lineNumber + 1 < lines.count, text.offsets[word.lowerBound] >= lines[lineNumber].range.upperBound {
                lineNumber += 1
            }
            let line = lines[lineNumber]
            var best: (pieces: [LatinWalk.Piece], end: Int, rank: (Int, Int, Int))?
            for index in walks.indices {
                walks[index].scheme = line.scheme
                let isContext = index % 2 == 1
                // What a term is made of is not read in another way.
                if isContext, word.lowerBound < done || best != nil { continue }
                for match in walks[index].matches(from: word.lowerBound, in: text.scalars) where match.end > done {
                    let length = match.end - word.lowerBound
                    guard match.cost < (length > 3 ? length + 1 : 3), !line.isMarked || length > 4 || match.cost < 3
                    else { continue }
                    let term = isContext ? nil : glossaries[index / 2].term(number: match.term)
                    if let term, !mayMean(term, word.lowerBound, text) { continue }
                    let language = term?.language
                    let rank = (match.end, language == line.language ? 1 : 0, -match.cost)
                    guard language != .english, best.map({ $0.rank < rank }) ?? true else { continue }
                    let pieces = walks[index].pieces(of: match)
                    // A term of the other language is spelled with care.
                    if language != nil, language != line.language, pieces.contains(where: \.isHabit) { continue }
                    best = (pieces, match.end, rank)
                }
            }
            if let best {
                append(best.pieces.filter { $0.range.lowerBound >= done }, text, words: words, to: &reading)
                done = best.end
            } else if word.lowerBound >= done {
                append(plainReading(of: word, text.scalars, line), text, words: words, to: &reading)
                done = word.upperBound
            }
        }
        for line in lines { reading.lines.append((line.range, line.isMarked)) }
    }

    /// The word letter by letter: images of the schemes of the line's language first, the longest of them, and among
    /// those that of the line's scheme.
    private func plainReading(of word: Range<Int>, _ text: [UInt32], _ line: Line) -> [LatinWalk.Piece] {
        var pieces: [LatinWalk.Piece] = []
        let schemes = letters.schemesOfLanguage[line.language.rawValue] ?? 0
        var place = word.lowerBound
        while place < word.upperBound {
            var best: (unit: Int, rank: (Int, Int, Int))?
            letters.forEachUnit(at: place, of: text) { number in
                let unit = letters.units[number]
                guard place + unit.image.count <= word.upperBound else { return }
                let isOwn = line.scheme.map { unit.schemes >> UInt64($0) & 1 == 1 } ?? false
                let rank = (
                    unit.schemes & schemes != 0 ? 2 : unit.schemes != 0 ? 1 : 0, unit.image.count, isOwn ? 1 : 0
                )
                if best.map({ $0.rank < rank }) ?? true { best = (number, rank) }
            }
            let unit = best.map { letters.units[$0.unit] }
            let end = place + (unit?.image.count ?? 1)
            pieces.append(LatinWalk.Piece(range: place..<end, letters: unit?.letters, isHabit: false))
            place = end
        }
        return pieces
    }

    /// Adds what pieces stand for; capitals where the text has them.
    private func append(
        _ pieces: [LatinWalk.Piece], _ text: LatinLetters.Folded, words: [Range<Int>], to reading: inout LatinReading
    ) {
        var waiting: (source: Range<Int>, letters: String)?
        func flush() {
            if let waiting {
                reading.edits.append(source: waiting.source, replacement: Array(waiting.letters.utf8), reasons: 0)
            }
            waiting = nil
        }
        for piece in pieces {
            guard let letters = piece.letters else {
                flush()
                continue
            }
            let source = text.offsets[piece.range.lowerBound]..<text.offsets[piece.range.upperBound]
            if piece.isHabit { reading.guessed.append(source.lowerBound) }
            let isCapital = piece.range.lowerBound < text.isCapital.count && text.isCapital[piece.range.lowerBound]
            let isAmongCapitals = self.isAmongCapitals(piece.range, text)
            var written = ""
            for (index, letter) in letters.enumerated() {
                guard let scalar = Unicode.Scalar(letter) else { continue }
                let capital = piece.range.isEmpty ? isAmongCapitals : isCapital && (index == 0 || isAmongCapitals)
                written += capital ? scalar.properties.uppercaseMapping : String(scalar)
            }
            if piece.range.isEmpty, let last = waiting {
                // A letter that was left out goes with the one before it.
                waiting = (last.source, last.letters + written)
            } else {
                flush()
                waiting = (source, written)
            }
        }
        flush()
    }

    private func isAmongCapitals(_ range: Range<Int>, _ text: LatinLetters.Folded) -> Bool {
        if range.upperBound < text.scalars.count, LatinLetters.isLetter(text.scalars[range.upperBound]) {
            return text.isCapital[range.upperBound]
        }
        if range.count > 1, LatinLetters.isLetter(text.scalars[range.upperBound - 1]) {
            return text.isCapital[range.upperBound - 1]
        }
        let before = range.lowerBound - 1
        return before >= 0 && LatinLetters.isLetter(text.scalars[before]) && text.isCapital[before]
    }
}

/// A text, and what it says in Cyrillic.
struct LatinReading {
    var edits: Edits
    /// The text with its Latin paragraphs in Cyrillic.
    var text: String
    /// The lines that were read so, and whether they have letters that show their alphabet.
    var lines: [(range: Range<Int>, isMarked: Bool)]
    /// Offsets of letters that stand for others by habit only, ascending.
    var guessed: [Int]

    /// A mention of the Cyrillic text at its place in the text as it was given.
    func restored(_ mention: Mention, in text: String) -> Mention {
        let range = edits.sourceRange(ofResult: mention.utf8Range)
        var restored = mention
        restored.utf8Range = range
        let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        restored.text = text[start..<text.utf8.index(start, offsetBy: range.count)]
        guard let line = line(at: range.lowerBound) else { return restored }
        restored.reasons.insert(Reason(.latin(String(mention.text))), at: 0)
        let isGuessed = lowerBound(of: range.lowerBound, in: guessed).map { guessed[$0] < range.upperBound } ?? false
        if !line.isMarked || isGuessed, restored.decision == .certain { restored.decision = .likely }
        return restored
    }

    private func line(at offset: Int) -> (range: Range<Int>, isMarked: Bool)? {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < lines.count && lines[low].range.lowerBound <= offset ? lines[low] : nil
    }

    private func lowerBound(of offset: Int, in places: [Int]) -> Int? {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low < places.count ? low : nil
    }
}

extension LatinLetters {
    /// Those of the built-in glossary, made when a text first needs them.
    static let builtIn: LatinLetters? = {
        guard let glossary = try? CompiledGlossary.builtIn(), let texts = glossary.latinTexts else { return nil }
        return LatinLetters(texts, schemes: texts.schemes.compactMap(glossary.scheme), cues: glossary.languageCues)
    }()
}
