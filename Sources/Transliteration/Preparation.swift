import TextCore
import UnicodeSupport

/// What is put right before letters are written in another script: letters that came in two pieces (и and a breve),
/// letters with an accent that the scheme does not know (ѝ), and look-alikes of other scripts inside Cyrillic words.
struct Preparation: Sendable {
    /// Letters that the scheme has an image for, small and capital.
    private let known: Set<UInt32>
    /// Latin letters with the Cyrillic ones that they look like.
    private let lookAlikes: [UInt32: UInt32]
    /// Letters that are written as base and mark because the scheme knows only the base, by number.
    private let takenApart: [Bool]

    init(_ schemes: [TransliterationScheme], lookAlikes: [UInt32: UInt32]) {
        var known: Set<UInt32> = []
        for index in 0..<Cyrillic.count {
            let small = Cyrillic.first + UInt32(Cyrillic.small[index])
            if schemes.contains(where: { $0.letters[small] != nil }) { known.insert(Cyrillic.first + UInt32(index)) }
        }
        self.known = known
        self.lookAlikes = lookAlikes.filter { known.contains($0.value) }
        takenApart = (0..<Cyrillic.count).map { index in
            let scalar = Cyrillic.first + UInt32(index)
            guard !known.contains(scalar), let parts = Cyrillic.decompositions[scalar] else { return false }
            return known.contains(parts.base)
        }
    }

    private static let compositions: [UInt64: UInt32] = {
        var table: [UInt64: UInt32] = [:]
        for (letter, parts) in Cyrillic.decompositions { table[UInt64(parts.base) << 32 | UInt64(parts.mark)] = letter }
        return table
    }()

    /// Most of what stands beside words: ASCII that is no letter.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 && (byte | 0x20) &- 0x61 >= 26 }

    /// Whether a look-alike stands before `offset`, past marks and invisible characters.
    func mayChange(_ text: UnsafeBufferPointer<UInt8>, before offset: Int) -> Bool {
        if Self.isPlain(text[offset - 1]) { return false }
        var offset = offset
        while let (scalar, length) = decodeScalar(text, endingAt: offset) {
            if lookAlikes[scalar] != nil { return true }
            guard CharacterProperties.isTransparent(scalar) else { return false }
            offset -= length
        }
        return false
    }

    /// Whether a look-alike stands after `offset`, past marks and invisible characters, or a mark that makes another letter
    /// of the Cyrillic letter before it.
    func mayChange(_ text: UnsafeBufferPointer<UInt8>, after offset: Int) -> Bool {
        if Self.isPlain(text[offset]) { return false }
        if let base = decodeScalar(text, endingAt: offset) {
            let mark = decodeScalar(text, at: offset).scalar
            if let letter = Self.compositions[UInt64(base.scalar) << 32 | UInt64(mark)], known.contains(letter) {
                return true
            }
        }
        var offset = offset
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            if lookAlikes[scalar] != nil { return true }
            guard CharacterProperties.isTransparent(scalar) else { return false }
            offset += length
        }
        return false
    }

    /// The changes that prepare a text.
    ///
    /// - Complexity: O(length of the text); runs of plain Cyrillic letters are passed over quickly.
    func edits(of text: UnsafeBufferPointer<UInt8>) -> Edits {
        var edits = Edits()
        var offset = 0
        while offset < text.count {
            guard text[offset] &- 0xD0 < 5 else {
                offset += 1
                continue
            }
            let start = offset
            var isIrregular = start > 0 && mayChange(text, before: start)
            while offset < text.count, text[offset] &- 0xD0 < 5 {
                let letter = Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)
                isIrregular = isIrregular || takenApart[letter]
                offset += 2
            }
            isIrregular = isIrregular || offset < text.count && mayChange(text, after: offset)
            guard isIrregular else { continue }
            let word = word(around: start, in: text, notBefore: edits.list.last?.source.upperBound ?? 0)
            prepare(word, of: text, into: &edits)
            offset = max(offset, word.upperBound)
        }
        return edits
    }

    /// The letters, marks and invisible characters around an offset.
    private func word(
        around offset: Int, in text: UnsafeBufferPointer<UInt8>, notBefore limit: Int
    ) -> Range<Int> {
        func isPart(_ scalar: UInt32) -> Bool {
            LetterContext.isLetter(scalar) || CharacterProperties.isTransparent(scalar)
        }
        var start = offset
        while start > limit, let (scalar, length) = decodeScalar(text, endingAt: start), isPart(scalar) {
            start -= length
        }
        var end = offset
        while end < text.count {
            let (scalar, length) = decodeScalar(text, at: end)
            guard isPart(scalar) else { break }
            end += length
        }
        return start..<end
    }

    private func prepare(_ word: Range<Int>, of text: UnsafeBufferPointer<UInt8>, into edits: inout Edits) {
        var strangers = 0
        var alike = 0
        var offset = word.lowerBound
        while offset < word.upperBound {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            guard Cyrillic.index(scalar) == nil, LetterContext.isLetter(scalar) else { continue }
            if lookAlikes[scalar] != nil { alike += 1 } else { strangers += 1 }
        }
        prepareWord(text, word, repairs: alike > 0 && strangers == 0, into: &edits)
    }

    private func prepareWord(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, repairs: Bool, into edits: inout Edits
    ) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            var (scalar, length) = decodeScalar(text, at: offset)
            let original = scalar
            if repairs, let cyrillic = lookAlikes[scalar] { scalar = cyrillic }
            var replacement: [UInt32] = [scalar]
            if offset + length < range.upperBound {
                let (mark, markLength) = decodeScalar(text, at: offset + length)
                if let composed = Self.compositions[UInt64(scalar) << 32 | UInt64(mark)], known.contains(composed) {
                    replacement = [composed]
                    length += markLength
                }
            }
            if replacement == [scalar], Cyrillic.index(scalar).map({ takenApart[$0] }) ?? false,
                let parts = Cyrillic.decompositions[scalar]
            {
                replacement = [parts.base, parts.mark]
            }
            if replacement != [original] {
                var bytes: [UInt8] = []
                for scalar in replacement.compactMap(Unicode.Scalar.init) { bytes += Array(String(scalar).utf8) }
                edits.append(source: offset..<(offset + length), replacement: bytes, reasons: 0)
            }
            offset += length
        }
    }
}
