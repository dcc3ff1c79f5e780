public import UnicodeSupport

/// Nothing comes back from a scheme.
public struct NotRestorable: Error, Hashable, Sendable, CustomStringConvertible {
    /// The scheme.
    public var id: String
    /// What is lost, in words.
    public var notes: String

    public var description: String { "the scheme '\(id)' loses letters, and no text can be restored from it: \(notes)" }
}

/// Brings Cyrillic words back from the letters of a scheme.
///
/// A word is taken apart into the images of letters in every way that the scheme allows; what the scheme would not write as
/// this word is thrown out, and of what is left a word that is known comes first, then the one that is least unusual for
/// the language. Words that the scheme cannot have written stay as they are.
///
/// What is promised is in ``TransliterationScheme/restoration``: with `exact` every Cyrillic word of the scheme's letters
/// comes back as it was; with `most` and `words` some sequences depend on the word list.
public struct Restorer: Sendable {
    /// The scheme that the text was written by.
    public let scheme: TransliterationScheme
    private let transliterator: Transliterator
    private let isKnown: @Sendable (String) -> Bool
    private let units: [Unit]
    /// Units by the first scalar of their image, in either case.
    private let unitsByStart: [UInt32: [Int]]
    private let letterRules: [Int: [Unit]]
    private let baseImages: [Int: [UInt32]]
    private let unlikely: [Unlikely]
    /// Signs that stand for letters, and what else is written for them.
    private let signs: [UInt32: UInt32]

    /// Letters with their image, and the context in which they have it.
    private struct Unit: Sendable {
        /// By the numbers of the small letters.
        var letters: [Int]
        var image: [UInt32]
        /// The capital of each scalar of the image.
        var capitals: [UInt32]
        var after: SchemeTable.LetterSet?
        var before: SchemeTable.LetterSet?
    }

    private struct Unlikely: Sendable {
        var letters: SchemeTable.LetterSet
        var after: SchemeTable.LetterSet?
        var before: SchemeTable.LetterSet?
        var cost: Int
    }

    /// A way to read the start of a word.
    private struct Reading {
        var unit: Int
        var end: Int
        /// The place of the reading before it; -1 at the start.
        var parent: Int
        var cost: Int
    }

    /// How many readings of the start of a word are followed.
    private static let beam = 24
    /// Every letter costs this much, what is unusual more.
    private static let letterCost = 4
    /// What is so unusual that it is rather no letter.
    private static let implausible = 20
    /// Longer words stay as they are.
    private static let longestWord = 200
    /// The edge of a word among letter numbers.
    private static let edge = -1

    /// - Parameters:
    ///   - cues: of the scheme's language: what is unusual in it.
    ///   - isKnown: whether a word, in small letters, is known.
    public init(
        _ scheme: TransliterationScheme, cues: LanguageCues? = nil,
        isKnown: @escaping @Sendable (String) -> Bool = { _ in false }
    ) throws(NotRestorable) {
        guard scheme.restoration != .none, scheme.wordMark == nil else {
            throw NotRestorable(id: scheme.id, notes: scheme.notes)
        }
        self.scheme = scheme
        self.isKnown = isKnown
        transliterator = Transliterator(scheme)
        var units: [Unit] = []
        var letterRules: [Int: [Unit]] = [:]
        var baseImages: [Int: [UInt32]] = [:]
        func unit(_ letters: String, _ image: String, _ after: String?, _ before: String?) -> Unit {
            let images = LetterImages(image, in: scheme)
            return Unit(
                letters: letters.unicodeScalars.compactMap { Cyrillic.index($0.value) },
                image: images.small.unicodeScalars.map(\.value), capitals: images.capital.unicodeScalars.map(\.value),
                after: after.map(SchemeTable.LetterSet.init), before: before.map(SchemeTable.LetterSet.init))
        }
        for rule in scheme.rules {
            let unit = unit(rule.from, rule.to, rule.after, rule.before)
            if unit.letters.count == 1 { letterRules[unit.letters[0], default: []].append(unit) }
            units.append(unit)
        }
        for (letter, image) in scheme.letters.sorted(by: { $0.key < $1.key }) {
            guard let index = Cyrillic.index(letter), let scalar = Unicode.Scalar(letter) else { continue }
            let unit = unit(String(scalar), image, nil, nil)
            baseImages[index] = unit.image
            units.append(unit)
        }
        units.removeAll { $0.image.isEmpty || $0.image.count != $0.capitals.count }
        var unitsByStart: [UInt32: [Int]] = [:]
        var signs: [UInt32: UInt32] = [:]
        for (number, unit) in units.enumerated() {
            for start in Set([unit.image[0], unit.capitals[0]]) { unitsByStart[start, default: []].append(number) }
            for scalar in unit.image where !LetterContext.isLetter(scalar) || !CharacterProperties.isLatin(scalar) {
                signs[scalar] = scalar
            }
        }
        // Apostrophes are written in several ways.
        let apostrophes: [UInt32] = [0x27, 0x2019, 0x2BC]
        if let own = apostrophes.first(where: { signs[$0] != nil }), !signs.keys.contains(0x2B9) {
            for other in apostrophes where signs[other] == nil { signs[other] = own }
        }
        self.units = units
        self.unitsByStart = unitsByStart
        self.letterRules = letterRules
        self.baseImages = baseImages
        self.signs = signs
        unlikely = (cues?.unlikely ?? []).map {
            Unlikely(
                letters: SchemeTable.LetterSet($0.letters), after: $0.after.map(SchemeTable.LetterSet.init),
                before: $0.before.map(SchemeTable.LetterSet.init), cost: $0.cost)
        }
    }

