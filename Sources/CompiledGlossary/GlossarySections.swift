import Automata
import Glossary
import TextCore
import UnicodeSupport

/// The sections of a compiled glossary, with every reference between them checked once.
struct GlossarySections: @unchecked Sendable {
    // Unchecked because of the pointers, which point into memory that `CompiledGlossary` keeps.
    let checksum: UInt64
    let stringOffsets: UnsafeBufferPointer<UInt32>
    let stringBytes: UnsafeBufferPointer<UInt8>
    let records: UnsafeBufferPointer<UInt32>
    let automaton: UnsafeBufferPointer<UInt32>
    let narrowSymbols: UnsafeBufferPointer<UInt8>
    let symbolFlags: UnsafeBufferPointer<UInt8>
    let wideSymbols: UnsafeBufferPointer<UInt32>
    let contextAutomaton: UnsafeBufferPointer<UInt32>

    init(_ bytes: UnsafeRawBufferPointer) throws(GlossaryFileError) {
        guard 1.littleEndian == 1 else { throw .bigEndian }
        guard bytes.count >= Format.magic.count, bytes.prefix(Format.magic.count).elementsEqual(Format.magic) else {
            throw .notAGlossary
        }
        guard bytes.count >= Format.headerLength else {
            throw .truncated(found: bytes.count, expected: Format.headerLength)
        }
        let version = bytes.load(fromByteOffset: 8, as: UInt32.self)
        guard version == Format.version else { throw .unsupportedVersion(found: version, expected: Format.version) }
        let length = bytes.load(fromByteOffset: 16, as: UInt64.self)
        guard length == UInt64(bytes.count) else {
            throw .truncated(found: bytes.count, expected: Int(clamping: length))
        }
        checksum = bytes.load(fromByteOffset: 24, as: UInt64.self)
        let found = xxHash64(UnsafeRawBufferPointer(rebasing: bytes[Format.headerLength...]))
        guard found == checksum else { throw .damaged(foundChecksum: found, expectedChecksum: checksum) }

        let sectionCount = Int(bytes.load(fromByteOffset: 12, as: UInt32.self))
        guard sectionCount <= 64,
            Format.headerLength + sectionCount * Format.sectionEntryLength <= bytes.count
        else { throw .malformed(section: "table", offset: 12) }
        var ranges: [UInt32: Range<Int>] = [:]
        for index in 0..<sectionCount {
            let entry = Format.headerLength + index * Format.sectionEntryLength
            let start = bytes.load(fromByteOffset: entry + 8, as: UInt64.self)
            let length = bytes.load(fromByteOffset: entry + 16, as: UInt64.self)
            guard start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start,
                start % UInt64(Format.alignment) == 0
            else { throw .malformed(section: "table", offset: entry) }
            ranges[bytes.load(fromByteOffset: entry, as: UInt32.self)] = Int(start)..<Int(start + length)
        }
        func section(_ kind: Format.Section) throws(GlossaryFileError) -> UnsafeRawBufferPointer {
            guard let range = ranges[kind.rawValue] else { throw .malformed(section: "\(kind)", offset: 0) }
            return UnsafeRawBufferPointer(rebasing: bytes[range])
        }
        stringOffsets = try section(.stringOffsets).bindMemory(to: UInt32.self)
        stringBytes = try section(.stringBytes).bindMemory(to: UInt8.self)
        records = try section(.records).bindMemory(to: UInt32.self)
        automaton = try section(.automaton).bindMemory(to: UInt32.self)
        contextAutomaton = try section(.contextAutomaton).bindMemory(to: UInt32.self)
        let symbols = try section(.symbols).bindMemory(to: UInt8.self)
        guard symbols.count == 2048 + 256 else { throw .malformed(section: "symbols", offset: symbols.count) }
        narrowSymbols = UnsafeBufferPointer(rebasing: symbols[..<2048])
        symbolFlags = UnsafeBufferPointer(rebasing: symbols[2048...])
        wideSymbols = try section(.wideSymbols).bindMemory(to: UInt32.self)
        guard records.count >= Format.RecordTable.headLength else { throw .malformed(section: "records", offset: 0) }
    }

