import TestSupport
import Testing
import TextCore

/// Random edits of a text: deletions, insertions of other lengths, all in order.
private func randomEdits(of text: [UInt8], using random: inout SeededGenerator) -> Edits {
    var edits = Edits()
    var offset = 0
    while offset < text.count {
        offset += Int.random(in: 0...4, using: &random)
        let end = min(text.count, offset + Int.random(in: 0...3, using: &random))
        guard offset < end else { continue }
        let replacement = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            UInt8.random(in: 97...122, using: &random)
        }
        edits.append(source: offset..<end, replacement: replacement, reasons: 1)
        offset = end
    }
    return edits
}

@Suite struct EditsTests {
    @Test func `Edits rebuild the rewritten text`() {
        var edits = Edits()
        edits.append(source: 0..<1, replacement: Array("XX".utf8), reasons: 1)
        edits.append(source: 3..<5, replacement: [], reasons: 2)
        #expect(edits.applied(to: Array("abcdef".utf8)) == Array("XXbcf".utf8))
        #expect(edits.list.map(\.result) == [0..<2, 4..<4])
    }

    @Test(arguments: [
        (2..<3, 1..<2),  // b
        (2..<4, 1..<3),  // bc, not the deleted de
        (4..<5, 5..<6),  // f, not the deleted de
        (0..<1, 0..<1),  // half of XX gives all that became XX
        (1..<2, 0..<1),
        (0..<5, 0..<6),
        (3..<5, 2..<6),  // over the deletion
    ])
    func `A range of the result maps to what it came from`(result: Range<Int>, source: Range<Int>) {
        var edits = Edits()
        edits.append(source: 0..<1, replacement: Array("XX".utf8), reasons: 1)
        edits.append(source: 3..<5, replacement: [], reasons: 2)
        #expect(edits.sourceRange(ofResult: result) == source)
    }

    @Test func `Doing two rewritings is doing their composition`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 65...90, using: &random)
            }
            let first = randomEdits(of: text, using: &random)
            let middle = first.applied(to: text)
            let second = randomEdits(of: middle, using: &random)
            let both = first.followed(by: second, on: text)
            #expect(both.applied(to: text) == second.applied(to: middle))
            // Sparse, in order, and equal to the source between the edits.
            for (one, next) in zip(both.list, both.list.dropFirst()) {
                #expect(one.source.upperBound <= next.source.lowerBound)
                #expect(one.result.upperBound <= next.result.lowerBound)
            }
            let result = both.applied(to: text)
            for edit in both.list { #expect(Array(result[edit.result]) == edit.replacement) }
        }
    }

    @Test func `Mapping back is monotone and stays inside the text`() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let text = [UInt8](repeating: 65, count: Int.random(in: 1...30, using: &random))
            let edits = randomEdits(of: text, using: &random)
            let length = edits.applied(to: text).count
            var last = 0
            for offset in 0..<max(1, length) where offset < length {
                let range = edits.sourceRange(ofResult: offset..<(offset + 1))
                #expect(range.lowerBound >= last && range.upperBound <= text.count)
                last = range.lowerBound
            }
        }
    }
}
