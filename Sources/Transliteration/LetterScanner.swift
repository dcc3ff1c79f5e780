import TextCore

/// Notes what became of what, for offset maps.
protocol StepRecorder {
    /// The source up to `source` has become the result up to `result`, as bytes of another text.
    mutating func changed(_ source: Range<Int>, result: Range<Int>)
}

/// Notes nothing, at no cost.
struct NoSteps: StepRecorder {
    @inline(__always)
    mutating func changed(_ source: Range<Int>, result: Range<Int>) {}
}

/// Notes every letter.
struct AllSteps: StepRecorder {
    var list: [(source: Range<Int>, result: Range<Int>)] = []

    mutating func changed(_ source: Range<Int>, result: Range<Int>) { list.append((source, result)) }
}

/// Writes Cyrillic letters in the letters of a scheme: one pass over the bytes, no string for a character.
///
/// A letter whose image does not depend on its neighbours is one look into a table and one store of eight bytes.
struct LetterScanner<Steps: StepRecorder>: ~Copyable {
    /// What is read; contexts are looked for in all of it.
    var text: UnsafeBufferPointer<UInt8>
    var output: ByteBuffer
    var steps: Steps
    /// To stop at what needs preparing; nil when the text was prepared.
    var preparation: Preparation?

    /// Letters that are written with room for them asked for once.
    private static var batch: Int { 64 }

    init(_ text: UnsafeBufferPointer<UInt8>, steps: Steps, stopsAt preparation: Preparation?) {
        self.text = text
        self.steps = steps
        self.preparation = preparation
        output = ByteBuffer(capacity: text.count + text.count / 8 + 64)
    }

    /// Copies `range` as it is.
    mutating func copy(_ range: Range<Int>) { output.append(UnsafeBufferPointer(rebasing: text[range])) }

