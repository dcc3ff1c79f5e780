public import Annotation
import CompiledGlossary
import TextCore
import UnicodeSupport

/// Writes an annotated text as tokens in the columns of CoNLL-U, one sentence a block, mentions as BIO tags in MISC.
///
/// `ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC`: LEMMA and FEATS are filled where one token is a whole mention
/// (FEATS when the form has one reading), the columns of syntax are `_`. MISC holds `Term=B-akim` or `Term=I-akim`,
/// `Decision`, `TokenRange` (code points of the text, half-open), `SpaceAfter=No`, and, where it is not one space,
/// `SpacesAfter` (and `SpacesBefore` for the first token) in the notation of UDPipe: `\s` space, `\t`, `\r`, `\n`,
/// `\p` bar, `\\` backslash; other white space as `\uXXXX`. The text can be rebuilt from it.
///
/// Words are letters, marks and digits, with hyphens and apostrophes between them; every other character is a token of its
/// own, with what joins it. A mention always begins and ends with a token. Of overlapping mentions the first is tagged.
public struct ConlluDocument: Sendable {
    public init() {}

    private struct Token {
        /// UTF-8 offsets.
        var range: Range<Int>
        var mention: Mention?
        var isFirstOfMention = false
        var isLastOfMention = false
    }

    /// One document, with a blank line behind each sentence.
    ///
    /// - Parameters:
    ///   - annotated: the text with its mentions.
    ///   - name: names the document, and begins the names of its sentences.
    /// - Throws: ``ICUError`` when ICU cannot find sentences.
    /// - Complexity: O(length of the text).
    public func render(_ annotated: AnnotatedText, name: String) throws(ICUError) -> String {
        let name = String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value <= 0x20 ? "_" : $0 }))
        var text = annotated.text
        text.makeContiguousUTF8()
        let bytes = Array(text.utf8)
        let tokens = Self.tokens(of: bytes, mentions: annotated.mentions)
        let starts = try SentenceBoundaries.find(in: text, language: annotated.language.rawValue)
        var cursor = OffsetCursor(text: bytes, unit: .scalar)
        var output = "# newdoc id = \(name)\n"
        var sentence = 0
        var first = 0
        var boundary = 0
        while first < tokens.count {
            // To the next boundary that is not inside a mention.
            var last = first
            while last + 1 < tokens.count {
                while boundary < starts.count, starts[boundary] <= tokens[last].range.lowerBound { boundary += 1 }
                let next = tokens[last + 1]
                let isInside = next.mention != nil && !next.isFirstOfMention
                if !isInside, boundary < starts.count, starts[boundary] <= next.range.lowerBound { break }
                last += 1
            }
            let block = tokens[first...last]
            sentence += 1
            output += "# sent_id = \(name)-\(sentence)\n# text = "
            output += Self.plain(block, in: bytes) + "\n"
            for (index, token) in block.enumerated() {
                let place = first + index
                let before = place == 0 ? bytes[..<token.range.lowerBound] : []
                let end = place + 1 < tokens.count ? tokens[place + 1].range.lowerBound : bytes.count
                output += Self.line(
                    token, number: index + 1, before: before, after: bytes[token.range.upperBound..<end], in: bytes,
                    isLastOfSentence: place == last, &cursor)
            }
            output += "\n"
            first = last + 1
        }
        return output
    }

    /// The sentence with single spaces, as SpaceAfter tells it.
    private static func plain(_ tokens: ArraySlice<Token>, in bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for (index, token) in tokens.enumerated() {
            if index > 0, tokens[tokens.startIndex + index - 1].range.upperBound < token.range.lowerBound {
                text.append(0x20)
            }
            text += bytes[token.range]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func line(
        _ token: Token, number: Int, before: ArraySlice<UInt8>, after: ArraySlice<UInt8>, in bytes: [UInt8],
        isLastOfSentence: Bool, _ cursor: inout OffsetCursor<[UInt8]>
    ) -> String {
        let form = String(decoding: bytes[token.range], as: UTF8.self)
        var misc: [String] = []
        var lemma = "_"
        var features = "_"
        if let mention = token.mention {
            misc.append("Term=\(token.isFirstOfMention ? "B" : "I")-\(mention.concept.id)")
            if token.isFirstOfMention { misc.append("Decision=\(mention.decision.rawValue)") }
            if token.isFirstOfMention, token.isLastOfMention {
                lemma = mention.lemma
                if mention.readings.count == 1, !mention.readings[0].isEmpty { features = mention.readings[0] }
            }
        }
        misc.append("TokenRange=\(cursor.convert(token.range.lowerBound)):\(cursor.convert(token.range.upperBound))")
        if !before.isEmpty { misc.append("SpacesBefore=" + escapedSpaces(before)) }
        if after.isEmpty {
            misc.append("SpaceAfter=No")
        } else if !after.elementsEqual([0x20]) {
            misc.append("SpacesAfter=" + escapedSpaces(after))
        }
        return "\(number)\t\(form)\t\(lemma)\t_\t_\t\(features)\t_\t_\t_\t\(misc.joined(separator: "|"))\n"
    }

    private static func escapedSpaces(_ spaces: ArraySlice<UInt8>) -> String {
        var output = ""
        for scalar in String(decoding: spaces, as: UTF8.self).unicodeScalars {
            switch scalar {
            case " ": output += "\\s"
            case "\t": output += "\\t"
            case "\r": output += "\\r"
            case "\n": output += "\\n"
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            }
        }
        return output
    }

    // MARK: Tokens

    private enum Kind {
        case space
        case word
        /// A hyphen or an apostrophe: part of a word between its letters.
        case joint
        /// Belongs to what it follows.
        case transparent
        case sign
    }

    private static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
        case 0x2D, 0x27, 0x2010, 0x2011, 0x2019: return .joint
        default:
            if CharacterProperties.isWhiteSpace(scalar) { return .space }
            // Line-breaking controls that some readers take for line ends, though Unicode does not call them space.
            if (0x1C...0x1F).contains(scalar) { return .space }
            if CharacterProperties.isTransparent(scalar) { return .transparent }
            return CharacterProperties.isAlphabetic(scalar) || CharacterProperties.isDigit(scalar) ? .word : .sign
        }
    }

    private static func tokens(of bytes: [UInt8], mentions: [Mention]) -> [Token] {
        var tokens: [Token] = []
        var offset = 0
        func split(until end: Int, mention: Mention?) {
            let first = tokens.count
            bytes.withUnsafeBufferPointer { Self.split($0, offset..<end, into: &tokens) }
            if let mention, first < tokens.count {
                for index in first..<tokens.count { tokens[index].mention = mention }
                tokens[first].isFirstOfMention = true
                tokens[tokens.count - 1].isLastOfMention = true
            }
            offset = end
        }
        for mention in mentions where mention.utf8Range.lowerBound >= offset && !mention.utf8Range.isEmpty {
            split(until: mention.utf8Range.lowerBound, mention: nil)
            split(until: mention.utf8Range.upperBound, mention: mention)
        }
        split(until: bytes.count, mention: nil)
        return tokens
    }

    private static func split(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into tokens: inout [Token]) {
        var offset = range.lowerBound
        /// Whether the next scalar continues the token before it, and that is a word.
        var isOpen = false
        var isWord = false
        while offset < range.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            let end = offset + length
            let kind = kind(of: scalar)
            let joins: Bool
            switch kind {
            case .space:
                isOpen = false
                isWord = false
                offset = end
                continue
            case .transparent: joins = isOpen
            case .word: joins = isOpen && isWord
            case .joint:
                joins =
                    isOpen && isWord && end < range.upperBound
                    && self.kind(of: decodeScalar(bytes, at: end).scalar) == .word
            case .sign: joins = false
            }
            if joins {
                tokens[tokens.count - 1].range = tokens[tokens.count - 1].range.lowerBound..<end
            } else {
                tokens.append(Token(range: offset..<end))
                isWord = kind == .word
            }
            isOpen = true
            offset = end
        }
    }
}
