internal import ICUShim
public import TextCore

/// Unicode normalization of UTF-8 by ICU, with the changes it made.
public enum UnicodeNormalization: Sendable {
    /// Canonical composition: и + breve becomes й.
    case nfc
    /// NFKC_Casefold: compatibility composition, full case folding, invisible characters removed.
    case nfkcCasefold

    /// The longest text that one call takes, in bytes; longer text is an error.
    static let limit = Int(Int32.max / 4)

    /// The changes that bring `text` to this form.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8 of at most 512 MiB.
    ///   - reasons: the bits that each edit gets.
    /// - Complexity: O(length of the text).
    public func edits(
        of text: UnsafeBufferPointer<UInt8>, reasons: UInt64
    ) throws(ICUError) -> Edits {
        let operation = self == .nfc ? "normalize to NFC" : "normalize to NFKC_Casefold"
        guard text.count <= Self.limit else {
            throw ICUError(operation, name: "text of \(text.count) bytes is over the limit of \(Self.limit)")
        }
        guard !text.isEmpty else { return Edits() }
        var result = text.withMemoryRebound(to: CChar.self) { text in
            tusinik_icu_normalize(
                self == .nfc ? TUSINIK_ICU_NFC : TUSINIK_ICU_NFKC_CASEFOLD, text.baseAddress, Int32(text.count))
        }
        defer { tusinik_icu_free_result(&result) }
        guard result.error == 0, let output = result.text else { throw ICUError(operation, code: result.error) }
        var edits = Edits()
        for edit in UnsafeBufferPointer(start: result.edits, count: Int(result.edit_count)) {
            let start = Int(edit.source_start)
            let range = UnsafeRawBufferPointer(start: output, count: Int(result.length))[
                Int(edit.result_start)..<Int(edit.result_start + edit.result_length)]
            edits.append(
                source: start..<(start + Int(edit.source_length)), replacement: Array(range), reasons: reasons)
        }
        return edits
    }
}
