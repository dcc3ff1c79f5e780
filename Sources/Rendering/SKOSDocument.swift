public import CompiledGlossary
import Glossary

/// Writes a glossary as SKOS (W3C Recommendation of 18 August 2009) in Turtle, for thesauri and linked data.
///
/// Plain SKOS for every reader: `prefLabel`, `altLabel`, `definition` and `scopeNote` of the newest sense, `related`,
/// categories as collections, `dct:replaces` and `dct:isReplacedBy`, `dct:source`. What SKOS has no property for (order and
/// inflection of labels, senses with their dates) stands beside it, as SKOS-XL labels and as resources of a small
/// vocabulary of our own under `schema#`, so that nothing but the knowledge of homonyms is lost.
public enum SKOSDocument {
    /// - Parameters:
    ///   - names: what IRIs begin with.
    ///   - title: what the scheme is called.
    /// - Complexity: O(size of the glossary).
    public static func render(_ glossary: CompiledGlossary, names: LinkedDataNames, title: String) -> String {
        var output = """
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix t: <\(names.base)schema#> .

            <\(names.base)scheme> a skos:ConceptScheme ;
                dct:title \(literal(title, "en")) ;
                dct:identifier \(literal(glossary.fingerprint)) .


            """
        var categories: [String: [String]] = [:]
        var sources: [String: SourceCitation] = [:]
        for concept in glossary.concepts {
            categories[concept.category, default: []].append(concept.id)
            for citation in concept.senses.flatMap(\.citations) { sources[citation.id] = citation }
            output += self.concept(concept, names)
        }
        for (category, members) in categories.sorted(by: { $0.key < $1.key }) {
            output += "<\(names.base)category/\(LinkedDataNames.encoded(category))> a skos:Collection ;\n"
            output += "    skos:prefLabel \(literal(category, "en")) ;\n    skos:member "
            output += members.map { iri($0, names) }.joined(separator: ", ") + " .\n\n"
        }
        for (id, source) in sources.sorted(by: { $0.key < $1.key }) {
            var facts = ["a dct:BibliographicResource", "dct:title \(literal(source.title, "en"))"]
            if let act = source.act { facts.append("dct:identifier \(literal(act))") }
            if let url = source.url { facts.append("t:url \(literal(url))") }
            if let read = source.read { facts.append("t:read \(literal(read.description))") }
            output += "\(self.source(id, names)) \(facts.joined(separator: " ;\n    ")) .\n\n"
        }
        return output
    }

    private static func iri(_ id: String, _ names: LinkedDataNames) -> String { "<\(names.concept(id))>" }

    private static func source(_ id: String, _ names: LinkedDataNames) -> String {
        "<\(names.base)source/\(LinkedDataNames.encoded(id))>"
    }

    private static func concept(_ concept: Concept, _ names: LinkedDataNames) -> String {
        var facts = [
            "a skos:Concept", "skos:inScheme <\(names.base)scheme>", "skos:notation \(literal(concept.id))",
            "t:category \(literal(concept.category))",
        ]
        if concept.isCompositional { facts.append("t:compositional true") }
        var seen: Set<String> = []
        for language in Language.allCases {
            var isFirst = true
            for (index, term) in concept.terms.enumerated() where term.language == language {
                let property = isFirst ? "prefLabel" : "altLabel"
                let label = literal(term.label, language.rawValue)
                // A label is preferred or alternative, not both (SKOS, S13).
                if seen.insert(label).inserted { facts.append("skos:\(property) \(label)") }
                var resource = "[ a skosxl:Label ; skosxl:literalForm \(label) ; t:order \(index)"
                for (name, value) in TermExchange.note(of: term).values { resource += " ; t:\(name) \(literal(value))" }
                facts.append("skosxl:\(property) \(resource) ]")
                isFirst = false
            }
        }
        let senses = concept.senses
        if let newest = senses.last {
            for language in Language.allCases {
                if let gloss = newest.gloss(in: language) {
                    facts.append("skos:definition \(literal(gloss, language.rawValue))")
                }
                if let text = newest.text(in: language) {
                    facts.append("skos:scopeNote \(literal(text, language.rawValue))")
                }
            }
        }
        for (index, sense) in senses.enumerated() { facts.append("t:sense \(self.sense(sense, index, names))") }
        for id in concept.related { facts.append("skos:related \(iri(id, names))") }
        for (property, ids) in [
            ("replaces", senses.flatMap(\.follows)), ("isReplacedBy", senses.flatMap(\.followedBy)),
        ] {
            for id in unique(ids) { facts.append("dct:\(property) \(iri(id, names))") }
        }
        for id in unique(senses.flatMap { $0.citations.map(\.id) }) {
            facts.append("dct:source \(source(id, names))")
        }
        return "\(iri(concept.id, names)) \(facts.joined(separator: " ;\n    ")) .\n\n"
    }

    private static func sense(_ sense: Sense, _ index: Int, _ names: LinkedDataNames) -> String {
        var facts = ["a t:Sense", "t:order \(index)", "t:status \(literal(sense.status.rawValue))"]
        if let from = sense.from { facts.append("t:from \(literal(from.description))") }
        if let until = sense.until { facts.append("t:until \(literal(until.description))") }
        for language in Language.allCases {
            if let gloss = sense.gloss(in: language) {
                facts.append("skos:definition \(literal(gloss, language.rawValue))")
            }
            if let text = sense.text(in: language) {
                facts.append("skos:scopeNote \(literal(text, language.rawValue))")
            }
        }
        for id in sense.follows { facts.append("dct:replaces \(iri(id, names))") }
        for id in sense.followedBy { facts.append("dct:isReplacedBy \(iri(id, names))") }
        for (index, citation) in sense.citations.enumerated() {
            let place = citation.place.map { " ; t:at \(literal($0))" } ?? ""
            facts.append("t:citation [ t:order \(index) ; dct:source \(source(citation.id, names))\(place) ]")
        }
        return "[ " + facts.joined(separator: " ;\n        ") + " ]"
    }

    private static func unique(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }

    /// A literal of Turtle, with a language when there is one.
    private static func literal(_ text: String, _ language: String? = nil) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                output += "\\"
                output.unicodeScalars.append(scalar)
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\"" + (language.map { "@" + $0 } ?? "")
    }
}
