import Glossary
import TextCore

/// Reads TBX: ISO 30042:2019 in the styles DCA and DCT, and the elements of 2008 (`martif`, `termEntry`, `langSet`, `tig`).
enum TBXReader {
    static func read(_ root: XMLElement, into source: inout GlossarySource, _ sink: DiagnosticSink) {
        var names = ExchangeConcepts()
        var entries: [XMLElement] = []
        collect(root, ["conceptEntry", "termEntry"], into: &entries)
        if entries.isEmpty {
            sink.error("no-concepts", "expected conceptEntry or termEntry elements, found none", at: root.location)
        }
        // Ids first: references may come before what they name.
        let ids = entries.enumerated().map { index, entry in
            names.id(of: entry["id"].map(identifier) ?? entry["xml:id"].map(identifier) ?? "concept-\(index + 1)")
        }
        for (entry, id) in zip(entries, ids) {
            source.concepts.append(concept(entry, id: id, &names, &source, sink))
        }
    }

    /// `glossary export` puts a line before ids that begin with a digit.
    private static func identifier(_ id: String) -> String { id.hasPrefix("_") ? String(id.dropFirst()) : id }

    private static func collect(_ element: XMLElement, _ names: Set<String>, into found: inout [XMLElement]) {
        if names.contains(element.name) {
            found.append(element)
        } else {
            for child in element.children { collect(child, names, into: &found) }
        }
    }

    /// The data category: `type` in the style DCA, the element's name in DCT.
    private static func category(_ element: XMLElement) -> String {
        let isGeneric = ["descrip", "admin", "termNote", "ref", "xref", "descripNote"].contains(element.name)
        return isGeneric ? element["type"] ?? "" : element.name
    }

    private static func concept(
        _ entry: XMLElement, id: String, _ names: inout ExchangeConcepts, _ source: inout GlossarySource,
        _ sink: DiagnosticSink
    ) -> ConceptEntry {
        var concept = ConceptEntry(
            id: id, category: GlossaryReader.ownCategory, terms: [], senses: [], related: [], location: entry.location)
        var senses = Senses(location: entry.location)
        for child in entry.children {
            let text = ExchangeConcepts.plain(child.text)
            switch child.name {
            case "langSec", "langSet":
                guard let language = ExchangeConcepts.language(child["xml:lang"]) else {
                    sink.warning(
                        "unknown-language", "left out: expected ru, kk or en, found '\(child["xml:lang"] ?? "")'",
                        at: child.location)
                    continue
                }
                for part in child.children {
                    if ["termSec", "tig", "ntig"].contains(part.name) {
                        let isFirst = !concept.terms.contains { $0.language == language }
                        if let term = term(part, language, isFirst: isFirst, sink) { concept.terms.append(term) }
                    } else {
                        read(part, language, into: &senses, &names, &source)
                    }
                }
            case "note":
                guard let note = ExchangeNote(text) else { continue }
                if note["compositional"] == "true" { concept.isCompositional = true }
                for related in note.all("related") {
                    concept.related.append(Reference(id: names.id(of: related), location: child.location))
                }
                senses.take(note, &names)
            default:
                switch category(child) {
                case "subjectField": concept.category = ExchangeConcepts.kebab(text)
                case "crossReference":
                    if let target = child["target"] {
                        concept.related.append(
                            Reference(id: names.id(of: identifier(target)), location: child.location))
                    }
                default: read(child, ExchangeConcepts.language(child["xml:lang"]), into: &senses, &names, &source)
                }
            }
        }
        // The preferred term of a language is the first.
        concept.senses = senses.list
        return concept
    }

    /// A definition or a source, alone or in a group.
    private static func read(
        _ element: XMLElement, _ language: Language?, into senses: inout Senses, _ names: inout ExchangeConcepts,
        _ source: inout GlossarySource
    ) {
        let parts = ["descripGrp", "adminGrp"].contains(element.name) ? element.children : [element]
        let notes = parts.filter { $0.name == "note" }.map { ExchangeConcepts.plain($0.text) }
        let own = notes.lazy.compactMap { ExchangeNote($0) }.first
        let number = own?["sense"].flatMap { Int($0) }
        let definition = parts.first { category($0) == "definition" }
        if let definition, let language = ExchangeConcepts.language(definition["xml:lang"]) ?? language {
            let text = ExchangeConcepts.plain(definition.text)
            let place = senses.place(number, lacking: language)
            if own?["only"] == "text" {
                senses.list[place].text[language] = text
            } else {
                senses.list[place].gloss[language] = text
                let long = notes.filter { ExchangeNote($0) == nil }
                if !long.isEmpty { senses.list[place].text[language] = long.joined(separator: " ") }
            }
        }
        for part in parts where category(part) == "source" {
            let title = ExchangeConcepts.plain(part.text)
            guard !title.isEmpty else { continue }
            let citation = names.cite(
                own?["source"], title: own?["title"] ?? title, place: own?["at"], act: own?["act"], url: own?["url"],
                read: own?["read"], at: part.location, in: &source)
            let place = senses.place(number, lacking: nil)
            senses.list[place].citations.append(citation)
        }
    }

    private static func term(
        _ element: XMLElement, _ language: Language, isFirst: Bool, _ sink: DiagnosticSink
    ) -> TermEntry? {
        // In the style of 2008, `ntig` holds a `termGrp`.
        let parts = element.children + element.children.filter { $0.name == "termGrp" }.flatMap(\.children)
        guard let term = parts.first(where: { $0.name == "term" }) else {
            sink.error("missing-key", "expected a term, found none", at: element.location)
            return nil
        }
        let note = parts.lazy.filter { $0.name == "note" }.compactMap { ExchangeNote(ExchangeConcepts.plain($0.text)) }
            .first
        var kind: TermKind?
        for part in parts where category(part) == "termType" {
            if ["abbreviation", "acronym", "initialism"].contains(ExchangeConcepts.plain(part.text)) {
                kind = .abbreviation
            }
        }
        return ExchangeConcepts.term(
            ExchangeConcepts.plain(term.text), language, note: note, kind: kind, isFirst: isFirst, at: term.location,
            sink)
    }
}

/// The senses of a concept while it is read, oldest first.
struct Senses {
    var list: [SenseEntry] = []
    private let location: SourceLocation

    init(location: SourceLocation) { self.location = location }

    /// The place of a sense by its number, from 1. Without a number it is the first one, or, for a second definition in a
    /// language, a new one.
    mutating func place(_ number: Int?, lacking language: Language?) -> Int {
        let place =
            number.map { max(1, min($0, 1000)) - 1 }
            ?? language.flatMap { language in list.firstIndex { $0.gloss[language] == nil } ?? list.count } ?? 0
        while list.count <= place {
            list.append(
                SenseEntry(
                    from: nil, until: nil, follows: [], followedBy: [], status: .background, gloss: [:], text: [:],
                    citations: [], location: location))
        }
        return place
    }

    mutating func take(_ note: ExchangeNote, _ names: inout ExchangeConcepts) {
        guard let number = note["sense"].flatMap({ Int($0) }) else { return }
        let place = place(number, lacking: nil)
        list[place].from = note["from"].flatMap { PartialDate($0) }
        list[place].until = note["until"].flatMap { PartialDate($0) }
        if let status = note["status"].flatMap(EvidenceStatus.init) { list[place].status = status }
        for id in note.all("follows") {
            list[place].follows.append(Reference(id: names.id(of: id), location: location))
        }
        for id in note.all("followed-by") {
            list[place].followedBy.append(Reference(id: names.id(of: id), location: location))
        }
    }
}
