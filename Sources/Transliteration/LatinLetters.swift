import TextCore
import UnicodeSupport

/// What runs of Latin letters can stand for in Cyrillic: the images of schemes read backwards, and habits of people.
///
/// Letters are given as scalars in small letters, composed, with one kind of apostrophe (see ``fold(_:in:)``). The capital I
/// stands for both i and ı, as alphabets differ on its small letter.
public struct LatinLetters: Sendable {
    /// A run of Latin letters and what it stands for.
    public struct Unit: Sendable {
        /// Folded.
        public var image: [UInt32]
        /// Small Cyrillic letters.
        public var letters: [UInt32]
        /// Bits of the schemes that write so, by their place in ``LatinTexts/schemes``; 0 for a habit.
        public var schemes: UInt64
    }

    /// All units that stand for letters written with an image.
    public let units: [Unit]
    /// Letters that may be left out (ъ, ь): Cyrillic scalars with the bits of the schemes that leave them out.
    public let silent: [(letter: UInt32, schemes: UInt64)]
    /// The bits of the schemes of a language, by BCP 47 tag.
    public let schemesOfLanguage: [String: UInt64]
    /// How many schemes there are.
    public let schemeCount: Int
    /// Frequent words in every spelling, folded, with the languages that have them.
    public let words: [[UInt32]: Set<String>]
    /// Frequent words of other languages, folded, that are not in `words`.
    public let foreign: Set<[UInt32]>
    /// Terms that other languages spell alike, folded.
    public let shared: Set<[UInt32]>

    /// Units by the first scalar of their image.
    private let unitsByStart: [[Int]]
    /// The letters of each scheme's images.
    private let alphabets: [Set<UInt32>]
    private let small: [UInt32]
    private let compositions: [UInt64: UInt32]

    /// Scalars from here on begin no image.
    private static let limit: UInt32 = 0x300
    private static let apostrophe: UInt32 = 0x27
    private static let doublePrime: UInt32 = 0x2BA
    private static let capitalI: UInt32 = 0x49
    private static let dotlessI: UInt32 = 0x131
    /// Grave, acute, circumflex, tilde, macron, breve, dot above, diaeresis, double acute, caron, cedilla, ogonek.
    private static let marks: [UInt32] = [
        0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30B, 0x30C, 0x327, 0x328,
    ]

    /// - Parameters:
    ///   - schemes: those that `texts` names, in the same order; at most 64.
    ///   - cues: their frequent words count too.
    public init(_ texts: LatinTexts, schemes: [TransliterationScheme], cues: [LanguageCues]) {
        let compositions = Self.compositions()
        var bases: [UInt32: UInt32] = [Self.dotlessI: 0x69, 0x14B: 0x6E]
        for (pair, composed) in compositions { bases[composed] = UInt32(pair >> 32) }
        self.compositions = compositions
        let small = (0..<Self.limit).map(Self.smallLetter)
        self.small = small
        func folded(_ text: String) -> [UInt32] { Self.fold(text.unicodeScalars.map(\.value), small, compositions) }
        func plain(_ image: [UInt32]) -> [UInt32] {
            image.map { bases[$0] ?? $0 }.filter { (0x61...0x7A).contains($0) }
        }

        var units: [[UInt32]: [[UInt32]: UInt64]] = [:]
        var silent: [UInt32: UInt64] = [:]
        var alphabets: [Set<UInt32>] = []
        func add(_ letters: [UInt32], _ image: [UInt32], _ schemes: UInt64) {
            if image.isEmpty {
                if letters.count == 1 { silent[letters[0], default: 0] |= schemes }
            } else if image[0] < Self.limit {
                units[image, default: [:]][letters, default: 0] |= schemes
            }
        }
        for (number, scheme) in schemes.prefix(64).enumerated() {
            var alphabet: Set<UInt32> = []
            let rules = scheme.rules.map { ($0.from.unicodeScalars.map(\.value), $0.to) }
            for (letters, image) in scheme.letters.map({ ([$0.key], $0.value) }) + rules {
                let image = folded(image)
                alphabet.formUnion(image)
                add(letters, image, 1 << UInt64(number))
                add(letters, plain(image), 0)
            }
            alphabets.append(alphabet)
        }
        for habit in texts.habits {
            for image in habit.images { add(habit.letters.unicodeScalars.map(\.value), folded(image), 0) }
        }
        self.units = units.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { image, readings in
            readings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
                Unit(image: image, letters: $0.key, schemes: $0.value)
            }
        }
        self.silent = silent.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.alphabets = alphabets
        schemeCount = alphabets.count
        var unitsByStart = [[Int]](repeating: [], count: Int(Self.limit))
        for (number, unit) in self.units.enumerated() {
            unitsByStart[Int(unit.image[0])].append(number)
            if unit.image[0] == 0x69 || unit.image[0] == Self.dotlessI {
                unitsByStart[Int(Self.capitalI)].append(number)
            }
        }
        self.unitsByStart = unitsByStart