    /// The text with its words in Cyrillic. Addresses of web pages and of mail stay.
    ///
    /// - Complexity: O(length of the text); some MB/s, as each word is read in many ways.
    public func restore(_ text: String) throws(ICUError) -> String {
        var composed = text
        let edits = composed.withUTF8 { bytes in
            Result { () throws(ICUError) in try UnicodeNormalization.nfc.edits(of: bytes, reasons: 0) }
        }
        let bytes = try edits.get().applied(to: Array(text.utf8))
        var known: [ArraySlice<UInt32>: [UInt32]] = [:]
        var output: [UInt8] = []
        let protected = bytes.withUnsafeBufferPointer(ProtectedText.ranges)
        var offset = 0
        for range in protected + [bytes.count..<bytes.count] {
            restore(
                Array(String(decoding: bytes[offset..<range.lowerBound], as: UTF8.self).unicodeScalars.map(\.value)),
                into: &output, &known)
            output += bytes[range]
            offset = range.upperBound
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func restore(
        _ text: [UInt32], into output: inout [UInt8], _ known: inout [ArraySlice<UInt32>: [UInt32]]
    ) {
        var offset = 0
        while offset < text.count {
            let start = offset
            while offset < text.count, isPart(text[offset]) { offset += 1 }
            if start == offset {
                append(text[offset], to: &output)
                offset += 1
                continue
            }
            let word = text[start..<offset]
            let restored: [UInt32]
            if let done = known[word] {
                restored = done
            } else {
                restored = restoreWord(word)
                if known.count < 1 << 16 { known[word] = restored }
            }
            for scalar in restored { append(scalar, to: &output) }
        }
    }

    private func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if let bytes = Unicode.Scalar(scalar).flatMap(UTF8.encode) { output.append(contentsOf: bytes) }
    }

    private func isPart(_ scalar: UInt32) -> Bool {
        signs[scalar] != nil || CharacterProperties.isLatin(scalar) || CharacterProperties.isMark(scalar)
    }

    /// Signs at the edges that are none of the word's (quotation marks) stay outside of it.
    private func restoreWord(_ word: ArraySlice<UInt32>) -> [UInt32] {
        func isSign(_ scalar: UInt32) -> Bool { !CharacterProperties.isLatin(scalar) || signs[scalar] != nil }
        guard word.contains(where: { CharacterProperties.isLatin($0) }), word.count <= Self.longestWord else {
            return Array(word)
        }
        // Signs at an edge may be quotation marks: a reading that hardly any word has gives way to one without them.
        var implausible: [UInt32]?
        var word = word
        var head: [UInt32] = []
        while true {
            var core = word
            var tail: [UInt32] = []
            while true {
                if let found = cyrillic(Array(core)) {
                    let restored = head + found.letters + tail.reversed()
                    if found.isPlausible { return restored }
                    implausible = implausible ?? restored
                }
                guard let last = core.last, isSign(last), core.count > 1 else { break }
                tail.append(last)
                core = core.dropLast()
            }
            guard let first = word.first, isSign(first), word.count > 1 else {
                return implausible ?? head + Array(word)
            }
            head.append(first)
            word = word.dropFirst()
        }
    }

    // MARK: Words

    /// The best reading of a word, and whether the language has such words.
    private func cyrillic(_ word: [UInt32]) -> (letters: [UInt32], isPlausible: Bool)? {
        let word = word.map { signs[$0] ?? $0 }
        var readings: [Reading] = []
        var byEnd = [[Int]](repeating: [], count: word.count + 1)
        func extend(_ parent: Int, at start: Int) {
            for number in unitsByStart[word[start]] ?? [] {
                let unit = units[number]
                guard matches(unit, word, at: start) else { continue }
                let before = parent < 0 ? Self.edge : units[readings[parent].unit].letters.last ?? Self.edge
                if let after = unit.after, !contains(after, before) { continue }
                guard let cost = costOfPrevious(parent, next: unit.letters[0], readings) else { continue }
                let total =
                    (parent < 0 ? 0 : readings[parent].cost) + cost + Self.letterCost
                    + self.cost(of: unit.letters[0], after: before)
                readings.append(
                    Reading(unit: number, end: start + unit.image.count, parent: parent, cost: total))
                byEnd[start + unit.image.count].append(readings.count - 1)
            }
        }
        extend(-1, at: 0)
        for place in 1..<max(1, word.count) {
            for reading in byEnd[place].sorted(by: { readings[$0].cost < readings[$1].cost }).prefix(Self.beam) {
                extend(reading, at: place)
            }
        }
        let ends = byEnd[word.count].compactMap { place in
            costOfPrevious(place, next: Self.edge, readings).map { (place: place, cost: readings[place].cost + $0) }
        }.sorted { $0.cost < $1.cost }
        let expected = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        var best: (letters: [UInt32], isPlausible: Bool)?
        for end in ends.prefix(Self.beam) {
            let letters = spell(end.place, readings, word)
            let text = String(String.UnicodeScalarView(letters.compactMap(Unicode.Scalar.init)))
            guard Array(transliterator.transliterate(text).utf8) == Array(expected.utf8) else { continue }
            if isKnown(text.lowercased()) { return (letters, true) }
            best = best ?? (letters, end.cost - Self.letterCost * letters.count < Self.implausible)
        }
        return best
    }

    private func matches(_ unit: Unit, _ word: [UInt32], at start: Int) -> Bool {
        guard start + unit.image.count <= word.count else { return false }
        return unit.image.indices.allSatisfy {
            word[start + $0] == unit.image[$0] || word[start + $0] == unit.capitals[$0]
        }
    }

    private func contains(_ set: SchemeTable.LetterSet, _ letter: Int) -> Bool {
        letter == Self.edge ? set.hasEdge : set.contains(letter)
    }

    private func cost(of letter: Int, after before: Int) -> Int {
        var cost = 0
        for item in unlikely where item.before == nil && item.letters.contains(letter) {
            if let after = item.after, !contains(after, before) { continue }
            cost += item.cost
        }
        return cost
    }

    /// Now that the next letter is known: whether the scheme writes the letter before it so, and how unusual it is there.
    private func costOfPrevious(_ place: Int, next: Int, _ readings: [Reading]) -> Int? {
        guard place >= 0 else { return 0 }
        let reading = readings[place]
        let unit = units[reading.unit]
        if let before = unit.before, !contains(before, next) { return nil }
        let letter = unit.letters[unit.letters.count - 1]
        let parent = reading.parent
        if unit.letters.count == 1 {
            let before = parent < 0 ? Self.edge : units[readings[parent].unit].letters.last ?? Self.edge
            let rule = letterRules[letter]?.first { rule in
                (rule.after.map { contains($0, before) } ?? true) && (rule.before.map { contains($0, next) } ?? true)
            }
            guard unit.image == rule?.image ?? baseImages[letter] else { return nil }
        }
        return unlikely.reduce(0) { cost, item in
            guard let before = item.before, item.letters.contains(letter), contains(before, next) else { return cost }
            return cost + item.cost
        }
    }

    /// The letters of a reading, with capitals where their images have them.
    private func spell(_ place: Int, _ readings: [Reading], _ word: [UInt32]) -> [UInt32] {
        var path: [Reading] = []
        var place = place
        while place >= 0 {
            path.append(readings[place])
            place = readings[place].parent
        }
        let isInCapitals =
            word.filter(CharacterProperties.isUppercase).count > 1
            && !word.contains { CharacterProperties.isLowercase($0) && signs[$0] == nil }
        var letters: [UInt32] = []
        for reading in path.reversed() {
            let unit = units[reading.unit]
            let slice = word[(reading.end - unit.image.count)..<reading.end]
            let isCased = unit.image != unit.capitals
            let first = zip(slice, zip(unit.image, unit.capitals)).first { $0.1.0 != $0.1.1 }
            let isCapital = isCased ? first.map { $0.0 == $0.1.1 } ?? false : isInCapitals
            let isWhole = slice.elementsEqual(unit.capitals)
            for (index, letter) in unit.letters.enumerated() {
                let small = Cyrillic.first + UInt32(letter)
                let capital = isCapital && (index == 0 || isWhole && isInCapitals)
                letters.append(capital ? Self.capitals[small] ?? small : small)
            }
        }
        return letters
    }

    private static let capitals: [UInt32: UInt32] = {
        var table: [UInt32: UInt32] = [:]
        for index in 0..<Cyrillic.count where Int(Cyrillic.small[index]) != index {
            table[Cyrillic.first + UInt32(Cyrillic.small[index])] = Cyrillic.first + UInt32(index)
        }
        return table
    }()
}
