extension Page {
    /// Where in the source links have to stand around a piece of the text.
    ///
    /// One place, if it can be: what has tags inside is taken together with the tags at its edges when they balance
    /// (`<b>ака</b>демия`). Else one place for each stretch between tags; each can be wrapped by itself. None when the
    /// piece goes over the end of a paragraph.
    ///
    /// - Parameter range: UTF-8 offsets of the text, half-open, not empty.
    /// - Returns: UTF-8 offsets of the source, ascending.
    /// - Complexity: O(log n + length of the place and of the gaps beside it).
    public func places(of range: Range<Int>) -> [Range<Int>] {
        let whole = edits.sourceRange(ofResult: range)
        var places: [Range<Int>] = []
        var start = whole.lowerBound
        var index = firstEdit(endingAfter: whole.lowerBound)
        while index < edits.list.count, case let edit = edits.list[index], edit.source.lowerBound < whole.upperBound {
            if edit.reasons & PageEdit.markup != 0 {
                guard edit.replacement.count < 2 else { return [] }
                if start < edit.source.lowerBound { places.append(start..<edit.source.lowerBound) }
                start = edit.source.upperBound
            }
            index += 1
        }
        if start < whole.upperBound { places.append(start..<whole.upperBound) }
        return places.count > 1 ? balanced(whole).map { [$0] } ?? places : places
    }

    /// The index of the first edit whose source ends behind an offset.
    private func firstEdit(endingAfter offset: Int) -> Int {
        var low = 0
        var high = edits.list.count
        while low < high {
            let middle = (low + high) / 2
            if edits.list[middle].source.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The range with as many of the tags at its edges as make its inline elements whole; nil when that cannot be.
    private func balanced(_ range: Range<Int>) -> Range<Int>? {
        var opened: [TagName] = []
        var closed: [TagName] = []
        var tokenizer = Tokenizer(source, range: range)
        while let token = tokenizer.next() {
            switch token.kind {
            case .startTag:
                guard let tag = inlineTag(token) else { return nil }
                if ElementName(tag) != .wbr { opened.append(tag) }
            case .endTag:
                guard let tag = inlineTag(token) else { return nil }
                if opened.isEmpty {
                    closed.append(tag)
                } else if opened.removeLast() != tag {
                    return nil
                }
            case .text, .comment: break
            case .doctype, .dropped: return nil
            }
        }
        guard let lower = startTags(closed, before: range.lowerBound),
            let upper = endTags(opened.reversed(), behind: range.upperBound)
        else { return nil }
        // In an attribute or a comment, it would be taken for the end of the link when that is removed.
        return (lower..<upper).contains { source.has("</a", at: $0) } ? nil : lower..<upper
    }

    private func inlineTag(_ token: Token) -> TagName? {
        let tag = TagName(source[token.content])
        return ElementName(tag)?.fitsIntoLink ?? false ? tag : nil
    }

    /// Where the start tags begin that stand right before an offset, the last of them first in `tags`.
    private func startTags(_ tags: [TagName], before offset: Int) -> Int? {
        guard !tags.isEmpty else { return offset }
        // Tags before the text are part of the edit that ends there.
        let index = firstEdit(endingAfter: offset - 1)
        guard index < edits.list.count, edits.list[index].source.upperBound == offset else { return nil }
        var found: [Token] = []
        var tokenizer = Tokenizer(source, range: edits.list[index].source)
        while let token = tokenizer.next() {
            // Behind these, tokens cannot be told without the whole page.
            if token.kind == .startTag, let name = ElementName(TagName(source[token.content])),
                name.contentModel != .data || name == .svg || name == .math
            {
                return nil
            }
            found.append(token)
        }
        var lower = offset
        for tag in tags {
            guard let token = found.popLast(), token.kind == .startTag, inlineTag(token) == tag else { return nil }
            lower = token.range.lowerBound
        }
        return lower
    }

    /// Where the end tags end that stand right behind an offset, in order.
    private func endTags(_ tags: [TagName], behind offset: Int) -> Int? {
        var tokenizer = Tokenizer(source, range: offset..<source.count)
        var upper = offset
        for tag in tags {
            guard let token = tokenizer.next(), token.kind == .endTag, inlineTag(token) == tag else { return nil }
            upper = token.range.upperBound
        }
        return upper
    }
}
