public import Glossary

/// What a glossary has of what it could have, language by language.
public struct Coverage: Sendable {
    /// One kind of content.
    public struct Row: Sendable {
        /// "terms", "gloss", "text", "sources".
        public var name: String
        /// How many concepts or senses could have it.
        public var total: Int
        /// How many have it; nil for what has no language.
        public var present: [Language: Int]
        /// The ids of the concepts that lack it.
        public var missing: [Language: [String]]
    }

    /// Terms of concepts; glosses, full texts and sources of senses.
    public let rows: [Row]

    /// - Complexity: O(size of the glossary).
    public init(_ glossary: CompiledGlossary) {
        var rows: [Row] = []
        let concepts = Array(glossary.concepts)
        func add(_ name: String, total: Int, lacking: (Language) -> [Concept]) {
            var row = Row(name: name, total: total, present: [:], missing: [:])
            for language in Language.allCases {
                let missing = lacking(language).map(\.id)
                row.missing[language] = missing
                row.present[language] = total - missing.count
            }
            rows.append(row)
        }
        let senses = concepts.flatMap { concept in concept.senses.map { (concept, $0) } }
        add("terms", total: concepts.count) { language in concepts.filter { $0.label(in: language) == nil } }
        add("gloss", total: senses.count) { language in senses.filter { $0.1.gloss(in: language) == nil }.map(\.0) }
        add("text", total: concepts.count) { language in
            concepts.filter { concept in !concept.senses.contains { $0.text(in: language) != nil } }
        }
        add("sources", total: senses.count) { _ in senses.filter { $0.1.citations.isEmpty }.map(\.0) }
        self.rows = rows
    }
}
