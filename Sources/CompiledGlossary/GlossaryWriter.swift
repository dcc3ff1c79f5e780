public import Glossary
import TextCore
public import Transliteration
public import UnicodeSupport

/// Everything that a compiled glossary holds.
public struct GlossaryContent: Sendable {
    /// Sorted by id.
    public var concepts: [ConceptEntry]
    /// Only the sources that are cited, sorted by id.
    public var sources: [SourceEntry]
    /// Sets of feature strings; the automaton's ends name them by number.
    public var readingSets: [[String]]
    /// The rules that texts have to go through, in order.
    public var normalizationRules: [NormalizationRule]
    /// Schemes and what belongs to them.
    public var transliteration: TransliterationTables
    /// Each epsilon step of the automaton names a term: its number in the order of `concepts` and their terms.
    public var automatonWords: [UInt32]
    /// The place of the state in which walks begin.
    public var automatonRoot: UInt32
    /// Each epsilon step of the context automaton names one by twice its number; one more when the word needs a capital.
    public var lexicons: [Lexicon]
    /// In the order in which they are tried; their concepts and lexicons must be there.
    public var rules: [RuleEntry]
    /// The automaton of the lexicons' words.
    public var contextWords: [UInt32]
    /// The place of the state in which its walks begin.
    public var contextRoot: UInt32
    /// 2,048 symbols of the scalars below U+0800.
    public var symbols: [UInt8]
    /// 256 sets of flags.
    public var symbolFlags: [UInt8]
    /// Symbols of scalars from U+0800 on.
    public var wideSymbols: [UInt32: UInt8]

    public init(
        concepts: [ConceptEntry], sources: [SourceEntry], readingSets: [[String]],
        normalizationRules: [NormalizationRule], transliteration: TransliterationTables, automatonWords: [UInt32],
        automatonRoot: UInt32, lexicons: [Lexicon], rules: [RuleEntry], contextWords: [UInt32], contextRoot: UInt32,
        symbols: [UInt8], symbolFlags: [UInt8], wideSymbols: [UInt32: UInt8]
    ) {
        self.concepts = concepts
        self.sources = sources
        self.readingSets = readingSets
        self.normalizationRules = normalizationRules
        self.transliteration = transliteration
        self.automatonWords = automatonWords
        self.automatonRoot = automatonRoot
        self.lexicons = lexicons
        self.rules = rules
        self.contextWords = contextWords
        self.contextRoot = contextRoot
        self.symbols = symbols
        self.symbolFlags = symbolFlags
        self.wideSymbols = wideSymbols
    }
}

/// Writes the compiled form. The same content always gives the same bytes.
public enum GlossaryWriter {
    /// The bytes of the compiled form.
    ///
    /// - Complexity: O(size of the glossary).
    public static func write(_ content: GlossaryContent) -> [UInt8] {
        var strings = StringTable()
        var records = RecordWriter()
        let sourceNumbers = Dictionary(
            content.sources.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first })

        var termNumber: UInt32 = 0
        var senseNumber: UInt32 = 0
        for (conceptNumber, concept) in content.concepts.enumerated() {
            records.begin(.concepts)
            records.append(strings.number(of: concept.id))
            records.append(strings.number(of: concept.category))
            records.append(concept.isCompositional ? 1 : 0)
            records.append(termNumber)
            records.append(UInt32(concept.terms.count))
            records.append(senseNumber)
            records.append(UInt32(concept.senses.count))
            records.append(list: concept.related.map { strings.number(of: $0.id) })
            termNumber += UInt32(concept.terms.count)
            senseNumber += UInt32(concept.senses.count)
            for term in concept.terms { write(term, of: UInt32(conceptNumber), to: &records, strings: &strings) }
            for sense in concept.senses { write(sense, sourceNumbers, to: &records, strings: &strings) }
        }
        for source in content.sources {
            records.begin(.sources)
            records.append(strings.number(of: source.id))
            records.append(strings.number(of: source.title))
            records.append(strings.number(of: source.act))
            records.append(strings.number(of: source.url))
            records.append(strings.number(of: source.read?.description))
        }
        for set in content.readingSets {
            records.begin(.readingSets)
            records.append(list: set.map { strings.number(of: $0) })
        }
        for rule in content.normalizationRules { write(rule, to: &records, strings: &strings) }
        for (table, record) in SchemeCoding.records(of: content.transliteration) {
            records.begin(table)
            for list in record { records.append(list: list.map { strings.number(of: $0) }) }
        }

