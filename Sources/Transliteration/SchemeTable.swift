/// A scheme, worked out for the scanner: what stands for each Cyrillic letter, found by its number.
///
/// Everything a letter needs lies in plain memory: the scanner neither counts references nor checks bounds for a letter.
final class SchemeTable: @unchecked Sendable {
    // Unchecked because of the pointers; what they point to is never written after `init`.

    /// For each letter, if nothing around it matters: its image (see ``packed(_:)``). Else ``slow``.
    let direct: UnsafePointer<UInt64>
    /// The images of letters of which only the letter before matters, for each of them ``rowLength`` images: one for each
    /// letter before, and the last for the start of a word.
    let byPrevious: UnsafePointer<UInt64>
    /// What to look at when `direct` does not say; 0 is for letters without an image.
    let cases: UnsafePointer<LetterCase>
    /// The place in `cases` of each letter.
    let caseOfLetter: UnsafePointer<UInt16>
    /// The rules of all letters, those of one letter together.
    let rules: UnsafePointer<Rule>
    /// What rules ask for behind their first letter.
    let rests: UnsafePointer<UInt16>
    /// Images of more than seven bytes.
    let long: [[UInt8]]
    /// ъ and ь where they are no letters in the target script: capitals look past them.
    let isSilent: [Bool]
    let wordMark: WordMark?

    static let slow = UInt64(0xFF) << 56
    /// Letters with an accent that the scheme does not know; see ``Preparation``.
    static let irregular = UInt64(0xFE) << 56
    /// With this in the highest byte of an image, the lowest ones say where it is in `long`.
    static let isLong = UInt64(0xFD) << 56

    /// With this in the highest byte of an image, the lowest ones are the start of a row in `byPrevious`.
    static let isByPrevious = UInt64(0xFC) << 56
    static let rowLength = Cyrillic.count + 1

    /// A letter whose image depends on its neighbours, or is long.
    struct LetterCase {
        var isCapital: Bool
        var images: Images
        /// Places in `rules`.
        var rules: Range<Int>
    }

    struct Rule {
        /// The letters behind the first: places in `rests`, where the numbers of the small letters are.
        var rest: Range<Int>
        var after: LetterSet?
        var before: LetterSet?
        var images: Images
    }

    /// What stands for a letter in its three cases, packed.
    struct Images {
        var small: UInt64
        var title: UInt64
        var capital: UInt64
    }

    struct WordMark: Sendable {
        var mark: [UInt8]
        var holding: LetterSet
        var without: LetterSet
    }

    /// Small letters by number, and perhaps the edge of a word.
    struct LetterSet: Sendable {
        private var bits: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
        var hasEdge = false

        init(_ letters: String) {
            for scalar in letters.unicodeScalars {
                if scalar == "^" || scalar == "$" {
                    hasEdge = true
                } else if let index = Cyrillic.index(scalar.value) {
                    let bit = UInt64(1) << UInt64(index & 63)
                    switch index >> 6 {
                    case 0: bits.0 |= bit
                    case 1: bits.1 |= bit
                    case 2: bits.2 |= bit
                    case 3: bits.3 |= bit
                    default: bits.4 |= bit
                    }
                }
            }
        }

        /// - Parameter letter: the number of a small letter.
        @inline(__always)
        func contains(_ letter: Int) -> Bool {
            let word =
                switch letter >> 6 {
                case 0: bits.0
                case 1: bits.1
                case 2: bits.2
                case 3: bits.3
                default: bits.4
                }
            return word >> UInt64(letter & 63) & 1 == 1
        }
    }

