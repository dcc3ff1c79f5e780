import TextCore
import UnicodeSupport

/// What is put right before letters are written in another script: letters that came in two pieces (и and a breve),
/// letters with an accent that the scheme does not know (ѝ), and look-alikes of other scripts inside Cyrillic words.
struct Preparation: Sendable {
    /// Letters that the scheme has an image for, small and capital.
    private let known: Set<UInt32>
    /// Latin letters with the Cyrillic ones that they look like.
    private let lookAlikes: [UInt32: UInt32]

    init(_ schemes: [TransliterationScheme], lookAlikes: [UInt32: UInt32]) {
        var known: Set<UInt32> = []
        for index in 0..<Cyrillic.count {
            let small = Cyrillic.first + UInt32(Cyrillic.small[index])
            if schemes.contains(where: { $0.letters[small] != nil }) { known.insert(Cyrillic.first + UInt32(index)) }
        }
        self.known = known
        self.lookAlikes = lookAlikes.filter { known.contains($0.value) }
    }

    /// Letters that are written as base and mark because the scheme knows only the base.
    func isTakenApart(_ scalar: UInt32) -> Bool {
        guard !known.contains(scalar), let parts = Cyrillic.decompositions[scalar] else { return false }
        return known.contains(parts.base)
    }

    private static let compositions: [UInt64: UInt32] = {
        var table: [UInt64: UInt32] = [:]
        for (letter, parts) in Cyrillic.decompositions { table[UInt64(parts.base) << 32 | UInt64(parts.mark)] = letter }
        return table
    }()

    /// Whether a look-alike stands before `offset`, past marks and invisible characters.
    func mayChange(_ text: UnsafeBufferPointer<UInt8>, before offset: Int) -> Bool {
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
    /// - Complexity: O(length of the text).
    func edits(of text: UnsafeBufferPointer<UInt8>) -> Edits {
        var edits = Edits()
        var offset = 0
        while offset < text.count {
            let (first, length) = decodeScalar(text, at: offset)
            guard LetterContext.isLetter(first) else {
                offset += length
                continue
            }
            let start = offset
            var cyrillic = 0
            var strangers = 0
            var alike = 0
            while offset < text.count {
                let (scalar, length) = decodeScalar(text, at: offset)
                let isLetter = LetterContext.isLetter(scalar)
                guard isLetter || CharacterProperties.isTransparent(scalar) else { break }
                if isLetter {
                    if Cyrillic.index(scalar) != nil {
                        cyrillic += 1
                    } else if lookAlikes[scalar] != nil {
                        alike += 1
                    } else {
                        strangers += 1
                    }
                }
                offset += length
            }
            if cyrillic > 0 {
                prepareWord(text, start..<offset, repairs: alike > 0 && strangers == 0, into: &edits)
            }
        }
        return edits
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
            if replacement == [scalar], isTakenApart(scalar), let parts = Cyrillic.decompositions[scalar] {
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