    var automatonRoot: UInt32 { records[Format.RecordTable.rootPlace] }
    var contextRoot: UInt32 { records[Format.RecordTable.rootPlace + 1] }

    func count(_ table: Format.RecordTable) -> Int { Int(records[2 * table.rawValue]) }

    /// The place of a record's first word.
    func record(_ table: Format.RecordTable, _ number: Int) -> Int {
        Int(records[Int(records[2 * table.rawValue + 1]) + number])
    }

    /// The words of a counted list `offset` words behind the start of a record.
    func list(of place: Int, at offset: Int) -> [UInt32] {
        let count = Int(records[place + offset])
        return Array(records[(place + offset + 1)..<(place + offset + 1 + count)])
    }

    func string(_ number: UInt32) -> String? {
        guard number != Format.none else { return nil }
        let range = Int(stringOffsets[Int(number)])..<Int(stringOffsets[Int(number) + 1])
        return String(decoding: UnsafeBufferPointer(rebasing: stringBytes[range]), as: UTF8.self)
    }

    // MARK: Validation

    /// Checks every reference.
    ///
    /// - Complexity: O(size of the glossary without its strings' bytes).
    func validate(_ automaton: Automaton, context: Automaton) throws(GlossaryFileError) {
        guard let last = stringOffsets.last, stringOffsets.first == 0, Int(last) == stringBytes.count else {
            throw .malformed(section: "stringOffsets", offset: 0)
        }
        for index in stringOffsets.indices.dropFirst() where stringOffsets[index - 1] > stringOffsets[index] {
            throw .malformed(section: "stringOffsets", offset: index)
        }
        for index in stride(from: 2, to: wideSymbols.count - 1, by: 2)
        where wideSymbols[index - 2] >= wideSymbols[index] {
            throw .malformed(section: "wideSymbols", offset: index)
        }
        guard wideSymbols.count % 2 == 0 else { throw .malformed(section: "wideSymbols", offset: wideSymbols.count) }
        for table in Format.RecordTable.allCases {
            let start = Int(records[2 * table.rawValue + 1])
            guard start <= records.count, count(table) <= records.count - start else {
                throw .malformed(section: "records", offset: 2 * table.rawValue)
            }
        }
        try validateRecords()
        for (automaton, limit, name) in [
            (automaton, count(.terms), "automaton"), (context, 2 * count(.lexicons), "contextAutomaton"),
        ] {
            let outputs = automaton.largestOutputs
            guard outputs.epsilon.map({ Int($0) < limit }) ?? true,
                outputs.final.map({ Int($0) < count(.readingSets) }) ?? true
            else { throw .malformed(section: name, offset: 0) }
        }
    }

    private func validateRecords() throws(GlossaryFileError) {
        // The concepts share out all terms and all senses, in order.
        var (terms, senses) = (0, 0)
        for number in 0..<count(.concepts) {
            var reader = RecordReader(self, .concepts, number)
            try reader.string()
            try reader.string()
            try reader.number(below: 2)
            terms = try reader.range(from: terms, count(.terms))
            senses = try reader.range(from: senses, count(.senses))
            try reader.strings()
        }
        guard terms == count(.terms), senses == count(.senses) else { throw .malformed(section: "records", offset: 0) }
        for number in 0..<count(.terms) {
            var reader = RecordReader(self, .terms, number)
            try reader.number(below: count(.concepts))
            try reader.number(below: 3)
            try reader.string()
            try reader.optionalString()
            try reader.number(below: 4)
            try reader.number(below: 3)
            for _ in 0..<(try reader.number(below: 16)) {
                try reader.number(below: 2)
                try reader.strings()
            }
        }
        for number in 0..<count(.senses) {
            var reader = RecordReader(self, .senses, number)
            try reader.optionalString()
            try reader.optionalString()
            try reader.number(below: 3)
            for _ in 0..<6 { try reader.optionalString() }
            try reader.strings()
            try reader.strings()
            let count = try reader.number(below: records.count)
            guard count % 2 == 0 else { throw .malformed(section: "records", offset: reader.place) }
            for _ in 0..<(count / 2) {
                try reader.number(below: self.count(.sources))
                try reader.optionalString()
            }
        }
        for number in 0..<count(.sources) {
            var reader = RecordReader(self, .sources, number)
            try reader.string()
            try reader.string()
            for _ in 0..<3 { try reader.optionalString() }
        }
        for number in 0..<count(.readingSets) {
            var reader = RecordReader(self, .readingSets, number)
            try reader.strings()
        }
        try validateTransliteration()
    }

