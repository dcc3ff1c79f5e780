public import CompiledGlossary
import Glossary

/// Writes a glossary as TBX-Basic (ISO 30042:2019) in the style DCA, for translation tools.
///
/// A concept is a `conceptEntry` with its category as `subjectField`; a language a `langSec` with a definition for each
/// sense, oldest first, and its terms, the preferred one first. Inflection classes, dates, successors and guards have no
/// field in TBX-Basic and stand in notes (see ``ExchangeNote``), so that nothing but the knowledge of homonyms is lost.
public enum TBXDocument {
    /// - Parameter title: what the collection is called in its header.
    /// - Complexity: O(size of the glossary).
    public static func render(_ glossary: CompiledGlossary, title: String) -> String {
        var output = """
            <?xml version="1.0" encoding="UTF-8"?>
            <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
            <tbxHeader>
            <fileDesc>
            <titleStmt>\(xmlElement("title", title))</titleStmt>
            <sourceDesc>\(xmlElement("p", "Exported by tusinik from the glossary \(glossary.fingerprint)."))</sourceDesc>
            </fileDesc>
            </tbxHeader>
            <text>
            <body>

            """
        let known = Set(glossary.concepts.map(\.id))
        for concept in glossary.concepts where !concept.terms.isEmpty { output += entry(concept, known: known) }
        return output + "</body>\n</text>\n</tbx>\n"
    }

    /// An XML id cannot begin with a digit.
    private static func identifier(_ id: String) -> String { id.first?.isNumber ?? true ? "_" + id : id }

    private static func entry(_ concept: Concept, known: Set<String>) -> String {
        var output = "<\(xmlTag("conceptEntry", ["id": identifier(concept.id)]))>\n"
        output += xmlElement("descrip", concept.category, ["type": "subjectField"]) + "\n"
        let languages = Language.allCases.filter { concept.label(in: $0) != nil }
        let senses = concept.senses
        for language in Language.allCases where !languages.contains(language) {
            for (index, sense) in senses.enumerated() {
                output += definition(of: sense, index, in: language, isInSection: false)
            }
        }
        var note = ExchangeNote()
        note.add("compositional", concept.isCompositional ? "true" : nil)
        for id in concept.related where !known.contains(id) { note.add("related", id) }
        if !note.isEmpty { output += xmlElement("note", note.text) + "\n" }
        for (index, sense) in senses.enumerated() { output += facts(of: sense, index) }
        for id in concept.related where known.contains(id) {
            output += xmlElement("ref", id, ["type": "crossReference", "target": identifier(id)]) + "\n"
        }
        for language in languages {
            output += "<langSec xml:lang=\"\(language.rawValue)\">\n"
            for (index, sense) in senses.enumerated() {
                output += definition(of: sense, index, in: language, isInSection: true)
            }
            var isFirst = true
            for term in concept.terms where term.language == language {
                output += self.term(term, isFirst: isFirst)
                isFirst = false
            }
            output += "</langSec>\n"
        }
        return output + "</conceptEntry>\n"
    }

    private static func definition(of sense: Sense, _ index: Int, in language: Language, isInSection: Bool) -> String {
        guard let gloss = sense.gloss(in: language) ?? sense.text(in: language) else { return "" }
        var note = ExchangeNote()
        note.add("sense", "\(index + 1)")
        if sense.gloss(in: language) == nil { note.add("only", "text") }
        var output = "<descripGrp>"
        output += xmlElement(
            "descrip", gloss, ["type": "definition", "xml:lang": isInSection ? nil : language.rawValue])
        output += xmlElement("note", note.text)
        if sense.gloss(in: language) != nil, let text = sense.text(in: language) { output += xmlElement("note", text) }
        return output + "</descripGrp>\n"
    }

    /// What holds for a sense in all languages.
    private static func facts(of sense: Sense, _ index: Int) -> String {
        var note = ExchangeNote()
        note.add("sense", "\(index + 1)")
        note.add("from", sense.from?.description)
        note.add("until", sense.until?.description)
        note.add("status", sense.status.rawValue)
        for id in sense.follows { note.add("follows", id) }
        for id in sense.followedBy { note.add("followed-by", id) }
        var output = xmlElement("note", note.text) + "\n"
        for citation in sense.citations {
            var note = ExchangeNote()
            note.add("sense", "\(index + 1)")
            note.add("source", citation.id)
            note.add("title", citation.title)
            note.add("at", citation.place)
            note.add("act", citation.act)
            note.add("url", citation.url)
            note.add("read", citation.read?.description)
            let title = citation.title + (citation.place.map { ", \($0)" } ?? "")
            output += "<adminGrp>" + xmlElement("admin", title, ["type": "source"])
            output += xmlElement("note", note.text) + "</adminGrp>\n"
        }
        return output
    }

    private static func term(_ term: Term, isFirst: Bool) -> String {
        var output = "<termSec>" + xmlElement("term", term.label)
        output += xmlElement("termNote", "noun", ["type": "partOfSpeech"])
        let status = isFirst ? "preferredTerm-admn-sts" : "admittedTerm-admn-sts"
        output += xmlElement("termNote", status, ["type": "administrativeStatus"])
        let type =
            switch term.kind {
            case .official: "fullForm"
            case .abbreviation: "abbreviation"
            case .variant, .colloquial: "variant"
            }
        output += xmlElement("termNote", type, ["type": "termType"])
        output += xmlElement("note", TermExchange.note(of: term).text)
        return output + "</termSec>\n"
    }
}

/// What a term has beside its label.
enum TermExchange {
    static func note(of term: Term) -> ExchangeNote {
        var note = ExchangeNote()
        note.add("kind", term.kind.rawValue)
        note.add("class", term.inflection)
        note.add("case", term.caseRule.rawValue)
        for condition in term.guards {
            switch condition {
            case .notForms(let forms): for form in forms { note.add("not", form) }
            case .name(let words):
                for word in words { note.add("name", word) }
                if words.isEmpty { note.add("named", "true") }
            }
        }
        return note
    }
}
