import CompiledGlossary
import Glossary
import TextCore
import UnicodeSupport

/// Finds what stands in a saved page beside its article, where the text shows it: lists with counters between the
/// items, rates and times, and everything behind a heading such as «Читайте также».
struct SideColumns {
    /// UTF-8 offsets, whole lines, ascending, half-open.
    let ranges: [Range<Int>]

    /// A list has at least this many counters.
    private static let enough = 6
    /// Items of a list have at most this many lines between counters.
    private static let longestItem = 2
    /// A heading is the first word of a line no longer than this, in bytes.
    private static let headingLength = 160

    private struct Line {
        var range: Range<Int>
        var isBlank = true
        var isCounter = false
    }

    /// - Complexity: O(length of the text).
    init(_ bytes: UnsafeBufferPointer<UInt8>, lexicons: [LexiconMatcher]) {
        let lines = Self.lines(of: bytes)
        var isSide = [Bool](repeating: false, count: lines.count)
        Self.markLists(lines, &isSide)
        Self.markHeadings(lines, bytes, lexicons, &isSide)
        var ranges: [Range<Int>] = []
        for (line, isSide) in zip(lines, isSide) where isSide {
            if let last = ranges.last, last.upperBound == line.range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<line.range.upperBound
            } else {
                ranges.append(line.range)
            }
        }
        self.ranges = ranges
    }

    /// - Complexity: O(log n) for n ranges.
    func contains(_ offset: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= offset
    }

    private static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
        var lines: [Line] = []
        var line = Line(range: 0..<0)
        var letters = 0
        var others = 0
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0x0A:
                line.isCounter = letters <= 4 && others > 0 && line.range.lowerBound + 24 > offset
                line.range = line.range.lowerBound..<(offset + 1)
                lines.append(line)
                line = Line(range: (offset + 1)..<(offset + 1))
                (letters, others) = (0, 0)
            case 0x20, 0x09, 0x0D: break
            case 0x41...0x5A, 0x61...0x7A, 0x80...:
                letters += 1
                line.isBlank = false
            default:
                others += 1
                line.isBlank = false
            }
        }
        line.range = line.range.lowerBound..<bytes.count
        line.isCounter = letters <= 4 && others > 0 && line.range.count < 24
        if !line.range.isEmpty { lines.append(line) }
        return lines
    }

    private static func markLists(_ lines: [Line], _ isSide: inout [Bool]) {
        var start: Int?
        var last = 0
        var counters = 0
        func close(_ isSide: inout [Bool]) {
            if let start, counters >= enough { for index in start...last { isSide[index] = true } }
            start = nil
            counters = 0
        }
        var between = 0
        for (index, line) in lines.enumerated() where !line.isBlank {
            if line.isCounter {
                if start == nil { start = index }
                last = index
                counters += 1
                between = 0
            } else {
                between += 1
                if between > longestItem { close(&isSide) }
            }
        }
        close(&isSide)
    }

    private static func markHeadings(
        _ lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>, _ lexicons: [LexiconMatcher], _ isSide: inout [Bool]
    ) {
        for lexicon in lexicons {
            let heading = lexicon.number(of: ContextNames.sideHeading)
            let line = lexicon.number(of: ContextNames.sideLine)
            guard heading != nil || line != nil else { continue }
            for index in lines.indices where !lines[index].isBlank && !isSide[index] {
                guard lines[index].range.count <= headingLength else { continue }
                let found = lexicon.find(at: firstWord(of: lines[index].range, in: bytes), in: bytes)
                if found.contains(where: { $0.term == heading && endsLine($0.range.upperBound, bytes) }) {
                    for rest in index..<lines.count { isSide[rest] = true }
                } else if found.contains(where: { $0.term == line }) {
                    isSide[index] = true
                }
            }
        }
    }

    private static func firstWord(of line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = line.lowerBound
        while offset < line.upperBound, case (let scalar, let length) = decodeScalar(bytes, at: offset),
            !CharacterProperties.isAlphabetic(scalar)
        {
            offset += length
        }
        return min(offset, line.upperBound)
    }

    /// A heading is nothing but the heading, and a colon at most.
    private static func endsLine(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = offset
        while offset < bytes.count, bytes[offset] != 0x0A {
            guard [0x20, 0x09, 0x0D, 0x3A, 0x2E].contains(bytes[offset]) else { return false }
            offset += 1
        }
        return true
    }
}
