/// A scheme, worked out for the scanner: what stands for each Cyrillic letter, found by its number.
struct SchemeTable: Sendable {
    /// For each letter, if nothing around it matters: seven bytes of image, and its length in the highest byte.
    /// Else ``slow``.
    let direct: [UInt64]
    /// What to look at when `direct` does not say; index 0 is for letters without an image.
    let cases: [LetterCase]
    /// The place in `cases` of each letter.
    let caseOfLetter: [UInt16]
    /// ъ and ь where they are no letters in the target script: capitals look past them.
    let isSilent: [Bool]
    let wordMark: WordMark?

    static let slow = UInt64(0xFF) << 56
    /// Letters with an accent that the scheme does not know; see ``Preparation``.
    static let irregular = UInt64(0xFE) << 56

    /// A letter whose image depends on its neighbours, or is long.
    struct LetterCase: Sendable {
        var isCapital: Bool
        var images: Images
        var rules: [Rule]
    }

    struct Rule: Sendable {
        /// The letters behind the first, by the numbers of their small letters.
        var rest: [UInt16]
        var after: LetterSet?
        var before: LetterSet?
        var images: Images
    }

    struct Images: Sendable {
        var small: [UInt8]
        var title: [UInt8]
        var capital: [UInt8]

        init(_ images: LetterImages) {
            small = Array(images.small.utf8)
            title = Array(images.title.utf8)
            capital = Array(images.capital.utf8)
        }
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
        var direct = (0..<Cyrillic.count).map { Self.packed(Array(String(scalar(at: $0)).utf8)) ?? Self.slow }
        var cases: [LetterCase] = []
        var caseOfLetter = [UInt16](repeating: 0, count: Cyrillic.count)
        var isSilent = [Bool](repeating: false, count: Cyrillic.count)
        var rules: [Int: [Rule]] = [:]
        for rule in scheme.rules {
            let letters = rule.from.unicodeScalars.compactMap { Cyrillic.index($0.value) }
            guard let first = letters.first else { continue }
            rules[first, default: []].append(
                Rule(
                    rest: letters.dropFirst().map(UInt16.init), after: rule.after.map(LetterSet.init),
                    before: rule.before.map(LetterSet.init), images: Images(LetterImages(rule.to, in: scheme))))
        }
        for index in 0..<Cyrillic.count {
            let small = Int(Cyrillic.small[index])
            let rules = rules[small] ?? []
            guard let image = scheme.letters[Cyrillic.first + UInt32(small)] else {
                if let parts = Cyrillic.decompositions[Cyrillic.first + UInt32(small)],
                    scheme.letters[parts.base] != nil
                {
                    direct[index] = Self.irregular
                }
                continue
            }
            let isCapital = small != index
            let images = LetterImages(image, in: scheme)
            if !images.hasLetters, small == 0x4A || small == 0x4C { isSilent[index] = true }
            let isDirect = rules.isEmpty && !(isCapital && images.dependsOnNeighbours)
            if isDirect, let packed = Self.packed(Array((isCapital ? images.capital : images.small).utf8)) {
                direct[index] = packed
            } else {
                direct[index] = Self.slow
                caseOfLetter[index] = UInt16(cases.count)
                cases.append(LetterCase(isCapital: isCapital, images: Images(images), rules: rules))
            }
        }
        self.direct = direct
        self.cases = cases
        self.caseOfLetter = caseOfLetter
        self.isSilent = isSilent
        wordMark = scheme.wordMark.map {
            WordMark(mark: Array($0.mark.utf8), holding: LetterSet($0.holding), without: LetterSet($0.without))
        }
    }

    private static func packed(_ bytes: [UInt8]) -> UInt64? {
        guard bytes.count < 8 else { return nil }
        var packed = UInt64(bytes.count) << 56
        for (index, byte) in bytes.enumerated() { packed |= UInt64(byte) << UInt64(8 * index) }
        return packed
    }
}

private func scalar(at index: Int) -> Unicode.Scalar { Unicode.Scalar(Cyrillic.first + UInt32(index)) ?? " " }
