import Glossary

/// What differs between two glossaries, concept by concept.
public struct GlossaryDifference: Sendable {
    /// One change of a concept.
    public struct Change: Hashable, Sendable {
        /// The concept.
        public var concept: String
        /// "terms ru", "sense 1 gloss kk"; nil when the whole concept came or went.
        public var field: String?
        /// Nil where there was nothing.
        public var old: String?
        /// Nil where there is nothing any more.
        public var new: String?
    }

    /// By concept, then by field.
    public let changes: [Change]

    /// - Complexity: O(n log n) for n texts in both.
    public init(from old: CompiledGlossary, to new: CompiledGlossary) {
        var changes: [Change] = []
        let ids = Set(old.concepts.map(\.id)).union(new.concepts.map(\.id))
        for id in ids.sorted() {
            switch (old.concept(id: id), new.concept(id: id)) {
            case (let before?, let after?):
                let first = Self.facts(of: before)
                let second = Self.facts(of: after)
                for field in Set(first.keys).union(second.keys).sorted() where first[field] != second[field] {
                    changes.append(Change(concept: id, field: field, old: first[field], new: second[field]))
                }
            case (let before?, nil):
                changes.append(Change(concept: id, field: nil, old: Self.name(of: before), new: nil))
            case (nil, let after?): changes.append(Change(concept: id, field: nil, old: nil, new: Self.name(of: after)))
            case (nil, nil): break
            }
        }
        self.changes = changes
    }

    private static func name(of concept: Concept) -> String {
        Language.allCases.compactMap { concept.label(in: $0) }.joined(separator: " · ")
    }

    private static func facts(of concept: Concept) -> [String: String] {
        var facts = ["category": concept.category, "compositional": "\(concept.isCompositional)"]
        facts["related"] = concept.related.joined(separator: ", ")
        for language in Language.allCases {
            facts["terms \(language.rawValue)"] = concept.terms.filter { $0.language == language }.map { term in
                let guards = term.guards.isEmpty ? "" : " \(term.guards)"
                return
                    "\(term.label) [\(term.kind.rawValue), \(term.inflection ?? "no class"), \(term.caseRule.rawValue)\(guards)]"
            }.joined(separator: "; ")
        }
        for (index, sense) in concept.senses.enumerated() {
            let name = "sense \(index + 1)"
            facts["\(name) from"] = sense.from?.description
            facts["\(name) until"] = sense.until?.description
            facts["\(name) status"] = sense.status.rawValue
            facts["\(name) follows"] = sense.follows.joined(separator: ", ")
            facts["\(name) followed-by"] = sense.followedBy.joined(separator: ", ")
            for language in Language.allCases {
                facts["\(name) gloss \(language.rawValue)"] = sense.gloss(in: language)
                facts["\(name) text \(language.rawValue)"] = sense.text(in: language)
            }
            facts["\(name) sources"] = sense.citations.map { citation in
                let read = citation.read.map { ", read \($0)" } ?? ""
                let place = citation.place.map { " @ \($0)" } ?? ""
                return "\(citation.id)\(place): \(citation.title) \(citation.act ?? "") \(citation.url ?? "")\(read)"
            }.joined(separator: " | ")
        }
        return facts.filter { !$0.value.isEmpty }
    }
}
