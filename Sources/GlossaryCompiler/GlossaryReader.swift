public import Glossary
public import TextCore
public import Transliteration

/// A text with the name that diagnostics give it.
public struct SourceFile: Hashable, Sendable {
    /// As diagnostics print it.
    public var name: String
    /// Its content.
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// Everything that glossary files state, before it is checked as a whole.
public struct GlossarySource: Sendable {
    /// In the order of the files.
    public var concepts: [ConceptEntry] = []
    /// In the order of the files.
    public var sources: [SourceEntry] = []
    /// Schemes and what belongs to them, in the order of the files.
    public var transliteration = TransliterationTables()
    /// In the order of the files.
    public var lexicons: [LexiconEntry] = []
    /// In the order of the files: the order in which they are tried.
    public var rules: [RuleEntry] = []

    public init() {}
}

/// Reads concepts and sources from YAML and CSV (the schemas are in Dictionaries/README.md).
public enum GlossaryReader {
    /// The category of concepts that state none.
    static let ownCategory = "own"

    /// Reads files in the order given; a name that ends in `.csv` is a table, all others are YAML. Every problem of every
    /// file is reported; what could be read is returned.
    public static func read(_ files: [SourceFile]) -> (source: GlossarySource, diagnostics: [Diagnostic]) {
        let sink = DiagnosticSink()
        var source = GlossarySource()
        for file in files {
            if file.name.hasSuffix(".csv") {
                CSVReader.read(file, into: &source, sink)
                continue
            }
            guard let root = YAMLValue.read(file.text, file: file.name, sink: sink) else { continue }
            root.allow([
                "concepts", "sources", "schemes", "scheme-pairs", "languages", "spellings", "latin-texts",
                "lexicons", "rules",
            ])
            for concept in root["concepts"]?.list ?? [] {
                if let concept = readConcept(concept) { source.concepts.append(concept) }
            }
            for scheme in root["schemes"]?.list ?? [] {
                if let scheme = SchemeReader.readScheme(scheme) { source.transliteration.schemes.append(scheme) }
            }
            for pair in root["scheme-pairs"]?.list ?? [] {
                if let pair = SchemeReader.readPair(pair) { source.transliteration.pairs.append(pair) }
            }
            for cues in root["languages"]?.list ?? [] {
                if let cues = SchemeReader.readCues(cues) { source.transliteration.cues.append(cues) }
            }
            for spelling in root["spellings"]?.list ?? [] {
                if let spelling = SchemeReader.readSpelling(spelling) {
                    source.transliteration.spellings.append(spelling)
                }
            }
            if let texts = root["latin-texts"].flatMap(SchemeReader.readLatinTexts) {
                source.transliteration.latinTexts.append(texts)
            }
            source.lexicons += (root["lexicons"]?.list ?? []).compactMap(ContextReader.readLexicon)
            source.rules += (root["rules"]?.list ?? []).compactMap(ContextReader.readRule)
            for entry in root["sources"]?.list ?? [] {
                if let entry = readSource(entry) { source.sources.append(entry) }
            }
        }
        return (source, sink.list)
    }

    private static func readConcept(_ value: YAMLValue) -> ConceptEntry? {
        value.allow(["id", "category", "compositional", "terms", "senses", "related", "homonyms"])
        var terms: [TermEntry] = []
        for (key, location, list) in value.required("terms")?.entries ?? [] {
            guard let language = Language(rawValue: key) else {
                value.sink.error("unknown-language", "expected ru, kk or en, found '\(key)'", at: location)
                continue
            }
            for (index, term) in list.list.enumerated() {
                if let term = readTerm(term, language: language, isFirst: index == 0) { terms.append(term) }
            }
        }
        var senses: [SenseEntry] = []
        for sense in value.required("senses")?.list ?? [] {
            if let sense = readSense(sense) { senses.append(sense) }
        }
        guard let id = value.required("id")?.text else { return nil }
        let category = value["category"]?.text ?? ownCategory
        for (name, text) in [("id", id), ("category", category)] where !isKebabCase(text) {
            (value[name] ?? value).error("bad-id", "expected lower-case letters, digits and hyphens, found '\(text)'")
        }
        return ConceptEntry(
            id: id, category: category, isCompositional: value["compositional"]?.flag ?? false, terms: terms,
            senses: senses, related: readReferences(value["related"]),
            homonyms: readReferences(value["homonyms"]), location: value.location)
    }

