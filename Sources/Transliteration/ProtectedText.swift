/// What is not language: addresses of web pages and of mail, which stop working when a letter of them changes.
///
/// An address of a page begins with a scheme and `://`, or with `www.`, and ends at white space, at one of `<>"«»“”`, or at
/// the end of the text. An address of mail is a run of letters, digits and `._%+-` around an at sign, with a full stop
/// behind it.
enum ProtectedText {
    /// The addresses in a text, ascending, as UTF-8 offsets.
    ///
    /// - Complexity: O(length of the text); one fast look at each byte where there are none.
    static func ranges(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 0
        while let candidate = candidate(in: text, from: offset) {
            let start = found.last?.upperBound ?? 0
            if let range = address(in: text, at: candidate, notBefore: start) {
                found.append(range)
                offset = max(candidate + 1, range.upperBound)
            } else {
                offset = candidate + 1
            }
        }
        return found
    }

    /// The next byte that may belong to an address: `@`, the colon of `://`, the full stop of `www.`.
    private static func candidate(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var offset = start
        let bytes = UnsafeRawBufferPointer(text)
        while offset < text.count {
            // Eight bytes at a time, as long as none of them is one of the three.
            while offset + 8 <= text.count {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if word.holds(0x40) || word.holds(0x3A) || word.holds(0x77) { break }
                offset += 8
            }
            let end = min(offset + 8, text.count)
            while offset < end {
                switch text[offset] {
                case UInt8(ascii: "@"): return offset
                case UInt8(ascii: ":") where holds("://", text, at: offset): return offset
                case UInt8(ascii: "w") where holds("www.", text, at: offset): return offset
                default: offset += 1
                }
            }
        }
        return nil
    }

    private static func holds(_ ascii: StaticString, _ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard offset + ascii.utf8CodeUnitCount <= text.count else { return false }
        for index in 0..<ascii.utf8CodeUnitCount where ascii.utf8Start[index] != text[offset + index] { return false }
        return true
    }

    private static func address(
        in text: UnsafeBufferPointer<UInt8>, at offset: Int, notBefore limit: Int
    ) -> Range<Int>? {
        if text[offset] == UInt8(ascii: "@") { return mail(in: text, at: offset, notBefore: limit) }
        var start = offset
        while start > limit, isNameByte(text[start - 1]), text[start - 1] < 0x80 { start -= 1 }
        if text[offset] == UInt8(ascii: ":") {
            guard start < offset else { return nil }
        } else if start < offset {
            return nil
        }
        var end = offset + 3
        while end < text.count, !endsAddress(text, at: end) { end += 1 }
        return start..<end
    }

    private static func mail(
        in text: UnsafeBufferPointer<UInt8>, at offset: Int, notBefore limit: Int
    ) -> Range<Int>? {
        var start = offset
        while start > limit, isNameByte(text[start - 1]) { start -= 1 }
        // A range begins at a scalar.
        while start < offset, text[start] & 0xC0 == 0x80 { start += 1 }
        var end = offset + 1
        var lastDot: Int?
        while end < text.count, isNameByte(text[end]) {
            if text[end] == UInt8(ascii: ".") { lastDot = end }
            end += 1
        }
        while end > offset + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard start < offset, let lastDot, lastDot > offset + 1, text[(offset + 1)..<end].contains(UInt8(ascii: "."))
        else { return nil }
        return start..<end
    }

    /// Letters (of any script, by their bytes), digits, and the signs of mail addresses. General punctuation (lead byte
    /// E2) is none.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        case 0x80...0xBF, 0xC3...0xDF: true
        default: false
        }
    }

    private static func endsAddress(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        switch text[offset] {
        case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): return true
        // No-break space, « and »; the spaces and quotation marks of general punctuation.
        case 0xC2: return offset + 1 < text.count && [0xA0, 0xAB, 0xBB].contains(text[offset + 1])
        case 0xE2: return offset + 1 < text.count && text[offset + 1] == 0x80
        default: return false
        }
    }
}
