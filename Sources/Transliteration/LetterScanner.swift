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
    let text: UnsafeBufferPointer<UInt8>
    var output: ByteBuffer
    var steps: Steps
    /// To stop at what needs preparing; nil when the text was prepared.
    let preparation: Preparation?

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
    mutating func scan(_ range: Range<Int>, _ table: borrowing SchemeTable) -> Bool {
        let end = range.upperBound
        var offset = range.lowerBound
        let text = text
        let stopsAtIrregular = preparation != nil
        return table.direct.withUnsafeBufferPointer { direct in
            while offset < end {
                let byte = text[offset]
                if byte < 0x80 {
                    offset = copyASCII(from: offset, to: end)
                } else if isCyrillic(byte) {
                    if stopsAtIrregular, offset > 0, isIrregular(before: offset) { return false }
                    if let mark = table.wordMark { writeMark(mark, at: offset) }
                    repeat {
                        let letter = Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)
                        let image = direct[letter]
                        if image < SchemeTable.irregular {
                            let length = Int(image >> 56)
                            let start = output.count
                            output.append(image, length: length)
                            steps.changed(offset..<(offset + 2), result: start..<output.count)
                            offset += 2
                        } else if image == SchemeTable.slow {
                            offset = write(letter, at: offset, table)
                        } else {
                            if stopsAtIrregular { return false }
                            copy(offset..<(offset + 2))
                            offset += 2
                        }
                    } while offset < end && isCyrillic(text[offset])
                    if stopsAtIrregular, offset < text.count, isIrregular(after: offset) { return false }
                } else {
                    repeat {
                        output.append(text[offset])
                        offset += 1
                    } while offset < end && text[offset] >= 0x80 && !isCyrillic(text[offset])
                }
            }
            return true
        }
    }

    /// A lead byte of U+0400 to U+053F.
    @inline(__always)
    private func isCyrillic(_ byte: UInt8) -> Bool { byte &- 0xD0 < 5 }

    @inline(__always)
    private func isLatin(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

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
    private mutating func write(_ letter: Int, at offset: Int, _ table: borrowing SchemeTable) -> Int {
        let context = LetterContext(text: text)
        return table.cases.withUnsafeBufferPointer { cases in
            let number = Int(table.caseOfLetter[letter])
            var before: LetterContext.Neighbour?
            for rule in cases[number].rules {
                let end = offset + 2 + 2 * rule.rest.count
                if !rule.rest.isEmpty, !continues(rule.rest, at: offset + 2) { continue }
                if let after = rule.after {
                    if before == nil { before = neighbour(before: offset, context) }
                    guard let before, fits(before, after) else { continue }
                }
                if let set = rule.before, !fits(context.neighbour(after: end), set) { continue }
                let start = output.count
                if !cases[number].isCapital {
                    output.append(rule.images.small)
                } else if rule.rest.isEmpty {
                    write(rule.images, capitalAt: offset..<end, context, table.isSilent)
                } else {
                    output.append(areCapitals(offset..<end) ? rule.images.capital : rule.images.title)
                }
                steps.changed(offset..<end, result: start..<output.count)
                return end
            }
            let start = output.count
            if cases[number].isCapital {
                write(cases[number].images, capitalAt: offset..<(offset + 2), context, table.isSilent)
            } else {
                output.append(cases[number].images.small)
            }
            steps.changed(offset..<(offset + 2), result: start..<output.count)
            return offset + 2
        }
    }

    /// The letter before, straight from the bytes where it stands there.
    @inline(__always)
    private func neighbour(before offset: Int, _ context: LetterContext) -> LetterContext.Neighbour {
        if offset >= 2, isCyrillic(text[offset - 2]) {
            let letter = Int(text[offset - 2] & 0x07) << 6 | Int(text[offset - 1] & 0x3F)
            if letter < 0x82 { return .cyrillic(Int(Cyrillic.small[letter])) }
        } else if offset > 0, text[offset - 1] == 0x20 {
            return .edge
        }
        return context.neighbour(before: offset)
    }

    private func fits(_ neighbour: LetterContext.Neighbour, _ set: SchemeTable.LetterSet) -> Bool {
        switch neighbour {
        case .cyrillic(let letter): set.contains(letter)
        case .other: false
        case .edge: set.hasEdge
        }
    }

    private func letter(at offset: Int) -> Int? {
        guard offset + 1 < text.count, isCyrillic(text[offset]) else { return nil }
        return Int(text[offset] & 0x07) << 6 | Int(text[offset + 1] & 0x3F)
    }

    private func continues(_ letters: [UInt16], at offset: Int) -> Bool {
        for (index, expected) in letters.enumerated() {
            guard let letter = letter(at: offset + 2 * index), Cyrillic.small[letter] == expected else { return false }
        }
        return true
    }

    private func areCapitals(_ range: Range<Int>) -> Bool {
        stride(from: range.lowerBound, to: range.upperBound, by: 2).allSatisfy { offset in
            letter(at: offset).map { Int(Cyrillic.small[$0]) != $0 } ?? false
        }
    }

    private mutating func write(
        _ images: SchemeTable.Images, capitalAt range: Range<Int>, _ context: LetterContext, _ isSilent: [Bool]
    ) {
        if images.title == images.capital {
            output.append(images.capital)
        } else {
            output.append(context.isAmongCapitals(range, isSilent: isSilent) ? images.capital : images.title)
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