    private func validateTransliteration() throws(GlossaryFileError) {
        for (table, lists) in SchemeCoding.listCounts {
            for number in 0..<count(table) {
                var reader = RecordReader(self, table, number)
                for _ in 0..<lists { try reader.strings() }
            }
        }
    }

    // MARK: Normalization rules

    func normalizationRules() throws(GlossaryFileError) -> [NormalizationRule] {
        guard count(.normalizationRules) <= 64 else { throw .malformed(section: "records", offset: 0) }
        var rules: [NormalizationRule] = []
        for number in 0..<count(.normalizationRules) {
            var reader = RecordReader(self, .normalizationRules, number)
            let texts = [try reader.string(), try reader.string(), try reader.string(), try reader.string()]
                .map { string($0) ?? "" }
            let bits = try reader.number(below: 4)
            var profiles: Set<NormalizationProfile> = []
            for (bit, profile) in NormalizationProfile.allCases.enumerated() where bits >> bit & 1 == 1 {
                profiles.insert(profile)
            }
            let context = try reader.list()
            let action = try reader.list()
            guard let actionKind = action.first else { throw .malformed(section: "records", offset: reader.place) }
            rules.append(
                NormalizationRule(
                    id: texts[0], profiles: profiles, action: try self.action(actionKind, action.dropFirst(), reader),
                    context: try self.context(context, reader),
                    reason: texts[1], sample: (texts[2], texts[3])))
        }
        return rules
    }

    // MARK: Rules

    func lexicons() throws(GlossaryFileError) -> [Lexicon] {
        var lexicons: [Lexicon] = []
        for number in 0..<count(.lexicons) {
            var reader = RecordReader(self, .lexicons, number)
            lexicons.append(Lexicon(id: string(try reader.string()) ?? "", endings: try reader.texts()))
        }
        return lexicons
    }

    func rules() throws(GlossaryFileError) -> [ContextRule] {
        var rules: [ContextRule] = []
        for number in 0..<count(.rules) {
            var reader = RecordReader(self, .rules, number)
            let id = string(try reader.string()) ?? ""
            let effect = RuleEffect.allCases[try reader.number(below: RuleEffect.allCases.count)]
            var why: [Language: String] = [:]
            for language in Language.allCases { why[language] = try reader.optionalString().flatMap(string) }
            let concepts = try reader.list().map(Int.init)
            guard concepts.allSatisfy({ $0 < count(.concepts) }) else {
                throw .malformed(section: "records", offset: reader.place)
            }
            rules.append(
                ContextRule(
                    number: number, id: id, effect: effect, why: why, concepts: Set(concepts),
                    when: try conditions(&reader),
                    unless: try conditions(&reader)))
        }
        return rules
    }

    private func conditions(_ reader: inout RecordReader) throws(GlossaryFileError) -> [[ContextCondition]] {
        var alternatives: [[ContextCondition]] = []
        for _ in 0..<(try reader.number(below: 64)) {
            var conditions: [ContextCondition] = []
            for _ in 0..<(try reader.number(below: 16)) {
                conditions.append(
                    ContextCondition(
                        kind: ConditionKind.allCases[try reader.number(below: ConditionKind.allCases.count)],
                        lexicon: try reader.optionalNumber(below: count(.lexicons)),
                        shape: try reader.optionalNumber(below: WordShape.allCases.count).map {
                            WordShape.allCases[$0]
                        },
                        over: try reader.optionalNumber(below: count(.lexicons)),
                        skip: try reader.number(below: 64),
                        feature: try reader.optionalString().flatMap(string),
                        ledBy: try reader.optionalNumber(below: count(.lexicons)),
                        rule: try reader.optionalNumber(below: count(.rules))))
            }
            alternatives.append(conditions)
        }
        return alternatives
    }