        for lexicon in content.lexicons {
            records.begin(.lexicons)
            records.append(strings.number(of: lexicon.id))
            records.append(list: lexicon.endings.map { strings.number(of: $0) })
        }
        writeRules(of: content, to: &records, strings: &strings)

        var wide: [UInt32] = []
        for (scalar, symbol) in content.wideSymbols.sorted(by: { $0.key < $1.key }) {
            wide.append(scalar)
            wide.append(UInt32(symbol))
        }
        let (offsets, bytes) = strings.finish()
        return assemble([
            (.stringOffsets, littleEndian(offsets)),
            (.stringBytes, bytes),
            (.records, littleEndian(records.finish(roots: [content.automatonRoot, content.contextRoot]))),
            (.automaton, littleEndian(content.automatonWords)),
            (.contextAutomaton, littleEndian(content.contextWords)),
            (.symbols, content.symbols + content.symbolFlags),
            (.wideSymbols, littleEndian(wide)),
        ])
    }

    private static func write(
        _ term: TermEntry, of concept: UInt32, to records: inout RecordWriter, strings: inout StringTable
    ) {
        records.begin(.terms)
        records.append(concept)
        records.append(UInt32(term.language.index))
        records.append(strings.number(of: term.label))
        records.append(strings.number(of: term.inflection))
        records.append(UInt32(TermKind.allCases.firstIndex(of: term.kind) ?? 0))
        records.append(UInt32(CaseRule.allCases.firstIndex(of: term.caseRule) ?? 0))
        records.append(UInt32(term.guards.count))
        for condition in term.guards {
            switch condition {
            case .notForms(let forms):
                records.append(0)
                records.append(list: forms.map { strings.number(of: $0) })
            case .name(let words):
                records.append(1)
                records.append(list: words.map { strings.number(of: $0) })
            }
        }
    }

    private static func writeRules(
        of content: GlossaryContent, to records: inout RecordWriter, strings: inout StringTable
    ) {
        let lexicons = Dictionary(
            content.lexicons.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        let rules = Dictionary(
            content.rules.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        func number(_ lexicon: Reference?) -> UInt32 { lexicon.flatMap { lexicons[$0.id] } ?? Format.none }
        for rule in content.rules {
            records.begin(.rules)
            records.append(strings.number(of: rule.id))
            records.append(UInt32(RuleEffect.allCases.firstIndex(of: rule.effect) ?? 0))
            for language in Language.allCases { records.append(strings.number(of: rule.why[language])) }
            let ids = Set(rule.concepts.map(\.id))
            let categories = Set(rule.categories.map(\.id))
            let spared = Set(rule.except.map(\.id))
            let concepts = content.concepts.indices.filter { index in
                let concept = content.concepts[index]
                return ids.contains(concept.id) || categories.contains(concept.category) && !spared.contains(concept.id)
            }
            records.append(list: concepts.map(UInt32.init))
            for alternatives in [rule.when, rule.unless] {
                records.append(UInt32(alternatives.count))
                for conditions in alternatives {
                    records.append(UInt32(conditions.count))
                    for condition in conditions {
                        records.append(UInt32(ConditionKind.allCases.firstIndex(of: condition.kind) ?? 0))
                        records.append(number(condition.lexicon))
                        records.append(
                            condition.shape.flatMap { WordShape.allCases.firstIndex(of: $0) }.map(UInt32.init)
                                ?? Format.none)
                        records.append(number(condition.over))
                        records.append(UInt32(clamping: condition.skip))
                        records.append(strings.number(of: condition.feature))
                        records.append(number(condition.ledBy))
                        records.append(condition.rule.flatMap { rules[$0.id] } ?? Format.none)
                    }
                }
            }
        }
    }

    private static func write(
        _ sense: SenseEntry, _ sourceNumbers: [String: UInt32], to records: inout RecordWriter,
        strings: inout StringTable
    ) {
        records.begin(.senses)
        records.append(strings.number(of: sense.from?.description))
        records.append(strings.number(of: sense.until?.description))
        records.append(UInt32(EvidenceStatus.allCases.firstIndex(of: sense.status) ?? 0))
        for language in Language.allCases { records.append(strings.number(of: sense.gloss[language])) }
        for language in Language.allCases { records.append(strings.number(of: sense.text[language])) }
        records.append(list: sense.follows.map { strings.number(of: $0.id) })
        records.append(list: sense.followedBy.map { strings.number(of: $0.id) })
        records.append(
            list: sense.citations.flatMap { citation -> [UInt32] in
                guard let source = sourceNumbers[citation.source.id] else { return [] }
                return [source, strings.number(of: citation.place)]
            })
    }

    private static func write(
        _ rule: NormalizationRule, to records: inout RecordWriter, strings: inout StringTable
    ) {
        records.begin(.normalizationRules)
        records.append(strings.number(of: rule.id))
        records.append(strings.number(of: rule.reason))
        records.append(strings.number(of: rule.sample.from))
        records.append(strings.number(of: rule.sample.to))
        var profiles: UInt32 = 0
        for (bit, profile) in NormalizationProfile.allCases.enumerated() where rule.profiles.contains(profile) {
            profiles |= 1 << UInt32(bit)
        }
        records.append(profiles)
        switch rule.context {
        case .anywhere: records.append(list: [0])
        case .besideLetter: records.append(list: [1])
        case .after(let scalars): records.append(list: [2] + scalars.sorted())
        case .mixedCyrillicWord: records.append(list: [3])
        case .unmarked: records.append(list: [4])
        }
        switch rule.action {
        case .remove(let scalars): records.append(list: [0] + scalars.sorted())
        case .replace(let map):
            records.append(
                list: [1] + map.sorted { $0.key < $1.key }.flatMap { [$0.key, strings.number(of: $0.value)] })
        case .nfc: records.append(list: [2])
        case .nfkcCasefold: records.append(list: [3])
        case .collapseSpaces: records.append(list: [4])
        }
    }

    private static func assemble(_ sections: [(kind: Format.Section, bytes: [UInt8])]) -> [UInt8] {
        var table: [UInt8] = []
        var body: [UInt8] = []
        let bodyStart = Format.headerLength + sections.count * Format.sectionEntryLength
        for section in sections {
            while (bodyStart + body.count) % Format.alignment != 0 { body.append(0) }
            table += littleEndian([section.kind.rawValue, 0])
            table += littleEndian([UInt64(bodyStart + body.count), UInt64(section.bytes.count)])
            body += section.bytes
        }
        let tail = table + body
        let checksum = tail.withUnsafeBytes(xxHash64)
        return Format.magic + littleEndian([Format.version, UInt32(sections.count)])
            + littleEndian([UInt64(Format.headerLength + tail.count), checksum]) + tail
    }

    private static func littleEndian(_ numbers: [some FixedWidthInteger]) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
    }
}

