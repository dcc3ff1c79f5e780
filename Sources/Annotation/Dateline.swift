import CompiledGlossary
import Glossary
import TextCore
import UnicodeSupport

/// Finds the date that a text itself gives as its own: in a line that says little else, or at the start of a paragraph,
/// before the news begins. A date inside sentences, or in a side column, is not one.
///
/// The names of months are lexicons; the forms known are `2023-03-29`, `29.03.2023`, «29 марта 2023 года» and
/// «2023 жылғы 29 наурыз».
struct Dateline {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let lexicons: LexiconMatcher
    private let months: [Int: Int]
    private let dateWords: Int?

    /// A dateline stands in one of so many lines of the article, from its start or its end.
    private static let lineLimit = 8
    /// Letters beside the date: the name of a place and of an agency.
    private static let letterLimit = 40

    init(_ bytes: UnsafeBufferPointer<UInt8>, lexicons: LexiconMatcher) {
        self.bytes = bytes
        self.lexicons = lexicons
        var months: [Int: Int] = [:]
        for month in 1...12 {
            if let lexicon = lexicons.number(of: ContextNames.month(month)) { months[lexicon] = month }
        }
        self.months = months
        dateWords = lexicons.number(of: ContextNames.dateWords)
    }

    /// The date of the text; nil when it gives none.
    ///
    /// - Complexity: O(1), but for finding the first and the last lines.
    func find(outside columns: SideColumns) -> PartialDate? {
        var lines: [Range<Int>] = []
        var start = 0
        while start < bytes.count, lines.count < Self.lineLimit {
            let end = endOfLine(from: start)
            if !isBlank(start..<end), !columns.contains(start) { lines.append(start..<end) }
            start = end + 1
        }
        var last: [Range<Int>] = []
        var end = bytes.count
        var scanned = 0
        while end > start, last.count < 2, scanned < 4 * Self.lineLimit {
            var begin = end
            while begin > start, bytes[begin - 1] != 0x0A { begin -= 1 }
            if !isBlank(begin..<end), !columns.contains(begin) { last.append(begin..<end) }
            end = begin - 1
            scanned += 1
        }
        for line in lines { if let date = date(of: line, mayBegin: true) { return date } }
        for line in last { if let date = date(of: line, mayBegin: false) { return date } }
        return nil
    }

    private func endOfLine(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return end
    }

    private func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 <= 0x20 } }

    /// A number, a month, a word that belongs to dates, or anything else.
    private enum Piece {
        case number(Int, digits: Int)
        case month(Int)
        case dateWord
        case word(letters: Int)
        case mark(UInt8)
    }

    /// The date of one line. A line that goes on behind it must not, when the date does not begin the paragraph.
    private func date(of line: Range<Int>, mayBegin: Bool) -> PartialDate? {
        var pieces: [Piece] = []
        var offset = line.lowerBound
        var letters = 0
        var date: PartialDate?
        while offset < line.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            if CharacterProperties.isWhiteSpace(scalar) {
                offset += length
                continue
            }
            if (0x30...0x39).contains(scalar) {
                var end = offset
                var value = 0
                while end < line.upperBound, (0x30...0x39).contains(bytes[end]) {
                    value = min(value * 10 + Int(bytes[end] - 0x30), 99_999)
                    end += 1
                }
                pieces.append(.number(value, digits: end - offset))
                offset = end
            } else if CharacterProperties.isAlphabetic(scalar) {
                var end = offset
                var count = 0
                while end < line.upperBound, case (let scalar, let length) = decodeScalar(bytes, at: end),
                    CharacterProperties.isAlphabetic(scalar)
                {
                    end += length
                    count += 1
                }
                let found = lexicons.find(at: offset, in: bytes)
                if let month = found.compactMap({ months[$0.term] }).first {
                    pieces.append(.month(month))
                } else if found.contains(where: { $0.term == dateWords }) {
                    pieces.append(.dateWord)
                } else {
                    pieces.append(.word(letters: count))
                    letters += count
                }
                offset = end
            } else {
                pieces.append(.mark(scalar < 0x80 ? UInt8(scalar) : 0x2D))
                offset += length
            }
            if date == nil { date = Self.date(endingWith: pieces) }
            if let date, mayBegin, letters <= Self.letterLimit, case .mark(let mark) = pieces.last,
                mark == 0x2D || mark == 0x2F, Self.isFarEnough(pieces)
            {
                // «АСТАНА, 29 марта 2023 года — …»
                return date
            }
            if letters > Self.letterLimit { return nil }
        }
        return date
    }

    /// The dash of a dateline stands behind the date, not inside it.
    private static func isFarEnough(_ pieces: [Piece]) -> Bool {
        guard pieces.count > 1, case .number(_, let digits) = pieces[pieces.count - 2] else { return true }
        return digits == 4
    }

    private static func date(endingWith pieces: [Piece]) -> PartialDate? {
        func make(_ year: Int, _ month: Int, _ day: Int) -> PartialDate? {
            guard (1990...2100).contains(year) else { return nil }
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return PartialDate("\(year)-\(two(month))-\(two(day))")
        }
        let tail = Array(pieces.suffix(5))
        if tail.count == 5, case .number(let first, let width) = tail[0], case .mark(let one) = tail[1],
            case .number(let month, _) = tail[2], case .mark(let two) = tail[3],
            case .number(let last, let lastWidth) = tail[4], one == two
        {
            if one == 0x2D, width == 4 { return make(first, month, last) }
            if one == 0x2E || one == 0x2F, lastWidth == 4 { return make(last, month, first) }
        }
        if tail.count >= 3, case .number(let day, _) = tail[tail.count - 3],
            case .month(let month) = tail[tail.count - 2],
            case .number(let year, 4) = tail[tail.count - 1]
        {
            return make(year, month, day)
        }
        if tail.count >= 4, case .number(let year, 4) = tail[tail.count - 4], case .dateWord = tail[tail.count - 3],
            case .number(let day, _) = tail[tail.count - 2], case .month(let month) = tail[tail.count - 1]
        {
            return make(year, month, day)
        }
        return nil
    }
}
