import UnicodeSupport

/// Writes Cyrillic text in the letters of a scheme. What the scheme has no letter for stays as it is.
///
/// A capital whose image has several letters is written with one capital (Щука: Shchuka) unless the word around it is in
/// capitals (ЩУКА: SHCHUKA): the next letter of the word decides, at the end of a word the letter before it; a word of
/// one letter takes one capital.
public struct Transliterator: Sendable {
    /// How it writes.
    public let scheme: TransliterationScheme
    /// Sequences by their first letter, the longest first.
    private let sequences: [UInt32: [(letters: [UInt32], image: String)]]

    public init(_ scheme: TransliterationScheme) {
        self.scheme = scheme
        var sequences: [UInt32: [(letters: [UInt32], image: String)]] = [:]
        for (sequence, image) in scheme.sequences {
            let letters = sequence.unicodeScalars.map(\.value)
            if let first = letters.first { sequences[first, default: []].append((letters, image)) }
        }
        self.sequences = sequences.mapValues { $0.sorted { $0.letters.count > $1.letters.count } }
    }

    /// - Complexity: O(length of the text).
    public func transliterate(_ text: String) -> String {
        let scalars = composed(text)
        let small = scalars.map(Self.lowercased)
        var output = ""
        output.reserveCapacity(text.utf8.count)
        var index = 0
        while index < scalars.count {
            if let (length, image) = sequence(at: index, in: small) {
                output += cased(image, capitalOf: nil, at: index, length: length, scalars, small)
                index += length
            } else if let image = scheme.letters[small[index]] {
                output += cased(image, capitalOf: small[index], at: index, length: 1, scalars, small)
                index += 1
            } else {
                if let scalar = Unicode.Scalar(scalars[index]) { output.unicodeScalars.append(scalar) }
                index += 1
            }
        }
        return output
    }

    private func sequence(at index: Int, in small: [UInt32]) -> (length: Int, image: String)? {
        for (letters, image) in sequences[small[index]] ?? [] where small[index...].starts(with: letters) {
            return (letters.count, image)
        }
        return nil
    }

    /// й and ё may come as two scalars; the scheme knows them as one.
    private func composed(_ text: String) -> [UInt32] {
        guard text.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) }) else {
            return text.unicodeScalars.map(\.value)
        }
        var text = text
        let normalized: String? = text.withUTF8 { bytes in
            // ICU fails here only for want of memory; then the text is written letter by letter as it stands.
            guard let edits = try? UnicodeNormalization.nfc.edits(of: bytes, reasons: 1) else { return nil }
            return String(decoding: edits.applied(to: bytes), as: UTF8.self)
        }
        return (normalized ?? text).unicodeScalars.map(\.value)
    }

    private static func lowercased(_ scalar: UInt32) -> UInt32 {
        let mapping = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars
        return mapping?.count == 1 ? mapping?.first?.value ?? scalar : scalar
    }

    private func cased(
        _ image: String, capitalOf letter: UInt32?, at index: Int, length: Int, _ scalars: [UInt32], _ small: [UInt32]
    ) -> String {
        guard scalars[index] != small[index], !image.isEmpty else { return image }
        let capital = letter.flatMap { scheme.capitals[$0] } ?? image.prefix(1).uppercased() + image.dropFirst()
        guard capital.count > 1, isInCapitals(at: index, length: length, scalars, small) else { return capital }
        return capital.prefix(1) + capital.dropFirst().uppercased()
    }

    /// Whether the word around a capital is in capitals.
    private func isInCapitals(at index: Int, length: Int, _ scalars: [UInt32], _ small: [UInt32]) -> Bool {
        // Letters without an image (ъ, ь) and marks do not tell.
        var next = index + length
        while next < scalars.count,
            scheme.letters[small[next]]?.isEmpty == true || CharacterProperties.isMark(small[next])
        {
            next += 1
        }
        if next < scalars.count, CharacterProperties.isAlphabetic(scalars[next]) { return scalars[next] != small[next] }
        guard index > 0, CharacterProperties.isAlphabetic(scalars[index - 1]) else { return false }
        return scalars[index - 1] != small[index - 1]
    }
}