/// Strings by number, each once, in the order of first use.
private struct StringTable {
    // By bytes: as strings, composed and decomposed letters would be one.
    private var numbers: [[UInt8]: UInt32] = [:]
    private var bytes: [UInt8] = []
    private var offsets: [UInt32] = [0]

    mutating func number(of string: String?) -> UInt32 {
        guard let string else { return Format.none }
        let utf8 = Array(string.utf8)
        if let known = numbers[utf8] { return known }
        let number = UInt32(numbers.count)
        numbers[utf8] = number
        bytes += utf8
        offsets.append(UInt32(bytes.count))
        return number
    }

    func finish() -> (offsets: [UInt32], bytes: [UInt8]) { (offsets, bytes) }
}

private struct RecordWriter {
    private var words: [UInt32] = []
    private var places: [[UInt32]] = Format.RecordTable.allCases.map { _ in [] }

    /// Starts the next record of a table.
    mutating func begin(_ table: Format.RecordTable) {
        places[table.rawValue].append(UInt32(words.count))
    }

    mutating func append(_ word: UInt32) { words.append(word) }

    mutating func append(list: [UInt32]) {
        words.append(UInt32(list.count))
        words += list
    }

    func finish(roots: [UInt32]) -> [UInt32] {
        let bodyStart = Format.RecordTable.headLength + places.reduce(0) { $0 + $1.count }
        var head: [UInt32] = []
        var tables: [UInt32] = []
        for table in places {
            head.append(UInt32(table.count))
            head.append(UInt32(Format.RecordTable.headLength + tables.count))
            tables += table.map { $0 + UInt32(bodyStart) }
        }
        return head + roots + tables + words
    }
}