    private static func readTerm(_ value: YAMLValue, language: Language, isFirst: Bool) -> TermEntry? {
        value.allow(["label", "class", "kind", "case", "guards"])
        guard let label = value.required("label")?.text else { return nil }
        return term(
            label, in: language, inflection: value["class"]?.text, kind: value["kind"]?.choice(TermKind.self),
            caseRule: value["case"]?.choice(CaseRule.self), guards: readGuards(value["guards"]), isFirst: isFirst,
            at: value.location, value.sink)
    }

    /// A term with what it does not state worked out from its label; nil, with a diagnostic, when the label is none.
    static func term(
        _ label: String, in language: Language, inflection: String?, kind: TermKind?, caseRule: CaseRule?,
        guards: [Guard], isFirst: Bool, at location: SourceLocation, _ sink: DiagnosticSink
    ) -> TermEntry? {
        let words = label.split(separator: " ", omittingEmptySubsequences: false)
        if words.contains("")
            || label.unicodeScalars.contains(where: { $0.value < 0x20 || (0xE000...0xF8FF).contains($0.value) })
        {
            sink.error(
                "bad-label",
                "expected words separated by single spaces, without control or private characters, found '\(label)'",
                at: location)
            return nil
        }
        let hasAcronym = words.contains(where: \.isAcronym)
        return TermEntry(
            language: language, label: label, inflection: inflection,
            kind: kind ?? (isFirst ? .official : hasAcronym && words.count == 1 ? .abbreviation : .variant),
            caseRule: caseRule ?? (hasAcronym ? .acronym : .any), guards: guards, location: location)
    }

    private static func readGuards(_ value: YAMLValue?) -> [Guard] {
        guard let value else { return [] }
        value.allow(["not", "name"])
        var guards: [Guard] = []
        if let forms = value["not"] { guards.append(.notForms(forms.list.compactMap(\.text))) }
        if let words = value["name"] { guards.append(.name(beside: words.list.compactMap(\.text))) }
        return guards
    }

    private static func readSense(_ value: YAMLValue) -> SenseEntry? {
        value.allow(["from", "until", "follows", "followed-by", "status", "gloss", "text", "sources"])
        var citations: [Citation] = []
        for citation in value["sources"]?.list ?? [] {
            citation.allow(["source", "at"])
            guard let source = citation.required("source"), let id = source.text else { continue }
            citations.append(
                Citation(source: Reference(id: id, location: source.location), place: citation["at"]?.text))
        }
        let gloss = readTexts(value.required("gloss"))
        var status = EvidenceStatus.background
        if let value = value["status"] {
            guard let stated = value.choice(EvidenceStatus.self) else { return nil }
            status = stated
        }
        return SenseEntry(
            from: readDate(value["from"]), until: readDate(value["until"]), follows: readReferences(value["follows"]),
            followedBy: readReferences(value["followed-by"]), status: status, gloss: gloss,
            text: readTexts(value["text"]), citations: citations, location: value.location)
    }

    static func readTexts(_ value: YAMLValue?) -> [Language: String] {
        guard let value else { return [:] }
        var texts: [Language: String] = [:]
        for (key, location, text) in value.entries {
            guard let language = Language(rawValue: key) else {
                value.sink.error("unknown-language", "expected ru, kk or en, found '\(key)'", at: location)
                continue
            }
            guard var string = text.text else { continue }
            while string.last?.isWhitespace == true { string.removeLast() }
            texts[language] = string
        }
        return texts
    }

    static func readReferences(_ value: YAMLValue?) -> [Reference] {
        (value?.list ?? []).compactMap { item in
            item.text.map { Reference(id: $0, location: item.location) }
        }
    }

    private static func readDate(_ value: YAMLValue?) -> PartialDate? {
        guard let value, let text = value.text else { return nil }
        if let date = PartialDate(text) { return date }
        value.error("bad-date", "expected YYYY, YYYY-MM or YYYY-MM-DD, found '\(text)'")
        return nil
    }

    private static func readSource(_ value: YAMLValue) -> SourceEntry? {
        value.allow(["id", "title", "act", "url", "read"])
        guard let id = value.required("id")?.text, let title = value.required("title")?.text else { return nil }
        return SourceEntry(
            id: id, title: title, act: value["act"]?.text, url: value["url"]?.text, read: readDate(value["read"]),
            location: value.location)
    }

    static func isKebabCase(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
    }
}