        var schemesOfLanguage: [String: UInt64] = [:]
        var words: [[UInt32]: Set<String>] = [:]
        for (number, scheme) in schemes.prefix(64).enumerated() {
            let transliterator = Transliterator(scheme)
            for language in scheme.languages {
                schemesOfLanguage[language, default: 0] |= 1 << UInt64(number)
                let own = (cues.first { $0.language == language }?.words ?? []).union(texts.words[language] ?? [])
                for word in own where word.unicodeScalars.count > 1 {
                    let image = folded(transliterator.transliterate(word))
                    for spelling in [image, plain(image)] where spelling.count > 1 {
                        words[spelling, default: []].insert(language)
                    }
                }
            }
        }
        self.schemesOfLanguage = schemesOfLanguage
        let foreign = Set(texts.foreign.map(folded).filter { $0.count > 1 })
        self.words = words.filter { !foreign.contains($0.key) }
        self.foreign = foreign.filter { words[$0] == nil }
        shared = Set(texts.shared.map(folded))
    }

    // MARK: Folding

    /// A text as the units have it.
    public struct Folded: Sendable {
        /// Small letters, composed; everything else as it is.
        public var scalars: [UInt32] = []
        /// For each of them its offset in the text's UTF-8, and at last the end.
        public var offsets: [Int] = []
        /// Which of them were capitals.
        public var isCapital: [Bool] = []
    }

    /// - Parameter range: begins and ends between scalars of `bytes`, which are valid UTF-8.
    public func fold(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Folded {
        var folded = Folded()
        folded.scalars.reserveCapacity(range.count)
        folded.offsets.reserveCapacity(range.count + 1)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if Self.marks.contains(scalar), let last = folded.scalars.last {
                // The capital I was kept for its two small letters.
                let base = last == Self.capitalI ? 0x69 : last
                if let composed = compositions[UInt64(base) << 32 | UInt64(scalar)] {
                    folded.scalars[folded.scalars.count - 1] = composed
                    offset += length
                    continue
                }
            }
            var small = small(scalar)
            // Inside a word it is no quotation mark but stands for ъ.
            if scalar == 0x201D, let last = folded.scalars.last, Self.isLetter(last),
                offset + length < range.upperBound,
                Self.isLetter(decodeScalar(bytes, at: offset + length).scalar)
            {
                small = Self.doublePrime
            }
            folded.scalars.append(small)
            folded.offsets.append(offset)
            folded.isCapital.append(
                small != scalar && !Self.isSign(small) || scalar == Self.capitalI)
            offset += length
        }
        folded.offsets.append(range.upperBound)
        return folded
    }

    private static func fold(
        _ scalars: [UInt32], _ small: [UInt32], _ compositions: [UInt64: UInt32]
    ) -> [UInt32] {
        scalars.map { $0 == 0x201D ? doublePrime : $0 < limit ? small[Int($0)] : smallLetter($0) }
            .map { $0 == capitalI ? 0x69 : $0 }
    }

    private func small(_ scalar: UInt32) -> UInt32 {
        scalar < Self.limit ? small[Int(scalar)] : Self.smallLetter(scalar)
    }

    private static func smallLetter(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case capitalI: return scalar
        case 0x130: return 0x69
        case 0x2019, 0x2BC: return apostrophe
        default:
            guard let mapping = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars,
                mapping.count == 1
            else { return scalar }
            return mapping.first?.value ?? scalar
        }
    }

    /// The letters that a small letter and a mark make.
    private static func compositions() -> [UInt64: UInt32] {
        var table: [UInt64: UInt32] = [:]
        for base in UInt32(0x61)...0x7A {
            for mark in marks {
                guard let letter = Unicode.Scalar(base), let sign = Unicode.Scalar(mark) else { continue }
                let bytes = Array(String(String.UnicodeScalarView([letter, sign])).utf8)
                let edits = bytes.withUnsafeBufferPointer { try? UnicodeNormalization.nfc.edits(of: $0, reasons: 0) }
                guard let edits, !edits.isEmpty else { continue }
                let composed = Array(String(decoding: edits.applied(to: bytes), as: UTF8.self).unicodeScalars)
                if composed.count == 1 { table[UInt64(base) << 32 | UInt64(mark)] = composed[0].value }
            }
        }
        return table
    }

    // MARK: Questions

    /// Whether a folded scalar is a letter of the Latin script.
    public static func isLetter(_ scalar: UInt32) -> Bool {
        scalar < 0x80
            ? (0x61...0x7A).contains(scalar | 0x20)
            : scalar < 0x250 && scalar >= 0xC0 && scalar != 0xD7
                && scalar != 0xF7 || scalar >= 0x1E00 && scalar < 0x1F00
    }

    /// An apostrophe, or one of the signs that stand for ъ and ь.
    public static func isSign(_ scalar: UInt32) -> Bool { scalar == apostrophe || scalar == 0x2B9 || scalar == 0x2BA }

    /// Calls `body` with the units that a text can begin with at a place.
    @inlinable
    public func forEachUnit(at place: Int, of text: [UInt32], _ body: (Int) -> Void) {
        for number in units(startingWith: text[place]) where matches(number, text, at: place) { body(number) }
    }

    @usableFromInline
    func units(startingWith scalar: UInt32) -> [Int] {
        scalar < Self.limit ? unitsByStart[Int(scalar)] : []
    }

    @usableFromInline
    func matches(_ number: Int, _ text: [UInt32], at place: Int) -> Bool {
        let image = units[number].image
        guard place + image.count <= text.count else { return false }
        for (index, wanted) in image.enumerated() {
            let found = text[place + index]
            guard found == wanted || found == Self.capitalI && (wanted == 0x69 || wanted == Self.dotlessI) else {
                return false
            }
        }
        return true
    }

    /// Whether some unit begins with a letter.
    public func knows(_ scalar: UInt32) -> Bool { !units(startingWith: scalar).isEmpty }

    /// Whether a scheme, by its number, writes a letter.
    public func has(_ letter: UInt32, scheme: Int) -> Bool { alphabets[scheme].contains(letter) }

    /// The first of the schemes whose alphabet fits the letters of a text best.
    ///
    /// - Parameter candidates: bits of schemes.
    public func scheme(for letters: [UInt32: Int], among candidates: UInt64) -> Int? {
        var best: (number: Int, score: Int)?
        for number in 0..<schemeCount where candidates >> UInt64(number) & 1 == 1 {
            var score = 0
            for (letter, count) in letters {
                let isKnown =
                    alphabets[number].contains(letter)
                    || letter == Self.capitalI && (alphabets[number].contains(0x69))
                if !isKnown {
                    score -= 2 * count
                } else if letter >= 0x80 || letter == Self.apostrophe {
                    score += count
                }
            }
            if best == nil || score > best?.score ?? 0 { best = (number, score) }
        }
        return best?.number
    }
}