    // MARK: Schemes

    /// The texts of a record of one of the tables of transliteration; empty when the record does not exist.
    func texts(_ table: Format.RecordTable, _ number: Int) -> [[String]] {
        guard let lists = SchemeCoding.listCounts[table], (0..<count(table)).contains(number) else { return [] }
        var place = record(table, number)
        return (0..<lists).map { _ in
            let list = list(of: place, at: 0)
            place += list.count + 1
            return list.map { string($0) ?? "" }
        }
    }

    private func context(
        _ words: [UInt32], _ reader: RecordReader
    ) throws(GlossaryFileError) -> NormalizationRule.Context {
        switch words.first {
        case 0: return .anywhere
        case 1: return .besideLetter
        case 2: return .after(Set(words.dropFirst()))
        case 3: return .mixedCyrillicWord
        case 4: return .unmarked
        default: throw .malformed(section: "records", offset: reader.place)
        }
    }

    private func action(
        _ kind: UInt32, _ values: ArraySlice<UInt32>, _ reader: RecordReader
    ) throws(GlossaryFileError) -> NormalizationRule.Action {
        switch kind {
        case 0: return .remove(Set(values))
        case 1:
            var map: [UInt32: String] = [:]
            var values = values
            while let scalar = values.popFirst(), let number = values.popFirst() {
                guard Int(number) < stringOffsets.count - 1 else {
                    throw .malformed(section: "records", offset: reader.place)
                }
                map[scalar] = string(number) ?? ""
            }
            return .replace(map)
        case 2: return .nfc
        case 3: return .nfkcCasefold
        case 4: return .collapseSpaces
        default: throw .malformed(section: "records", offset: reader.place)
        }
    }
}

/// Reads a record word by word and refuses what points outside.
private struct RecordReader {
    private let sections: GlossarySections
    private(set) var place: Int

    init(_ sections: GlossarySections, _ table: Format.RecordTable, _ number: Int) {
        self.sections = sections
        place = sections.record(table, number)
    }

    @discardableResult
    mutating func number(below limit: Int) throws(GlossaryFileError) -> Int {
        guard place < sections.records.count, Int(sections.records[place]) < limit else {
            throw .malformed(section: "records", offset: place)
        }
        place += 1
        return Int(sections.records[place - 1])
    }

    @discardableResult
    mutating func string() throws(GlossaryFileError) -> UInt32 {
        UInt32(try number(below: sections.stringOffsets.count - 1))
    }

    @discardableResult
    mutating func optionalString() throws(GlossaryFileError) -> UInt32? {
        try optionalNumber(below: sections.stringOffsets.count - 1).map { UInt32($0) }
    }

    mutating func optionalNumber(below limit: Int) throws(GlossaryFileError) -> Int? {
        if place < sections.records.count, sections.records[place] == Format.none {
            place += 1
            return nil
        }
        return try number(below: limit)
    }

    mutating func strings() throws(GlossaryFileError) {
        for _ in 0..<(try number(below: sections.records.count)) { try string() }
    }

    mutating func list() throws(GlossaryFileError) -> [UInt32] {
        let count = try number(below: sections.records.count)
        guard count <= sections.records.count - place else { throw .malformed(section: "records", offset: place) }
        defer { place += count }
        return Array(sections.records[place..<(place + count)])
    }

    mutating func texts() throws(GlossaryFileError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try number(below: sections.records.count)) { texts.append(sections.string(try string()) ?? "") }
        return texts
    }

    /// The first number and the count of a run of records of another table; gives the number behind it.
    mutating func range(from expected: Int, _ limit: Int) throws(GlossaryFileError) -> Int {
        let first = try number(below: limit + 1)
        let count = try number(below: limit + 1)
        guard first == expected, count <= limit - first else { throw .malformed(section: "records", offset: place) }
        return first + count
    }
}
