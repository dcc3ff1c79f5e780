/// The compiled form of a glossary, version 3: little-endian, position-independent, every part aligned to 8 bytes.
///
///     0   magic       "TUSINIK\n"
///     8   version     u32
///     12  sections    u32, their number
///     16  length      u64, of the whole file
///     24  checksum    u64, xxHash64 of everything from byte 32 on
///     32  one entry for each section: kind u32, zero u32, offset u64, length u64
///
/// Sections: strings are found by number through `stringOffsets` (u32, one more than there are strings) in `stringBytes`
/// (UTF-8). `records` is a sequence of u32 words; it begins with the counts and places of the record tables (see
/// `RecordTable`). `automaton` holds the words of the matching automaton, `contextAutomaton` those of the one that finds
/// the words of lexicons. `symbols` maps the scalars below U+0800 to
/// symbols, one byte each, followed by 256 bytes of symbol flags; `wideSymbols` holds pairs (scalar, symbol) of u32 for
/// the scalars above, ascending.
enum Format {
    static let magic = Array("TUSINIK\n".utf8)
    static let version: UInt32 = 3
    static let headerLength = 32
    static let sectionEntryLength = 24
    static let alignment = 8

    enum Section: UInt32, CaseIterable {
        case stringOffsets = 1
        case stringBytes
        case records
        case automaton
        case symbols
        case wideSymbols
        case contextAutomaton
    }

    /// The tables of the `records` section: for table `n`, word `2n` is the number of records and word `2n + 1` the place
    /// of the first of as many places. The last two words of the head are the roots of the two automata.
    enum RecordTable: Int, CaseIterable {
        case concepts
        case terms
        case senses
        case sources
        case readingSets
        case normalizationRules
        case schemes
        case lexicons
        case rules
        case schemePairs
        case languageCues
        case spellings
        case latinTexts

        static var headLength: Int { 2 * allCases.count + 2 }
        static var rootPlace: Int { 2 * allCases.count }
    }

    /// Stands for "none" where a number is expected.
    static let none = UInt32.max
}

/// Symbols that have a fixed meaning; the others stand for letters that occur in terms.
public enum Symbol {
    /// Neither part of a word nor of a term.
    public static let boundary: UInt8 = 0
    /// A run of white space.
    public static let space: UInt8 = 1
    /// What only full normalization understands: combining marks, invisible characters, compatibility letters.
    public static let special: UInt8 = 2
    /// A letter or digit that occurs in no term.
    public static let otherLetter: UInt8 = 3
    /// The same, of the Latin script.
    public static let otherLatin: UInt8 = 4
    /// In the automaton only: a whole word, whatever it is, and the white space behind it.
    public static let anyWord: UInt8 = 5
    /// The first symbol that stands for a letter.
    public static let firstFree: UInt8 = 6

    /// The symbol stands inside words.
    public static let isWord: UInt8 = 1
    /// The symbol is a letter of the Latin script.
    public static let isLatin: UInt8 = 2
    /// The symbol is a letter of the Cyrillic script.
    public static let isCyrillic: UInt8 = 4
}

/// Why bytes are not a compiled glossary.
public enum GlossaryFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It does not begin as one.
    case notAGlossary
    case unsupportedVersion(found: UInt32, expected: UInt32)
    /// It says that it has `expected` bytes.
    case truncated(found: Int, expected: Int)
    case damaged(foundChecksum: UInt64, expectedChecksum: UInt64)
    /// The checksum is right, and yet the content of a section does not fit together.
    case malformed(section: String, offset: Int)
    /// The operating system would not give the file; its error number.
    case unreadable(path: String, code: Int32)
    /// This program runs on a big-endian machine.
    case bigEndian

    public var description: String {
        switch self {
        case .notAGlossary: "not a compiled glossary: it does not begin with 'TUSINIK'"
        case .unsupportedVersion(let found, let expected):
            "compiled glossary of format \(found); this program reads format \(expected)"
        case .truncated(let found, let expected):
            "damaged compiled glossary: expected \(expected) bytes, found \(found)"
        case .damaged(let found, let expected):
            "damaged compiled glossary: expected checksum \(hexadecimal(expected)), found \(hexadecimal(found))"
        case .malformed(let section, let offset):
            "malformed compiled glossary: section \(section), offset \(offset)"
        case .unreadable(let path, let code): "cannot read '\(path)' (error \(code))"
        case .bigEndian: "compiled glossaries are read on little-endian machines only"
        }
    }
}

func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
