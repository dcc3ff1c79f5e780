public import CompiledGlossary
import Glossary

/// Writes glossaries for programs: CSV that `--glossary` reads again, and JSON with everything.
public enum GlossaryTable {
    /// The columns of CSV, in order. Guards and the register of sources are not among them; sources are named by key.
    public static let columns = [
        "id", "category", "compositional", "ru", "kk", "en", "class-ru", "class-kk", "case-ru", "case-kk", "gloss-ru",
        "gloss-kk", "gloss-en", "text-ru", "text-kk", "text-en", "from", "until", "status", "follows", "followed-by",
        "sources", "related",
    ]

    /// RFC 4180, with lines that end in LF: one row for each sense, the first of a concept with its labels.
    public static func csv(_ glossary: CompiledGlossary) -> String {
        var output = columns.joined(separator: ",") + "\n"
        for concept in glossary.concepts {
            let senses = concept.senses
            for (index, sense) in senses.enumerated() {
                let cells = index == 0 ? self.cells(of: concept) : ["id": concept.id]
                let row = cells.merging(self.cells(of: sense)) { first, _ in first }
                output += columns.map { quoted(row[$0] ?? "") }.joined(separator: ",") + "\n"
            }
        }
        return output
    }

    private static func cells(of concept: Concept) -> [String: String] {
        var cells = [
            "id": concept.id, "category": concept.category, "related": concept.related.joined(separator: " | "),
            "compositional": concept.isCompositional ? "true" : "",
        ]
        for language in Language.allCases {
            let terms = concept.terms.filter { $0.language == language }
            cells[language.rawValue] = terms.map(\.label).joined(separator: " | ")
            cells["class-" + language.rawValue] = terms.map { $0.inflection ?? "" }.joined(separator: " | ")
            cells["case-" + language.rawValue] = terms.map(\.caseRule.rawValue).joined(separator: " | ")
        }
        return cells
    }

    private static func cells(of sense: Sense) -> [String: String] {
        var cells = [
            "from": sense.from?.description ?? "", "until": sense.until?.description ?? "",
            "status": sense.status.rawValue, "follows": sense.follows.joined(separator: " | "),
            "followed-by": sense.followedBy.joined(separator: " | "),
            "sources": sense.citations.map { citation in
                citation.id + (citation.place.map { " @ " + $0 } ?? "")
            }.joined(separator: " | "),
        ]
        for language in Language.allCases {
            cells["gloss-" + language.rawValue] = sense.gloss(in: language) ?? ""
            cells["text-" + language.rawValue] = sense.text(in: language) ?? ""
        }
        return cells
    }

    /// A cell as RFC 4180 writes it.
    public static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// An array of concepts with terms, senses, texts and sources.
    public static func json(_ glossary: CompiledGlossary) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for concept in glossary.concepts { write(concept, to: &writer) }
        writer.endArray()
        return writer.bytes
    }

    private static func write(_ concept: Concept, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", concept.id)
        writer.member("category", concept.category)
        if concept.isCompositional {
            writer.key("compositional")
            writer.boolean(true)
        }
        writer.key("terms")
        writer.beginArray()
        for term in concept.terms {
            writer.beginObject()
            writer.member("lang", term.language.rawValue)
            writer.member("label", term.label)
            writer.member("kind", term.kind.rawValue)
            if let inflection = term.inflection { writer.member("class", inflection) }
            if term.caseRule != .any { writer.member("case", term.caseRule.rawValue) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("senses")
        writer.beginArray()
        for sense in concept.senses { write(sense, to: &writer) }
        writer.endArray()
        write("related", concept.related, to: &writer)
        writer.endObject()
    }

    private static func write(_ sense: Sense, to writer: inout JSONWriter) {
        writer.beginObject()
        if let from = sense.from { writer.member("from", from.description) }
        if let until = sense.until { writer.member("until", until.description) }
        writer.member("status", sense.status.rawValue)
        write("follows", sense.follows, to: &writer)
        write("followedBy", sense.followedBy, to: &writer)
        write("gloss", to: &writer) { sense.gloss(in: $0) }
        write("text", to: &writer) { sense.text(in: $0) }
        writer.key("sources")
        writer.beginArray()
        for citation in sense.citations {
            writer.beginObject()
            writer.member("id", citation.id)
            writer.member("title", citation.title)
            if let place = citation.place { writer.member("at", place) }
            if let act = citation.act { writer.member("act", act) }
            if let url = citation.url { writer.member("url", url) }
            if let read = citation.read { writer.member("read", read.description) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ name: String, _ ids: [String], to writer: inout JSONWriter) {
        guard !ids.isEmpty else { return }
        writer.key(name)
        writer.beginArray()
        for id in ids { writer.string(id) }
        writer.endArray()
    }

    private static func write(_ name: String, to writer: inout JSONWriter, _ text: (Language) -> String?) {
        let texts = Language.allCases.compactMap { language in text(language).map { (language.rawValue, $0) } }
        guard !texts.isEmpty else { return }
        writer.key(name)
        writer.beginObject()
        for (language, text) in texts { writer.member(language, text) }
        writer.endObject()
    }
}
