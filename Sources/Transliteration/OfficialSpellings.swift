import TextCore

/// Finds names that have an official Latin spelling, in whatever form they stand.
///
/// A name is found as it is listed or in capitals, at the start of a word, and behind it nothing but an ending of a name:
/// the ending is written by the scheme (Астанада: Astana and -da).
struct OfficialSpellings: Sendable {
    private struct Name: Sendable {
        /// What does not change.
        var stem: [UInt32]
        /// What is cut off in other forms.
        var rest: [UInt32]
        var latinStem: String
        var latin: String
    }

    /// The longest first, by their first letter.
    private let names: [UInt32: [Name]]
    private let endings: Set<[UInt32]>
    private static let longestEnding = 6

    /// A name in a text.
    struct Found {
        /// UTF-8 offsets of what the spelling stands for.
        var range: Range<Int>
        var spelling: [UInt8]
    }

    init(_ spellings: [OfficialSpelling], cues: [LanguageCues]) {
        var names: [UInt32: [Name]] = [:]
        for spelling in spellings {
            let latin = spelling.latin.split(separator: "|", maxSplits: 1).map(String.init)
            for text in spelling.names {
                let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
                guard let first = parts.first, let start = first.unicodeScalars.first, let latinStem = latin.first
                else { continue }
                let name = Name(
                    stem: first.unicodeScalars.map(\.value),
                    rest: parts.count > 1 ? parts[1].unicodeScalars.map(\.value) : [], latinStem: latinStem,
                    latin: latin.joined())
                names[start.value, default: []].append(name)
            }
        }
        self.names = names.mapValues { $0.sorted { $0.stem.count + $0.rest.count > $1.stem.count + $1.rest.count } }
        endings = Set(cues.flatMap(\.nameEndings).map { $0.unicodeScalars.map(\.value) })
    }

    /// The names in a text, ascending.
    ///
    /// - Complexity: O(length of the text).
    func find(in text: UnsafeBufferPointer<UInt8>) -> [Found] {
        var found: [Found] = []
        var offset = 0
        var isInWord = false
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            if !isInWord, let candidates = names[scalar],
                let hit = candidates.lazy.compactMap({ match($0, text, at: offset) }).first
            {
                found.append(hit)
                offset = hit.range.upperBound
                isInWord = true
                continue
            }
            isInWord = LetterContext.isLetter(scalar)
            offset += length
        }
        return found
    }

    private func match(_ name: Name, _ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Found? {
        for isCapital in [false, true] {
            guard let stemEnd = end(of: name.stem, text, at: start, isCapital) else { continue }
            func found(_ end: Int, _ latin: String) -> Found {
                Found(range: start..<end, spelling: Array((isCapital ? latin.uppercased() : latin).utf8))
            }
            if let whole = end(of: name.rest, text, at: stemEnd, isCapital), isEnding(text, at: whole) {
                return found(whole, name.latin)
            }
            if !name.rest.isEmpty, isEnding(text, at: stemEnd) { return found(stemEnd, name.latinStem) }
        }
        return nil
    }

    private func end(
        of letters: [UInt32], _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ isCapital: Bool
    ) -> Int? {
        var offset = start
        for letter in letters {
            guard offset < text.count else { return nil }
            let (scalar, length) = decodeScalar(text, at: offset)
            if isCapital, let index = Cyrillic.index(letter) {
                guard let other = Cyrillic.index(scalar), Cyrillic.small[other] == Cyrillic.small[index],
                    Int(Cyrillic.small[other]) != other
                else { return nil }
            } else if scalar != letter {
                return nil
            }
            offset += length
        }
        return offset
    }

    /// Whether the word ends here, or an ending of a name follows.
    private func isEnding(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var ending: [UInt32] = []
        var offset = start
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            guard LetterContext.isLetter(scalar) else { break }
            guard ending.count < Self.longestEnding else { return false }
            ending.append(Cyrillic.index(scalar).map { Cyrillic.first + UInt32(Cyrillic.small[$0]) } ?? scalar)
            offset += length
        }
        return ending.isEmpty || endings.contains(ending)
    }
}
