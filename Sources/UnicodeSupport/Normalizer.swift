public import TextCore

/// A normalized text that remembers its source.
public struct NormalizedText: Sendable {
    /// The text after all rules.
    public var text: String
    /// What was changed; reason bit `n` stands for rule number `n` of the normalizer's table.
    public var edits: Edits
}

/// Applies the table of normalization rules.
public struct Normalizer: Sendable {
    /// At most 64, in the order in which they apply.
    public let rules: [NormalizationRule]

    /// - Precondition: at most 64 rules, as many as an edit has reason bits.
    public init(rules: [NormalizationRule]) {
        precondition(rules.count <= 64)
        self.rules = rules
    }

    /// Normalizes a text.
    ///
    /// - Complexity: O(length of the text) for each rule.
    public func normalize(_ text: String, for profile: NormalizationProfile) throws(ICUError) -> NormalizedText {
        let source = Array(text.utf8)
        let edits = try edits(of: source, for: profile)
        return NormalizedText(text: String(decoding: edits.applied(to: source), as: UTF8.self), edits: edits)
    }

    /// The changes that normalize valid UTF-8.
    public func edits(of source: [UInt8], for profile: NormalizationProfile) throws(ICUError) -> Edits {
        var all = Edits()
        var text = source
        for (index, rule) in rules.enumerated() where rule.profiles.contains(profile) {
            let found = try apply(rule, to: text, reasons: 1 << UInt64(index))
            guard !found.isEmpty else { continue }
            all = all.followed(by: found, on: source)
            text = found.applied(to: text)
        }
        return all
    }

    private func apply(_ rule: NormalizationRule, to text: [UInt8], reasons: UInt64) throws(ICUError) -> Edits {
        let result: Result<Edits, ICUError> = text.withUnsafeBufferPointer { bytes in
            do throws(ICUError) {
                switch rule.action {
                case .nfc: return .success(try UnicodeNormalization.nfc.edits(of: bytes, reasons: reasons))
                case .nfkcCasefold:
                    let edits = try UnicodeNormalization.nfkcCasefold.edits(of: bytes, reasons: reasons)
                    return .success(edits.filtered { holdsLetter(bytes, $0.source) })
                case .collapseSpaces: return .success(collapseSpaces(bytes, reasons: reasons))
                case .remove(let scalars):
                    return .success(
                        replace(bytes, context: rule.context, reasons: reasons) { scalars.contains($0) ? "" : nil })
                case .replace(let map):
                    return .success(replace(bytes, context: rule.context, reasons: reasons) { map[$0] })
                }
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Signs keep out of case folding: № is a sign, not the letters "no".
    private func holdsLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar)
                || CharacterProperties.isTransparent(scalar) || CharacterProperties.isWhiteSpace(scalar)
            {
                return true
            }
            offset += length
        }
        return false
    }

    private func replace(
        _ bytes: UnsafeBufferPointer<UInt8>, context: NormalizationRule.Context, reasons: UInt64,
        with replacement: (UInt32) -> String?
    ) -> Edits {
        if context == .mixedCyrillicWord {
            return replaceInMixedWords(bytes, reasons: reasons, with: replacement)
        }
        var edits = Edits()
        var offset = 0
        // What stands around a run of marks and invisible characters is found once for the run.
        var run = (end: 0, isBesideLetter: false)
        var lastIsLetter = false
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if context == .besideLetter {
                if CharacterProperties.isTransparent(scalar) {
                    if offset >= run.end {
                        run.end = endOfTransparentRun(bytes, from: offset)
                        let isBeforeLetter =
                            run.end < bytes.count
                            && CharacterProperties.isAlphabetic(decodeScalar(bytes, at: run.end).scalar)
                        run.isBesideLetter = lastIsLetter || isBeforeLetter
                    }
                } else {
                    lastIsLetter = CharacterProperties.isAlphabetic(scalar)
                }
            }
            let isMet =
                context == .besideLetter
                ? offset < run.end && run.isBesideLetter : applies(context, bytes, at: offset, length: length)
            if let replacement = replacement(scalar), isMet {
                edits.append(
                    source: offset..<(offset + length), replacement: Array(replacement.utf8), reasons: reasons)
            }
            offset += length
        }
        return edits
    }

    private func applies(
        _ context: NormalizationRule.Context, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, length: Int
    ) -> Bool {
        switch context {
        case .anywhere, .mixedCyrillicWord, .besideLetter: return true
        case .unmarked:
            let next = offset + length
            return next == bytes.count || !CharacterProperties.isMark(decodeScalar(bytes, at: next).scalar)
        case .after(let scalars):
            guard let before = decodeScalar(bytes, endingAt: offset) else { return false }
            return scalars.contains(before.scalar)
        }
    }

    private func endOfTransparentRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: end)
            guard CharacterProperties.isTransparent(scalar) else { break }
            end += length
        }
        return end
    }

    private func replaceInMixedWords(
        _ bytes: UnsafeBufferPointer<UInt8>, reasons: UInt64, with replacement: (UInt32) -> String?
    ) -> Edits {
        var edits = Edits()
        var found: [(range: Range<Int>, replacement: String)] = []
        var hasCyrillic = false
        var hasForeign = false
        func endWord() {
            if hasCyrillic, !hasForeign {
                for (range, replacement) in found {
                    edits.append(source: range, replacement: Array(replacement.utf8), reasons: reasons)
                }
            }
            found.removeAll(keepingCapacity: true)
            (hasCyrillic, hasForeign) = (false, false)
        }
        var offset = 0
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if scalar < 0x80, !Self.isASCIILetter(scalar) {
                if !found.isEmpty || hasCyrillic || hasForeign { endWord() }
            } else if let replacement = replacement(scalar) {
                found.append((offset..<(offset + length), replacement))
            } else if CharacterProperties.isAlphabetic(scalar) {
                if CharacterProperties.isCyrillic(scalar) { hasCyrillic = true } else { hasForeign = true }
            } else if !CharacterProperties.isTransparent(scalar) {
                endWord()
            }
            offset += length
        }
        endWord()
        return edits
    }

    private static func isASCIILetter(_ scalar: UInt32) -> Bool {
        (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
    }

    private func collapseSpaces(_ bytes: UnsafeBufferPointer<UInt8>, reasons: UInt64) -> Edits {
        var edits = Edits()
        var offset = 0
        while offset < bytes.count {
            let start = offset
            var breaks = 0
            while offset < bytes.count {
                let (scalar, length) = decodeScalar(bytes, at: offset)
                guard CharacterProperties.isWhiteSpace(scalar) else { break }
                // CR LF is one break.
                if !(scalar == 0x0A && offset > start && bytes[offset - 1] == 0x0D) {
                    breaks += LineBreaks.count(of: scalar)
                }
                offset += length
            }
            if offset > start {
                let replacement: [UInt8] = breaks < 2 ? [0x20] : [0x0A, 0x0A]
                if !bytes[start..<offset].elementsEqual(replacement) {
                    edits.append(source: start..<offset, replacement: replacement, reasons: reasons)
                }
            } else {
                offset += decodeScalar(bytes, at: offset).length
            }
        }
        return edits
    }
}

/// How white space divides a text.
public enum LineBreaks {
    /// 0 for a space, 1 for the end of a line, 2 for the end of a paragraph or page.
    @inlinable
    public static func count(of scalar: UInt32) -> Int {
        switch scalar {
        case 0x0A, 0x0D, 0x85, 0x2028: 1
        case 0x0B, 0x0C, 0x2029: 2
        default: 0
        }
    }
}
