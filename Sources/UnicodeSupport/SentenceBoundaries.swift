internal import ICUShim

/// Sentence boundaries of a text by ICU.
public enum SentenceBoundaries {
    /// UTF-8 offsets of all boundaries of `text`, its start and end among them, ascending.
    ///
    /// - Parameter language: a BCP 47 tag; ICU has no own rules for Kazakh and uses those of the root.
    /// - Complexity: O(length of the text).
    public static func find(in text: String, language: String) throws(ICUError) -> [Int] {
        var text = text
        var error: Int32 = 0
        let boundaries: [Int32] = text.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                let length = Int32(clamping: text.count)
                let count = tusinik_icu_sentence_boundaries(language, text.baseAddress, length, nil, 0, &error)
                return [Int32](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
                    _ = tusinik_icu_sentence_boundaries(
                        language, text.baseAddress, length, buffer.baseAddress, count, &error)
                    filled = Int(count)
                }
            }
        }
        guard error == 0 else { throw ICUError("find sentences", code: error) }
        return boundaries.map(Int.init)
    }
}
