import CompiledGlossary
import Morphology
import TextCore
import UnicodeSupport

/// The symbols of a glossary: which scalar is what to its automaton. Made by the normalizer, so that a fast look-up and
/// full normalization cannot disagree.
struct SymbolTable {
    /// By scalar, for U+0000 to U+07FF.
    private(set) var narrow = [UInt8](repeating: Symbol.boundary, count: 2048)
    /// By symbol.
    private(set) var flags = [UInt8](repeating: 0, count: 256)
    private(set) var wide: [UInt32: UInt8] = [:]
    private var alphabet: [UInt32: UInt8] = [:]

    enum Failure: Error, CustomStringConvertible {
        case tooManyLetters(Int)
        case tooManySpellings(String)

        var description: String {
            switch self {
            case .tooManyLetters(let count): "the terms hold \(count) different letters; 250 are possible"
            case .tooManySpellings(let form):
                "'\(form)' can be written in too many ways: fewer hyphens or quotation marks"
            }
        }
    }

    /// - Parameter scalars: all scalars of the glossary's forms, normalized for matching.
    init(scalars: Set<Unicode.Scalar>, normalizer: Normalizer) throws {
        var next = Int(Symbol.firstFree)
        for scalar in scalars.map(\.value).sorted() where scalar != Self.gap && scalar != Self.oneWord {
            if CharacterProperties.isWhiteSpace(scalar) {
                alphabet[scalar] = Symbol.space
                continue
            }
            guard next < 256 else { throw Failure.tooManyLetters(scalars.count) }
            alphabet[scalar] = UInt8(next)
            flags[next] = Self.flags(of: scalar)
            next += 1
        }
        flags[Int(Symbol.otherLetter)] = Symbol.isWord
        flags[Int(Symbol.otherLatin)] = Symbol.isWord | Symbol.isLatin
        for scalar in UInt32(0)..<2048 { narrow[Int(scalar)] = try symbol(of: scalar, normalizer: normalizer) }
        // From U+0800 on, only what can stand inside or beside a term of these languages is listed; the reader asks
        // Unicode's properties for the rest.
        var candidates = Set(alphabet.keys)
        candidates.formUnion(0x1680...0x1680)
        candidates.formUnion(0x2000...0x206F)
        candidates.formUnion([0x2212, 0x3000, 0xFEFF])
        for rule in normalizer.rules {
            switch rule.action {
            case .remove(let scalars): candidates.formUnion(scalars)
            case .replace(let map): candidates.formUnion(map.keys)
            case .nfc, .nfkcCasefold, .collapseSpaces: break
            }
        }
        for scalar in candidates.sorted() where scalar >= 2048 {
            wide[scalar] = try symbol(of: scalar, normalizer: normalizer)
        }
    }

    private static func flags(of scalar: UInt32) -> UInt8 {
        guard CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar) else { return 0 }
        return Symbol.isWord | (CharacterProperties.isLatin(scalar) ? Symbol.isLatin : 0)
            | (CharacterProperties.isCyrillic(scalar) ? Symbol.isCyrillic : 0)
    }

    private func symbol(of scalar: UInt32, normalizer: Normalizer) throws -> UInt8 {
        guard let character = Unicode.Scalar(scalar) else { return Symbol.boundary }
        if CharacterProperties.isWhiteSpace(scalar) { return Symbol.space }
        let isWord = CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar)
        if CharacterProperties.isTransparent(scalar) { return Symbol.special }
        let normalized = Array(try normalizer.normalize(String(character), for: .match).text.unicodeScalars)
        if normalized.count == 1 {
            if let known = alphabet[normalized[0].value] { return known }
            guard isWord else { return Symbol.boundary }
            return CharacterProperties.isLatin(scalar) ? Symbol.otherLatin : Symbol.otherLetter
        }
        return isWord ? Symbol.special : Symbol.boundary
    }

    /// The ways in which a form is written, as symbols: a hyphen may be a space or stand between spaces (премьер министр,
    /// премьер – министр), quotation marks may be missing, and a gap holds no, one or two words.
    ///
    /// - Precondition: the scalars were given to `init`.
    func spellings(of scalars: [Unicode.Scalar], hyphensVary: Bool) throws(Failure) -> [[UInt8]] {
        var result: [[UInt8]] = [[]]
        for scalar in scalars {
            let variants: [[UInt8]]
            if scalar.value == Self.gap {
                variants = [[], [Symbol.anyWord], [Symbol.anyWord, Symbol.anyWord]]
            } else if scalar.value == Self.oneWord {
                variants = [[Symbol.anyWord]]
            } else {
                let symbol = alphabet[scalar.value] ?? Symbol.boundary
                let isHyphen = scalar == "-" && hyphensVary
                let isQuote = scalar == "\""
                variants =
                    isHyphen
                    ? [[symbol], [Symbol.space], [Symbol.space, symbol, Symbol.space]]
                    : isQuote ? [[symbol], []] : [[symbol]]
            }
            guard result.count * variants.count <= Self.spellingLimit else {
                throw .tooManySpellings(String(String.UnicodeScalarView(scalars)))
            }
            result = result.flatMap { start in variants.map { start + $0 } }
        }
        return result
    }

    private static let spellingLimit = 256
    private static let oneWord = WordClass.anyWordMark.unicodeScalars.first?.value ?? 0
    private static let gap = WordClass.gapMark.unicodeScalars.first?.value ?? 0
}
