/// The inflection class of one word of a label, as written: `m4[участк]`, `F.N+px`, `m1.pl`, `=`.
public struct WordClass: Hashable, Sendable {
    /// The class: "m1a", "F.N", "abbr"; "=" for a word that never changes.
    public var code: String
    /// The word is a complement in the genitive, as the label has it in the singular; the plural is accepted too.
    public var isComplement = false
    /// Keeps to one number: "Sing", "Plur", or nil for both.
    public var number: String?
    /// The label's word carries the plural, or the third person possessive.
    public var hasPlural = false
    /// The label's word carries the third person possessive.
    public var hasPossessive = false
    /// The label's word carries the genitive: a modifier.
    public var hasGenitive = false
    /// A vowel may link the stem and its suffixes (акт, актісі).
    public var hasLinkingVowel = false
    /// Up to two words of a name may stand before the word (аким Алматинской области).
    public var hasGap = false
    /// The adjective may share a plural noun with another one (областной и районный маслихаты).
    public var isCoordinated = false
    /// A stem or form given in brackets without a name.
    public var given: String?
    /// Stems given by name: "v", "c", "stem". A name may have several.
    public var stems: [String: [String]] = [:]

    /// The class of a word that never changes.
    public static let fixed = "="
    /// Stands in a form for up to two words of a name. A private character, which labels may not hold.
    public static let gapMark: Character = "\u{E000}"
    /// Stands in a form for exactly one word.
    public static let anyWordMark: Character = "\u{E001}"

    /// Whether the word never changes.
    public var isFixed: Bool { code == Self.fixed }

    public init(code: String) { self.code = code }

    /// The classes of the words of a label.
    ///
    /// - Throws: ``ClassError/malformed(_:)``.
    public static func parse(_ text: String) throws(ClassError) -> [WordClass] {
        var classes: [WordClass] = []
        for token in text.split(separator: " ") { classes.append(try WordClass(token: String(token))) }
        return classes
    }

    private init(token: String) throws(ClassError) {
        var head = token[...]
        if let open = token.firstIndex(of: "[") {
            guard token.hasSuffix("]") else { throw .malformed(token) }
            head = token[..<open]
            let inside = token[token.index(after: open)...].dropLast()
            code = ""
            for part in inside.split(separator: ",") {
                let pair = part.split(separator: "=", omittingEmptySubsequences: false)
                switch pair.count {
                case 1: given = String(part)
                case 2: stems[String(pair[0]), default: []].append(String(pair[1]))
                default: throw .malformed(token)
                }
            }
        } else {
            code = ""
        }
        var parts = head.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        guard var first = parts.first, !first.isEmpty, first == Self.fixed || !first.contains(where: "[]=,".contains)
        else {
            throw .malformed(token)
        }
        parts.removeFirst()
        for flag in parts {
            switch flag {
            case "px": hasPossessive = true
            case "pl": hasPlural = true
            case "gen": hasGenitive = true
            case "i": hasLinkingVowel = true
            default: throw .malformed(token)
            }
        }
        if first.hasPrefix("coord:") {
            isCoordinated = true
            first.removeFirst(6)
        }
        if first.hasPrefix("gap:") {
            hasGap = true
            first.removeFirst(4)
        }
        if first.hasPrefix("gen:") {
            isComplement = true
            first.removeFirst(4)
        }
        if first.hasSuffix(".pl") {
            number = "Plur"
            first.removeLast(3)
        } else if first.hasSuffix(".sg") {
            number = "Sing"
            first.removeLast(3)
        }
        code = first
    }
}

/// Why a label has no forms.
public enum ClassError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not of the form `[coord:][gap:][gen:]code[.sg|.pl][+pl][+px][+gen][+i][[stem]]`.
    case malformed(String)
    /// The language has no class of this name.
    case unknown(String)
    /// The label has `words` words and `classes` class codes.
    case count(words: Int, classes: Int)
    /// The word does not end as words of the class do.
    case ending(word: String, code: String, expected: String)
    /// The class needs a stem or form in brackets.
    case missingStem(code: String)

    /// More modifiers than a term has can each stand in several forms.
    case tooManyVariants(label: String)

    public var description: String {
        switch self {
        case .malformed(let token):
            "'\(token)' is not an inflection class; expected [coord:][gap:][gen:]code[.sg|.pl][+pl][+px][+gen][+i][\u{5B}stem\u{5D}]"
        case .tooManyVariants(let label): "too many words of '\(label)' inflect"
        case .unknown(let code): "there is no inflection class '\(code)'"
        case .count(let words, let classes): "\(words) words need \(words) class codes, found \(classes)"
        case .ending(let word, let code, let expected):
            "'\(word)' cannot be of class \(code): its words end in \(expected)"
        case .missingStem(let code): "class \(code) needs a stem or form in brackets"
        }
    }
}