    /// Writes something else for `range`.
    mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) {
        let start = output.count
        output.append(bytes)
        steps.changed(range, result: start..<output.count)
    }

    /// Writes `range`, which begins and ends between scalars; contexts are those of the whole text.
    ///
    /// - Returns: false when it stopped at something irregular.
    mutating func scan(_ range: Range<Int>, _ table: SchemeTable) -> Bool {
        let end = range.upperBound
        var offset = range.lowerBound
        let stops = preparation != nil
        let marks = table.wordMark != nil
        if stops, offset > 0, offset < end, isCyrillic(text[offset]), isIrregular(before: offset) { return false }
        while offset < end {
            if marks, isCyrillic(text[offset]), offset == range.lowerBound || !isBehindCyrillic(offset),
                let mark = table.wordMark
            {
                writeMark(mark, at: offset)
            }
            offset = writePlain(from: offset, to: end, table.direct, table.byPrevious, stopsBehindWords: marks)
            guard offset < end else { break }
            let byte = text[offset]
            if isCyrillic(byte) {
                let letter = number(byte, text[offset + 1])
                if table.direct[letter] == SchemeTable.irregular {
                    if stops { return false }
                    copy(offset..<(offset + 2))
                    offset += 2
                } else if table.direct[letter] >= SchemeTable.isByPrevious {
                    offset = write(letter, at: offset, table)
                }
            } else if byte < 0x80 {
                if !isLatin(byte) { continue }
                if stops, isBehindCyrillic(offset) { return false }
                offset = copyASCII(from: offset, to: end)
                if stops, offset < end, isCyrillic(text[offset]), isLatin(text[offset - 1]) { return false }
            } else {
                if stops, isBehindCyrillic(offset), isIrregular(after: offset) { return false }
                repeat {
                    output.append(text[offset])
                    offset += 1
                } while offset < end && text[offset] >= 0x80 && !isCyrillic(text[offset])
                if stops, offset < end, isCyrillic(text[offset]), isIrregular(before: offset) { return false }
            }
        }
        return !(stops && end < text.count && isBehindCyrillic(end) && isIrregular(after: end))
    }

    /// Writes letters that do not depend on their neighbours, and what stands between words, up to anything else.
    ///
    /// - Returns: the offset where it stopped.
    @inline(__always)
    private mutating func writePlain(
        from start: Int, to end: Int, _ direct: UnsafePointer<UInt64>, _ byPrevious: UnsafePointer<UInt64>,
        stopsBehindWords: Bool
    ) -> Int {
        guard let bytes = text.baseAddress else { return start }
        var offset = start
        while true {
            output.reserve(8 * Self.batch + 8)
            let base = output.base
            var place = base + output.count
            let limit = min(end, offset + Self.batch)
            while offset < limit {
                let byte = bytes[offset]
                if isCyrillic(byte) {
                    var image = direct[number(bytes[offset], bytes[offset + 1])]
                    if image >= SchemeTable.isByPrevious {
                        guard image < SchemeTable.isLong, offset >= 2 else { break }
                        let row = byPrevious + Int(image & 0xFFFF_FFFF)
                        if isCyrillic(bytes[offset - 2]) {
                            image = row[number(bytes[offset - 2], bytes[offset - 1])]
                        } else if bytes[offset - 1] == 0x20 {
                            image = row[SchemeTable.rowLength - 1]
                        } else {
                            break
                        }
                        if image >= SchemeTable.isByPrevious { break }
                    }
                    UnsafeMutableRawPointer(place).storeBytes(of: image.littleEndian, as: UInt64.self)
                    let next = place + Int(image >> 56)
                    steps.changed(offset..<(offset + 2), result: (place - base)..<(next - base))
                    place = next
                    offset += 2
                } else {
                    if byte >= 0x80 || isLatin(byte) { break }
                    place.pointee = byte
                    place += 1
                    offset += 1
                    if stopsBehindWords { break }
                }
            }
            output.count = place - base
            if offset < limit || limit == end { return offset }
        }
    }

    /// The number of a letter by its two bytes.
    @inline(__always)
    private func number(_ lead: UInt8, _ other: UInt8) -> Int { Int(lead & 0x07) << 6 | Int(other & 0x3F) }

    /// A lead byte of U+0400 to U+053F.
    @inline(__always)
    private func isCyrillic(_ byte: UInt8) -> Bool { byte &- 0xD0 < 5 }

    @inline(__always)
    private func isLatin(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    private func isBehindCyrillic(_ offset: Int) -> Bool { offset >= 2 && isCyrillic(text[offset - 2]) }

    @inline(__always)
    private mutating func copyASCII(from start: Int, to end: Int) -> Int {
        var offset = start
        let bytes = UnsafeRawBufferPointer(text)
        while offset + 8 <= end {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let high = word & 0x8080_8080_8080_8080
            let length = high == 0 ? 8 : high.trailingZeroBitCount >> 3
            output.append(word, length: length)
            offset += length
            if length < 8 { return offset }
        }
        while offset < end, text[offset] < 0x80 {
            output.append(text[offset])
            offset += 1
        }
        return offset
    }

    /// Whether Cyrillic letters that start here follow what may be one in disguise.
    @inline(__always)
    private func isIrregular(before offset: Int) -> Bool {
        let byte = text[offset - 1]
        return byte < 0x80 ? isLatin(byte) : preparation?.mayChange(text, before: offset) ?? false
    }

    /// Whether Cyrillic letters that end here are followed by what may be one in disguise, or part of the last.
    @inline(__always)
    private func isIrregular(after offset: Int) -> Bool {
        let byte = text[offset]
        return byte < 0x80 ? isLatin(byte) : preparation?.mayChange(text, after: offset) ?? false
    }

    // MARK: Letters that depend on their neighbours

    /// Writes the letter at `offset`, or several by a rule.
    ///
    /// - Returns: the offset behind them.
    @inline(never)
    private mutating func write(_ letter: Int, at offset: Int, _ table: SchemeTable) -> Int {
        let context = LetterContext(text: text)
        let found = table.cases + Int(table.caseOfLetter[letter])
        var before: LetterContext.Neighbour?
        var images = found.pointee.images
        var end = offset + 2
        for number in found.pointee.rules {
            let rule = table.rules + number
            let rest = rule.pointee.rest
            if !rest.isEmpty, !continues(rest, at: offset + 2, table) { continue }
            if let after = rule.pointee.after {
                if before == nil { before = neighbour(before: offset, context) }
                guard let before, fits(before, after) else { continue }
            }
            let ruleEnd = offset + 2 + 2 * rest.count
            if let set = rule.pointee.before, !fits(neighbour(after: ruleEnd, context), set) { continue }
            images = rule.pointee.images
            end = ruleEnd
            break
        }
        let image: UInt64
        if !found.pointee.isCapital {
            image = images.small
        } else if end > offset + 2 {
            image = areCapitals(offset..<end) ? images.capital : images.title
        } else if images.title == images.capital {
            image = images.capital
        } else {
            image = isAmongCapitals(offset..<end, context, table) ? images.capital : images.title
        }
        let start = output.count
        if image < SchemeTable.isLong {
            output.append(image, length: Int(image >> 56))
        } else {
            output.append(table.long[Int(image & 0xFFFF_FFFF)])
        }
        steps.changed(offset..<end, result: start..<output.count)
        return end
    }

    /// The letter before, straight from the bytes where it stands there.
    @inline(__always)
    private func neighbour(before offset: Int, _ context: LetterContext) -> LetterContext.Neighbour {
        if offset >= 2, let letter = plainLetter(at: offset - 2) { return .cyrillic(Int(Cyrillic.small[letter])) }
        if offset > 0, text[offset - 1] == 0x20 { return .edge }
        return context.neighbour(before: offset)
    }

    /// The letter behind, straight from the bytes where it stands there.
    @inline(__always)
    private func neighbour(after offset: Int, _ context: LetterContext) -> LetterContext.Neighbour {
        if let letter = plainLetter(at: offset) { return .cyrillic(Int(Cyrillic.small[letter])) }
        if offset < text.count, text[offset] == 0x20 { return .edge }
        return context.neighbour(after: offset)
    }

    /// The number of a letter of U+0400 to U+0481 that stands here; all of them but the last have a case.
    @inline(__always)
    private func plainLetter(at offset: Int) -> Int? {
        guard offset + 1 < text.count, isCyrillic(text[offset]) else { return nil }
        let letter = number(text[offset], text[offset + 1])
        return letter < 0x82 ? letter : nil
    }

    private func isAmongCapitals(_ range: Range<Int>, _ context: LetterContext, _ table: SchemeTable) -> Bool {
        if let next = plainLetter(at: range.upperBound), !table.isSilent[next] {
            return Int(Cyrillic.small[next]) != next
        }
        return context.isAmongCapitals(range, isSilent: table.isSilent)
    }

    @inline(__always)
    private func fits(_ neighbour: LetterContext.Neighbour, _ set: SchemeTable.LetterSet) -> Bool {
        switch neighbour {
        case .cyrillic(let letter): set.contains(letter)
        case .other: false
        case .edge: set.hasEdge
        }
    }

    private func letter(at offset: Int) -> Int? {
        guard offset + 1 < text.count, isCyrillic(text[offset]) else { return nil }
        return number(text[offset], text[offset + 1])
    }

    private func continues(_ rest: Range<Int>, at offset: Int, _ table: SchemeTable) -> Bool {
        for index in 0..<rest.count {
            guard let letter = letter(at: offset + 2 * index),
                Cyrillic.small[letter] == table.rests[rest.lowerBound + index]
            else { return false }
        }
        return true
    }

    private func areCapitals(_ range: Range<Int>) -> Bool {
        stride(from: range.lowerBound, to: range.upperBound, by: 2).allSatisfy { offset in
            letter(at: offset).map { Int(Cyrillic.small[$0]) != $0 } ?? false
        }
    }

    private mutating func writeMark(_ mark: SchemeTable.WordMark, at offset: Int) {
        let context = LetterContext(text: text)
        guard context.isWordStart(offset), context.takesMark(mark, at: offset) else { return }
        let start = output.count
        output.append(mark.mark)
        steps.changed(offset..<offset, result: start..<output.count)
    }
}
