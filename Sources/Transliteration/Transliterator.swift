public import TextCore
import UnicodeSupport

/// A text in other letters, which remembers its source.
public struct TransliteratedText: Hashable, Sendable {
    /// In the letters of the scheme.
    public var text: String
    /// What was changed, letter by letter: maps offsets of `text` to the source.
    public var edits: Edits
}

/// Writes Cyrillic text in the letters of a scheme. What the scheme has no letter for stays as it is, and so do Latin
/// text, addresses of web pages (`https://…`, `www.…`) and of mail.
///
/// A capital whose image has several letters is written with one capital (Щука: Shchuka) unless the word around it is in
/// capitals (ЩУКА: SHCHUKA): the next letter of the word decides, at the end of a word the letter before it. A word of one
/// letter takes one capital (Я иду: Ya idu) unless the words beside it are in capitals. The parts of a hyphenated word
/// are separate words.
///
/// Letters that come in two pieces (и and a breve) are taken for one; stress marks stay on the letter; Latin letters that
/// only look like Cyrillic ones, inside Cyrillic words, are taken for what they look like.
public struct Transliterator: Sendable {
    /// One scheme, or two: the words of a text that mixes two languages go to the scheme of their language.
    public let schemes: [TransliterationScheme]
    private let tables: [SchemeTable]
    private let preparation: Preparation
    private let languages: WordLanguages?
    private let cues: [LanguageCues]
    private let spellings: OfficialSpellings?

    /// - Parameter lookAlikes: Latin letters with the Cyrillic ones that they look like.
    public init(_ scheme: TransliterationScheme, lookAlikes: [UInt32: UInt32] = [:]) {
        schemes = [scheme]
        tables = [SchemeTable(scheme)]
        preparation = Preparation([scheme], lookAlikes: lookAlikes)
        languages = nil
        cues = []
        spellings = nil
    }

    /// For texts of two languages.
    ///
    /// - Parameters:
    ///   - schemes: the scheme of each language. A letter that only the other scheme has is written by that one.
    ///   - cues: what tells the words of the languages apart, in the same order.
    public init(
        _ schemes: (TransliterationScheme, TransliterationScheme), cues: (LanguageCues, LanguageCues),
        lookAlikes: [UInt32: UInt32] = [:]
    ) {
        self.schemes = [schemes.0, schemes.1]
        tables = [
            SchemeTable(schemes.0.completed(from: schemes.1)), SchemeTable(schemes.1.completed(from: schemes.0)),
        ]
        preparation = Preparation(self.schemes, lookAlikes: lookAlikes)
        languages = WordLanguages([cues.0, cues.1])
        self.cues = [cues.0, cues.1]
        spellings = nil
    }

    /// The same transliterator, but for names that have an official spelling: those it writes so.
    ///
    /// - Parameters:
    ///   - spellings: of persons and places.
    ///   - cues: the endings that names can have.
    public func with(_ spellings: [OfficialSpelling], cues: [LanguageCues]) -> Transliterator {
        Transliterator(self, languages, OfficialSpellings(spellings, cues: cues))
    }

    /// The same transliterator for texts of a known language: only words that are of the other one by their letters go to
    /// the other scheme. Nothing changes with one scheme, or a language that no scheme is for.
    public func assuming(language: String) -> Transliterator {
        guard languages != nil, let index = cues.firstIndex(where: { $0.language == language }) else { return self }
        return Transliterator(self, WordLanguages(cues, assuming: index), spellings)
    }

    private init(_ other: Transliterator, _ languages: WordLanguages?, _ spellings: OfficialSpellings?) {
        schemes = other.schemes
        tables = other.tables
        preparation = other.preparation
        cues = other.cues
        self.languages = languages
        self.spellings = spellings
    }

