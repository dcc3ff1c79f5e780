public import Automata
internal import Dictionaries
public import Glossary
public import Transliteration
public import UnicodeSupport

/// A glossary in its compiled form, read where it lies: embedded in the program, or mapped from a file.
///
/// Opening one checks its checksum and every reference inside it, so that nothing read later can leave its bounds;
/// nothing is decoded before it is asked for. Shared by all threads.
public final class CompiledGlossary: Sendable {
    private let memory: GlossaryMemory
    private let sections: GlossarySections
    /// The matching automaton: labels are symbols, epsilon outputs term numbers, ends reading sets.
    public let automaton: Automaton
    /// Finds the words of lexicons: epsilon outputs are twice the number of a lexicon, and one more when the word needs a
    /// capital; ends are reading sets.
    public let contextAutomaton: Automaton
    /// The lexicons that rules name; the context automaton names them by their place here.
    public let lexicons: [Lexicon]
    /// What surroundings tell of a term's meaning, in the order in which rules are tried.
    public let rules: [ContextRule]
    /// The normalization that the glossary was compiled with, and that texts have to go through.
    public let normalizer: Normalizer

    /// The glossary that comes with the library. Checked at first use, then shared.
    public static func builtIn() throws(GlossaryFileError) -> CompiledGlossary { try builtInResult.get() }

    private static let builtInResult: Result<CompiledGlossary, GlossaryFileError> = {
        do throws(GlossaryFileError) {
            let bytes = UnsafeRawBufferPointer(
                start: tusinik_dictionaries_glossary(), count: tusinik_dictionaries_glossary_length())
            return .success(try CompiledGlossary(memory: GlossaryMemory(permanent: bytes)))
        } catch {
            return .failure(error)
        }
    }()

    /// Maps a file.
    public convenience init(path: String) throws(GlossaryFileError) {
        try self.init(memory: GlossaryMemory(mapping: path))
    }

    /// Copies bytes.
    public convenience init(bytes: [UInt8]) throws(GlossaryFileError) {
        try self.init(memory: GlossaryMemory(copying: bytes))
    }

    private init(memory: GlossaryMemory) throws(GlossaryFileError) {
        self.memory = memory
        let sections = try GlossarySections(memory.bytes)
        self.sections = sections
        func automaton(
            _ words: UnsafeBufferPointer<UInt32>, _ root: UInt32, _ name: String
        ) throws(GlossaryFileError) -> Automaton {
            do throws(AutomatonError) {
                return try Automaton(validating: words, root: root)
            } catch {
                throw .malformed(section: name, offset: 0)
            }
        }
        self.automaton = try automaton(sections.automaton, sections.automatonRoot, "automaton")
        contextAutomaton = try automaton(sections.contextAutomaton, sections.contextRoot, "contextAutomaton")
        try sections.validate(self.automaton, context: contextAutomaton)
        lexicons = try sections.lexicons()
        rules = try sections.rules()
        normalizer = Normalizer(rules: try sections.normalizationRules())
    }

    /// The checksum as 16 hexadecimal digits: names the content, for caches and for `--version`.
    public var fingerprint: String { hexadecimal(sections.checksum) }
    /// The size of its compiled form.
    public var byteCount: Int { memory.bytes.count }

    // MARK: Concepts and terms

    /// The number of concepts.
    public var conceptCount: Int { sections.count(.concepts) }
    /// The number of terms of all languages.
    public var termCount: Int { sections.count(.terms) }
    /// The number of different sets of readings that forms have.
    public var readingSetCount: Int { sections.count(.readingSets) }

    /// All concepts, ascending by id.
    public var concepts: some RandomAccessCollection<Concept> {
        (0..<conceptCount).lazy.map { Concept(glossary: self, number: $0) }
    }

