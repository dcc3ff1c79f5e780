import TextCore
import UnicodeSupport

/// What stands around a letter. Offsets are UTF-8 bytes of `text`.
///
/// A word is a run of letters, digits, and what is transparent (marks and invisible characters); an apostrophe between
/// letters does not end it.
struct LetterContext {
    let text: UnsafeBufferPointer<UInt8>

    enum Neighbour: Equatable {
        /// The number of the small letter.
        case cyrillic(Int)
        /// A letter of another script, or a digit.
        case other
        /// The start or end of a word.
        case edge
    }

    /// How a letter is written; nil for letters without case.
    enum Case { case small, capital }

    func neighbour(before offset: Int) -> Neighbour {
        var offset = offset
        while let (scalar, length) = decodeScalar(text, endingAt: offset) {
            offset -= length
            if let found = Self.neighbour(scalar) { return found }
            if Self.isApostrophe(scalar) {
                guard let beyond = decodeScalar(text, endingAt: offset), Self.isLetter(beyond.scalar) else {
                    return .edge
                }
                return .other
            }
            if !CharacterProperties.isTransparent(scalar) { return .edge }
        }
        return .edge
    }

    func neighbour(after offset: Int) -> Neighbour {
        var offset = offset
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            if let found = Self.neighbour(scalar) { return found }
            if Self.isApostrophe(scalar) {
                return offset < text.count && Self.isLetter(decodeScalar(text, at: offset).scalar) ? .other : .edge
            }
            if !CharacterProperties.isTransparent(scalar) { return .edge }
        }
        return .edge
    }

    /// A letter or digit as a neighbour.
    private static func neighbour(_ scalar: UInt32) -> Neighbour? {
        if let index = cyrillicLetter(scalar) { return .cyrillic(Int(Cyrillic.small[index])) }
        return isLetter(scalar) || CharacterProperties.isDigit(scalar) ? .other : nil
    }

    @inline(__always)
    static func cyrillicLetter(_ scalar: UInt32) -> Int? {
        // U+0482 is a sign, U+0483 to U+0489 are marks.
        guard let index = Cyrillic.index(scalar), !(0x82...0x89).contains(index), index < 0x130 else { return nil }
        return index
    }

    static func isApostrophe(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2019 }

    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x61...0x7A).contains(scalar | 0x20) }
        return cyrillicLetter(scalar) != nil
            || CharacterProperties.isAlphabetic(scalar) && !CharacterProperties.isTransparent(scalar)
    }

    static func letterCase(_ scalar: UInt32) -> Case? {
        if let index = cyrillicLetter(scalar), Int(Cyrillic.small[index]) != index { return .capital }
        if CharacterProperties.isUppercase(scalar) { return .capital }
        return CharacterProperties.isLowercase(scalar) ? .small : nil
    }

    static func isLineBreak(_ scalar: UInt32) -> Bool { LineBreaks.count(of: scalar) > 0 }

    // MARK: Capitals

    /// Whether a capital at `range` stands among capitals.
    ///
    /// The next letter of the word says so, past ъ and ь that are not written; at the end of a word the letter before
    /// it; for a word of one letter, the words beside it on the line: they must be in capitals, and one of them must
    /// have more than one letter.
    func isAmongCapitals(_ range: Range<Int>, isSilent: [Bool]) -> Bool {
        var offset = range.upperBound
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            if let index = Cyrillic.index(scalar), isSilent[index] { continue }
            if CharacterProperties.isTransparent(scalar) { continue }
            if let letter = Self.letterCase(scalar) { return letter == .capital }
            break
        }
        offset = range.lowerBound
        while let (scalar, length) = decodeScalar(text, endingAt: offset) {
            offset -= length
            if CharacterProperties.isTransparent(scalar) { continue }
            if let letter = Self.letterCase(scalar) { return letter == .capital }
            break
        }
        guard let left = capitals(before: range.lowerBound), let right = capitals(after: range.upperBound) else {
            return false
        }
        return max(left, right) == 2
    }

    /// How many letters the word before `offset` has, at most 2, if all are capitals: 0 when there is no word, nil for
    /// another word.
    private func capitals(before offset: Int) -> Int? {
        var offset = offset
        var count = 0
        while let (scalar, length) = decodeScalar(text, endingAt: offset) {
            offset -= length
            if Self.isLineBreak(scalar), count == 0 { return 0 }
            if Self.isLetter(scalar) {
                guard Self.letterCase(scalar) == .capital else { return nil }
                count = min(2, count + 1)
            } else if count > 0, !CharacterProperties.isTransparent(scalar) {
                return count
            }
        }
        return count
    }

    private func capitals(after offset: Int) -> Int? {
        var offset = offset
        var count = 0
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            if Self.isLineBreak(scalar), count == 0 { return 0 }
            if Self.isLetter(scalar) {
                guard Self.letterCase(scalar) == .capital else { return nil }
                count = min(2, count + 1)
            } else if count > 0, !CharacterProperties.isTransparent(scalar) {
                return count
            }
        }
        return count
    }

    // MARK: Words

    /// Whether a word that starts at `offset` takes a mark.
    func takesMark(_ mark: SchemeTable.WordMark, at offset: Int) -> Bool {
        var offset = offset
        var holds = false
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            if let index = Self.cyrillicLetter(scalar) {
                let small = Int(Cyrillic.small[index])
                if mark.without.contains(small) { return false }
                holds = holds || mark.holding.contains(small)
            } else if !Self.isLetter(scalar), !CharacterProperties.isTransparent(scalar) {
                break
            }
        }
        return holds
    }

    /// Whether a letter at `offset` is the first of its word.
    func isWordStart(_ offset: Int) -> Bool {
        var offset = offset
        while let (scalar, length) = decodeScalar(text, endingAt: offset) {
            offset -= length
            if Self.isLetter(scalar) { return false }
            if !CharacterProperties.isTransparent(scalar) { return true }
        }
        return true
    }
}