    /// The text in the letters of the scheme.
    ///
    /// - Complexity: O(length of the text).
    public func transliterate(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in withOutput(of: bytes) { String(decoding: $0, as: UTF8.self) } }
    }

    /// The same for UTF-8 without the way through a string.
    ///
    /// - Parameter text: valid UTF-8; what is not comes out as it may.
    public func transliterate(utf8 text: [UInt8]) -> [UInt8] {
        // A letter that is cut off at the end must not be read beyond it.
        if let last = text.last, last >= 0xC0 {
            return Array(transliterate(String(decoding: text, as: UTF8.self)).utf8)
        }
        return text.withUnsafeBufferPointer { bytes in withOutput(of: bytes) { Array($0) } }
    }

    /// The text in the letters of the scheme, with a map of offsets.
    ///
    /// - Complexity: O(length of the text); slower than ``transliterate(_:)`` by far, as it notes every letter.
    public func transliterateWithEdits(_ text: String) -> TransliteratedText {
        var text = text
        return text.withUTF8 { bytes in
            var edits = Edits()
            forEachPiece(of: bytes) { piece, isProtected in
                var start = piece.lowerBound
                while !isProtected, start < piece.upperBound {
                    let source = UnsafeBufferPointer(rebasing: bytes[start..<piece.upperBound])
                    let length = LineBreaks.end(in: source, from: 0, atLeast: WordLanguages.chunkLength)
                    for edit in self.edits(of: UnsafeBufferPointer(rebasing: source[..<length])).list {
                        edits.append(
                            source: (edit.source.lowerBound + start)..<(edit.source.upperBound + start),
                            replacement: edit.replacement, reasons: edit.reasons)
                    }
                    start += length
                }
            }
            return TransliteratedText(
                text: String(decoding: edits.applied(to: bytes), as: UTF8.self), edits: edits)
        }
    }

    // MARK: Pieces

    private func withOutput<Result>(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        write(bytes).withUnsafeBufferPointer(body)
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 16)
        var scanner = LetterScanner(
            UnsafeBufferPointer(start: nil, count: 0), steps: NoSteps(), stopsAt: preparation)
        forEachPiece(of: bytes) { piece, isProtected in
            let source = UnsafeBufferPointer(rebasing: bytes[piece])
            if isProtected {
                output.append(contentsOf: source)
            } else {
                write(source, by: &scanner, into: &output)
            }
        }
        return output
    }

    /// Writes a text without addresses, some lines at a time: nothing looks beyond its line, but the language of words
    /// that do not say it.
    private func write(
        _ text: UnsafeBufferPointer<UInt8>, by scanner: inout LetterScanner<NoSteps>, into output: inout [UInt8]
    ) {
        let length = languages == nil ? Self.pieceLength : WordLanguages.chunkLength
        var start = 0
        while start < text.count {
            let end = LineBreaks.end(in: text, from: start, atLeast: length)
            scanner.text = UnsafeBufferPointer(rebasing: text[start..<end])
            scanner.output.count = 0
            // To find the language of words is the larger part of the work: it is not done twice.
            if languages != nil || !scan(&scanner) { writePrepared(&scanner) }
            output.append(contentsOf: scanner.output.bytes)
            start = end
        }
    }

    /// Lines that are written together, in bytes; when one holds something irregular, they are written a second time.
    private static let pieceLength = 1 << 10

    /// Starts again, with what is irregular put right.
    private func writePrepared(_ scanner: inout LetterScanner<NoSteps>) {
        let edits = preparation.edits(of: scanner.text)
        scanner.output.count = 0
        scanner.preparation = nil
        if edits.isEmpty {
            _ = scan(&scanner)
        } else {
            edits.applied(to: scanner.text).withUnsafeBufferPointer { prepared in
                scanner.text = prepared
                _ = scan(&scanner)
            }
        }
        scanner.preparation = preparation
    }

    private func forEachPiece(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: (_ range: Range<Int>, _ isProtected: Bool) -> Void
    ) {
        var offset = 0
        for range in ProtectedText.ranges(in: bytes) {
            if offset < range.lowerBound { body(offset..<range.lowerBound, false) }
            body(range, true)
            offset = range.upperBound
        }
        if offset < bytes.count { body(offset..<bytes.count, false) }
    }

    private func edits(of text: UnsafeBufferPointer<UInt8>) -> Edits {
        let preparing = preparation.edits(of: text)
        let written = preparing.applied(to: text).withUnsafeBufferPointer { prepared in
            var scanner = LetterScanner(prepared, steps: AllSteps(), stopsAt: nil)
            _ = scan(&scanner)
            var edits = Edits()
            for step in scanner.steps.list {
                edits.append(
                    source: step.source, replacement: Array(scanner.output.bytes[step.result]), reasons: 0)
            }
            return edits
        }
        return preparing.followed(by: written, on: text)
    }

    private func scan<Steps>(_ scanner: inout LetterScanner<Steps>) -> Bool {
        let count = scanner.text.count
        let stretches = languages?.stretches(of: scanner.text) ?? [(count, 0)]
        var names = spellings?.find(in: scanner.text)[...] ?? []
        var start = 0
        for (end, language) in stretches {
            // A name may reach into the next stretch.
            while let name = names.first, name.range.lowerBound < end {
                guard scanner.scan(start..<name.range.lowerBound, tables[language]) else { return false }
                scanner.replace(name.range, by: name.spelling)
                start = name.range.upperBound
                names.removeFirst()
            }
            guard start < end else { continue }
            guard scanner.scan(start..<end, tables[language]) else { return false }
            start = end
        }
        return true
    }
}

extension TransliterationScheme {
    /// With the letters of another scheme that this one lacks.
    fileprivate func completed(from other: TransliterationScheme) -> TransliterationScheme {
        var scheme = self
        scheme.letters.merge(other.letters) { own, _ in own }
        return scheme
    }
}