    /// - Complexity: O(log n) for n concepts.
    public func concept(id: String) -> Concept? {
        var low = 0
        var high = conceptCount
        while low < high {
            let middle = (low + high) / 2
            let found = Concept(glossary: self, number: middle)
            if found.id == id { return found }
            if found.id < id { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The term with a number from the automaton; nil when there is none.
    public func term(number: Int) -> Term? {
        (0..<termCount).contains(number) ? Term(glossary: self, number: number) : nil
    }

    /// The feature strings of a reading set; empty when there is none of this number.
    public func readings(set number: Int) -> [String] {
        guard (0..<readingSetCount).contains(number) else { return [] }
        return sections.list(of: sections.record(.readingSets, number), at: 0).map { sections.string($0) ?? "" }
    }

    // MARK: Transliteration

    /// The ids of the transliteration schemes that come with it, ascending; a glossary of one's own has none.
    public var schemeIDs: [String] { SchemeCoding.names(.schemes, in: sections) }

    /// A scheme, decoded when asked for.
    public func scheme(id: String) -> TransliterationScheme? {
        SchemeCoding.number(of: id, .schemes, in: sections).flatMap {
            SchemeCoding.scheme(sections.texts(.schemes, $0))
        }
    }

    /// All schemes, ascending by id, decoded at each call.
    public var schemes: [TransliterationScheme] {
        (0..<sections.count(.schemes)).compactMap { SchemeCoding.scheme(sections.texts(.schemes, $0)) }
    }

    /// Pairs of a Russian and a Kazakh scheme with a name of their own.
    public var schemePairs: [SchemePair] {
        (0..<sections.count(.schemePairs)).compactMap { SchemeCoding.pair(sections.texts(.schemePairs, $0)) }
    }

    /// What tells the words of Russian and Kazakh apart.
    public var languageCues: [LanguageCues] {
        (0..<sections.count(.languageCues)).compactMap { SchemeCoding.cues(sections.texts(.languageCues, $0)) }
    }

    /// Official Latin spellings of names.
    public var officialSpellings: [OfficialSpelling] {
        (0..<sections.count(.spellings)).compactMap { SchemeCoding.spelling(sections.texts(.spellings, $0)) }
    }

    /// What is known of Kazakh and Russian in Latin letters; nil in a glossary of one's own.
    public var latinTexts: LatinTexts? {
        sections.count(.latinTexts) > 0 ? SchemeCoding.latinTexts(sections.texts(.latinTexts, 0)) : nil
    }

    // MARK: Symbols

    /// The symbol that a scalar is to the automaton, when the table holds it; see ``Symbol``.
    @inlinable
    public func symbol(of scalar: UInt32) -> UInt8? {
        scalar < 0x800 ? narrowSymbols[Int(scalar)] : wideSymbol(of: scalar)
    }

    /// 2,048 symbols, by scalar.
    public var narrowSymbols: UnsafeBufferPointer<UInt8> { sections.narrowSymbols }
    /// 256 sets of flags, by symbol; see ``Symbol``.
    public var symbolFlags: UnsafeBufferPointer<UInt8> { sections.symbolFlags }

    /// The symbol of a scalar from U+0800 on; nil when the table does not hold it.
    public func wideSymbol(of scalar: UInt32) -> UInt8? {
        let pairs = sections.wideSymbols
        var low = 0
        var high = pairs.count / 2
        while low < high {
            let middle = (low + high) / 2
            let found = pairs[2 * middle]
            if found == scalar { return UInt8(truncatingIfNeeded: pairs[2 * middle + 1]) }
            if found < scalar { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    // MARK: Records, for the views

    func record(_ table: Format.RecordTable, _ number: Int) -> Int { sections.record(table, number) }
    func word(_ place: Int) -> Int { Int(sections.records[place]) }
    func string(at place: Int) -> String? { sections.string(sections.records[place]) }
    func list(of place: Int, at offset: Int) -> [UInt32] { sections.list(of: place, at: offset) }
    func string(_ number: UInt32) -> String? { sections.string(number) }
    func skippingList(at place: Int) -> Int { place + 1 + word(place) }
}

extension CompiledGlossary {
    /// The number of different strings that the terms of each language are found by, counted term by term.
    ///
    /// - Complexity: O(size of the automaton).
    public var formCounts: [Language: Int] {
        var counts: [Language: Int] = [:]
        var known: [UInt32: Int] = [:]
        // How many strings lead from a state to an end.
        func endings(from state: UInt32) -> Int {
            if let count = known[state] { return count }
            var count = automaton.output(of: state) == nil ? 0 : 1
            automaton.forEachArc(of: state) { _, target in
                // A glossary made to harm could count without end.
                count = min(count.addingReportingOverflow(endings(from: target)).partialValue, Int(Int32.max))
            }
            known[state] = count
            return count
        }
        automaton.forEachState { state in
            automaton.forEachEpsilon(of: state) { output, target in
                guard let term = term(number: Int(output)) else { return }
                counts[term.language, default: 0] &+= endings(from: target)
            }
        }
        return counts
    }
}
