/// One place where a rewriting changed a text.
public struct Edit: Hashable, Sendable {
    /// UTF-8 offsets in the source text, half-open.
    public var source: Range<Int>
    /// UTF-8 offsets in the rewritten text, half-open.
    public var result: Range<Int>
    /// The bytes that stand in `result`.
    public var replacement: [UInt8]
    /// Bits that say why, given their meaning by whoever made the edit; united when edits are merged.
    public var reasons: UInt64

    /// Whether this edit's result begins before the place that `next` changes; something deleted there does.
    fileprivate func isBefore(_ next: Edit) -> Bool {
        result.lowerBound < next.source.lowerBound || result.lowerBound == next.source.lowerBound && result.isEmpty
    }
}

/// The changes of one rewriting: sparse, in order, and enough to rebuild the rewritten text from its source.
///
/// Between two edits both texts hold the same bytes. Edits do not overlap; neighbours may touch. A text that was not
/// changed has no edits, and then every offset maps to itself.
public struct Edits: Hashable, Sendable {
    /// In ascending order of both `source` and `result`.
    public private(set) var list: [Edit] = []

    public init() {}

    /// Whether nothing was changed.
    public var isEmpty: Bool { list.isEmpty }

    /// Adds an edit behind all others.
    ///
    /// - Precondition: `source` begins at or after the end of the last edit.
    public mutating func append(source: Range<Int>, replacement: [UInt8], reasons: UInt64) {
        let shift = list.last.map { $0.result.upperBound - $0.source.upperBound } ?? 0
        precondition(source.lowerBound >= (list.last?.source.upperBound ?? 0), "edits must come in order")
        let start = source.lowerBound + shift
        list.append(
            Edit(
                source: source, result: start..<(start + replacement.count), replacement: replacement, reasons: reasons)
        )
    }

    /// Only the edits that are wanted; the others are not made.
    public func filtered(_ isWanted: (Edit) -> Bool) -> Edits {
        var result = Edits()
        for edit in list where isWanted(edit) {
            result.append(source: edit.source, replacement: edit.replacement, reasons: edit.reasons)
        }
        return result
    }

    /// The rewritten text: `source` with every edit made.
    ///
    /// - Complexity: O(length of the text).
    public func applied(to source: some Collection<UInt8>) -> [UInt8] {
        guard !list.isEmpty else { return Array(source) }
        var result: [UInt8] = []
        result.reserveCapacity(source.count + list.count)
        var index = source.startIndex
        var offset = 0
        for edit in list {
            let next = source.index(index, offsetBy: edit.source.lowerBound - offset)
            result.append(contentsOf: source[index..<next])
            result.append(contentsOf: edit.replacement)
            index = source.index(next, offsetBy: edit.source.count)
            offset = edit.source.upperBound
        }
        result.append(contentsOf: source[index...])
        return result
    }

    /// The source bytes that became these bytes of the result.
    ///
    /// A range that touches only part of an edit gives the whole of the edit's source. What was deleted just before or
    /// just after the range is not part of it.
    ///
    /// - Complexity: O(log n) for n edits.
    public func sourceRange(ofResult range: Range<Int>) -> Range<Int> {
        let lower = bound(range.lowerBound, isUpper: false)
        return lower..<max(lower, bound(range.upperBound, isUpper: true))
    }

    private func bound(_ offset: Int, isUpper: Bool) -> Int {
        // The first edit whose result ends at or after the offset (for a lower bound: after it).
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            let end = list[middle].result.upperBound
            if isUpper ? end < offset : end <= offset { low = middle + 1 } else { high = middle }
        }
        if low < list.count {
            let edit = list[low]
            if isUpper {
                if edit.result.lowerBound < offset { return edit.source.upperBound }
            } else if edit.result.lowerBound <= offset {
                return edit.source.lowerBound
            }
        }
        guard low > 0 else { return offset }
        let before = list[low - 1]
        return offset - before.result.upperBound + before.source.upperBound
    }

    /// The edits of doing these and then `next` (which were made on the result of these), as one list over the source.
    ///
    /// Edits that overlap become one. `source` is the text that these edits were made on.
    ///
    /// - Complexity: O(n + m) for n and m edits, and the bytes between those that merge.
    public func followed(by next: Edits, on source: some RandomAccessCollection<UInt8>) -> Edits {
        if list.isEmpty { return next }
        if next.isEmpty { return self }
        let middle = applied(to: source)
        var merged = Edits()
        var first = 0
        var second = 0
        while first < list.count || second < next.list.count {
            let firstStart = first
            let secondStart = second
            var reasons: UInt64 = 0
            // A group starts with the edit that comes first in the middle text (a deletion before what follows it) ...
            let start: Int
            var end: Int
            if second == next.list.count || first < list.count && list[first].isBefore(next.list[second]) {
                (start, end) = (list[first].result.lowerBound, list[first].result.upperBound)
                reasons |= list[first].reasons
                first += 1
            } else {
                (start, end) = (next.list[second].source.lowerBound, next.list[second].source.upperBound)
                reasons |= next.list[second].reasons
                second += 1
            }
            // ... and grows over every edit of either list that overlaps it. Edits that only touch stay apart, so that
            // the offsets between them stay exact.
            while true {
                if first < list.count, list[first].result.lowerBound < end {
                    end = max(end, list[first].result.upperBound)
                    reasons |= list[first].reasons
                    first += 1
                } else if second < next.list.count, next.list[second].source.lowerBound < end {
                    end = max(end, next.list[second].source.upperBound)
                    reasons |= next.list[second].reasons
                    second += 1
                } else {
                    break
                }
            }
            let sourceStart = position(ofMiddle: start, before: firstStart)
            let sourceEnd = position(ofMiddle: end, before: first)
            var replacement: [UInt8] = []
            var at = start
            for edit in next.list[secondStart..<second] {
                replacement.append(contentsOf: middle[at..<edit.source.lowerBound])
                replacement.append(contentsOf: edit.replacement)
                at = edit.source.upperBound
            }
            replacement.append(contentsOf: middle[at..<end])
            merged.append(source: sourceStart..<sourceEnd, replacement: replacement, reasons: reasons)
        }
        return merged
    }

    /// The source offset of a middle offset that lies behind the first `count` edits and before the others.
    private func position(ofMiddle offset: Int, before count: Int) -> Int {
        guard count > 0 else { return offset }
        let edit = list[count - 1]
        return offset - edit.result.upperBound + edit.source.upperBound
    }
}
