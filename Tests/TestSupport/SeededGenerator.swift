/// SplitMix64 (G. Steele, D. Lea, C. Flood 2014): the same seed gives the same texts on every run and machine.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Pieces that hurt: emoji with joiners, marks on nothing, wide spaces, look-alikes, words glued together.
public let hostilePieces = [
    "аким", "акимов", "АКИМАТ", "әкімдеріне", "Мәжіліс", "мәжiлiс", "МӘЖIЛIС", "депутаттары", "сёл", "село", "район",
    "раи\u{306}он", "аки\u{301}м", "деп\u{AD}утат", "глава", "государства", "Парламент", "партии", "«Аманат»", "Ауыл",
    "выборы", "қала", "ҚР", "РК", "МВД", "каким", "областного", "районных", "президент", "Казахстана", "ҚР-ның",
    " ", " ", " ", "\u{A0}", "\u{2009}", "\n", "\r\n", "\n\n", "\t", "\u{2028}", "\u{2029}", ".", ",", "-", "–", "«",
    "»", "\"",
    "🥩", "👨‍👩‍👧", "❗️", "\u{200D}", "\u{200B}", "\u{FEFF}", "\u{301}", "\u{306}", "\u{308}", "\u{0}", "a", "i", "ə", "H",
    "x",
    "Latin", "ﬁ", "Ⅷ", "№", "…", "12", "５", "ї", "ё", "Ё", "и", "й", "\u{1F1F0}\u{1F1FF}", "<b>", "&nbsp;",
    "\u{10FFFF}",
]

extension SeededGenerator {
    /// A text of hostile pieces and random scalars.
    public mutating func hostileText(pieces: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...pieces, using: &self) {
            if Int.random(in: 0..<12, using: &self) == 0 {
                let number = UInt32.random(in: 0...0x10FFFF, using: &self)
                if let scalar = Unicode.Scalar(number) { text.unicodeScalars.append(scalar) }
            } else {
                text.unicodeScalars.append(
                    contentsOf: hostilePieces.randomElement(using: &self, default: " ").unicodeScalars)
            }
        }
        return text
    }
}

extension Array {
    func randomElement(using generator: inout SeededGenerator, default value: Element) -> Element {
        isEmpty ? value : self[Int.random(in: 0..<count, using: &generator)]
    }
}