    init(_ scheme: TransliterationScheme) {
        var long: [[UInt8]] = []
        func packed(_ text: String) -> UInt64 {
            let bytes = Array(text.utf8)
            if let packed = Self.packed(bytes) { return packed }
            long.append(bytes)
            return Self.isLong | UInt64(long.count - 1)
        }
        func images(_ images: LetterImages) -> Images {
            Images(small: packed(images.small), title: packed(images.title), capital: packed(images.capital))
        }
        var direct = (0..<Cyrillic.count).map { packed(String(scalar(at: $0))) }
        var cases: [LetterCase] = []
        var caseOfLetter = [UInt16](repeating: 0, count: Cyrillic.count)
        var isSilent = [Bool](repeating: false, count: Cyrillic.count)
        var rests: [UInt16] = []
        var rulesOfLetter: [Int: [Rule]] = [:]
        for rule in scheme.rules {
            let letters = rule.from.unicodeScalars.compactMap { Cyrillic.index($0.value) }
            guard let first = letters.first else { continue }
            let start = rests.count
            rests += letters.dropFirst().map(UInt16.init)
            rulesOfLetter[first, default: []].append(
                Rule(
                    rest: start..<rests.count, after: rule.after.map(LetterSet.init),
                    before: rule.before.map(LetterSet.init), images: images(LetterImages(rule.to, in: scheme))))
        }
        var rules: [Rule] = []
        var byPrevious: [UInt64] = []
        for index in 0..<Cyrillic.count {
            let small = Int(Cyrillic.small[index])
            let own = rulesOfLetter[small] ?? []
            guard let image = scheme.letters[Cyrillic.first + UInt32(small)] else {
                if let parts = Cyrillic.decompositions[Cyrillic.first + UInt32(small)],
                    scheme.letters[parts.base] != nil
                {
                    direct[index] = Self.irregular
                }
                continue
            }
            let isCapital = small != index
            let letterImages = LetterImages(image, in: scheme)
            if !letterImages.hasLetters, small == 0x4A || small == 0x4C { isSilent[index] = true }
            let found = images(letterImages)
            let plain = isCapital ? found.capital : found.small
            if own.isEmpty, !(isCapital && letterImages.dependsOnNeighbours), plain < Self.isByPrevious {
                direct[index] = plain
            } else {
                direct[index] = Self.slow
                if !isCapital, let row = Self.row(own, otherwise: found.small) {
                    direct[index] = Self.isByPrevious | UInt64(byPrevious.count)
                    byPrevious += row
                }
                caseOfLetter[index] = UInt16(cases.count)
                cases.append(
                    LetterCase(isCapital: isCapital, images: found, rules: rules.count..<(rules.count + own.count)))
                rules += own
            }
        }
        self.direct = Self.copy(direct)
        self.byPrevious = Self.copy(byPrevious)
        self.cases = Self.copy(cases)
        self.caseOfLetter = Self.copy(caseOfLetter)
        self.rules = Self.copy(rules)
        self.rests = Self.copy(rests)
        self.long = long
        self.isSilent = isSilent
        wordMark = scheme.wordMark.map {
            WordMark(mark: Array($0.mark.utf8), holding: LetterSet($0.holding), without: LetterSet($0.without))
        }
    }

    deinit {
        direct.deallocate()
        byPrevious.deallocate()
        cases.deallocate()
        caseOfLetter.deallocate()
        rules.deallocate()
        rests.deallocate()
    }

    /// The images of a small letter by the letter before it; nil when something else has a say.
    private static func row(_ rules: [Rule], otherwise image: UInt64) -> [UInt64]? {
        guard !rules.isEmpty,
            rules.allSatisfy({
                $0.rest.isEmpty && $0.after != nil && $0.before == nil && $0.images.small < isByPrevious
            }),
            image < isByPrevious
        else { return nil }
        return (0..<rowLength).map { previous in
            guard previous < Cyrillic.count else {
                return rules.first { $0.after?.hasEdge ?? false }?.images.small ?? image
            }
            guard LetterContext.cyrillicLetter(Cyrillic.first + UInt32(previous)) != nil else { return slow }
            let small = Int(Cyrillic.small[previous])
            return rules.first { $0.after?.contains(small) ?? false }?.images.small ?? image
        }
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        memory.initialize(from: elements, count: elements.count)
        return UnsafePointer(memory)
    }

    /// Up to seven bytes of an image, and its length in the highest byte; nil for longer ones.
    private static func packed(_ bytes: [UInt8]) -> UInt64? {
        guard bytes.count < 8 else { return nil }
        var packed = UInt64(bytes.count) << 56
        for (index, byte) in bytes.enumerated() { packed |= UInt64(byte) << UInt64(8 * index) }
        return packed
    }
}

private func scalar(at index: Int) -> Unicode.Scalar { Unicode.Scalar(Cyrillic.first + UInt32(index)) ?? " " }
