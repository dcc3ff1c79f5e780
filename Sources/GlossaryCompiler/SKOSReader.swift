import Glossary
import TextCore

/// Reads concepts of SKOS from a graph; what `glossary export` adds to plain SKOS is read back.
enum SKOSReader {
    private static let skos = "http://www.w3.org/2004/02/skos/core#"
    private static let xl = "http://www.w3.org/2008/05/skos-xl#"
    private static let dct = "http://purl.org/dc/terms/"

    static func read(_ graph: RDFGraph, into source: inout GlossarySource, _ sink: DiagnosticSink) {
        var names = ExchangeConcepts()
        let concepts = graph.subjects.filter { subject in
            graph.objects(subject, TurtleReader.type).contains(.iri(skos + "Concept"))
        }
        if concepts.isEmpty {
            sink.error(
                "no-concepts", "expected resources of the type skos:Concept, found none",
                at: SourceLocation(file: sink.list.first?.location.file ?? "SKOS", line: 1, column: 1))
        }
        let reader = Reader(graph: graph, own: ownVocabulary(of: graph, concepts))
        for concept in concepts { _ = names.id(of: reader.name(of: concept)) }
        for concept in concepts {
            source.concepts.append(reader.concept(concept, &names, &source, sink))
        }
    }

    /// The vocabulary of `glossary export` is known by its end: what comes before it is the exporter's choice.
    private static func ownVocabulary(of graph: RDFGraph, _ concepts: [RDFNode]) -> String? {
        graph.ownVocabulary(ending: "schema#")
    }

    private struct Reader {
        let graph: RDFGraph
        let own: String?

        func own(_ subject: RDFNode, _ name: String) -> [RDFNode] {
            own.map { graph.objects(subject, $0 + name) } ?? []
        }

        func ownText(_ subject: RDFNode, _ name: String) -> String? {
            own(subject, name).lazy.compactMap(Self.text).first
        }

        static func text(_ node: RDFNode) -> String? {
            if case .literal(let text, _) = node { text } else { nil }
        }

        /// The notation, or the end of the IRI.
        func name(of concept: RDFNode) -> String {
            if let notation = graph.objects(concept, skos + "notation").lazy.compactMap(Self.text).first {
                return notation
            }
            guard case .iri(let iri) = concept else { return "concept" }
            return String(iri[(iri.lastIndex { $0 == "/" || $0 == "#" }.map(iri.index(after:)) ?? iri.startIndex)...])
        }

        private func references(
            _ subject: RDFNode, _ properties: [String], _ names: inout ExchangeConcepts, at location: SourceLocation
        ) -> [Reference] {
            var result: [Reference] = []
            for object in properties.flatMap({ graph.objects(subject, $0) }) {
                let id = names.id(of: name(of: object))
                if !result.contains(where: { $0.id == id }) { result.append(Reference(id: id, location: location)) }
            }
            return result
        }

        private func texts(_ subject: RDFNode, _ property: String, _ sink: DiagnosticSink) -> [Language: String] {
            var texts: [Language: String] = [:]
            for object in graph.objects(subject, property) {
                guard case .literal(let text, let tag) = object else { continue }
                guard let language = ExchangeConcepts.language(tag) else {
                    warn(tag, subject, sink)
                    continue
                }
                if texts[language] == nil { texts[language] = text }
            }
            return texts
        }

        private func warn(_ tag: String?, _ subject: RDFNode, _ sink: DiagnosticSink) {
            guard let location = graph.locations[subject] else { return }
            sink.warning("unknown-language", "left out: expected ru, kk or en, found '\(tag ?? "")'", at: location)
        }

        func concept(
            _ subject: RDFNode, _ names: inout ExchangeConcepts, _ source: inout GlossarySource, _ sink: DiagnosticSink
        ) -> ConceptEntry {
            let location = graph.locations[subject] ?? SourceLocation(file: "SKOS", line: 1, column: 1)
            let senses = self.senses(of: subject, &names, &source, sink, at: location)
            return ConceptEntry(
                id: names.id(of: name(of: subject)),
                category: ownText(subject, "category").map(ExchangeConcepts.kebab) ?? GlossaryReader.ownCategory,
                isCompositional: ownText(subject, "compositional") == "true",
                terms: terms(of: subject, sink, at: location),
                senses: senses,
                related: references(
                    subject, ["related", "broader", "narrower"].map { skos + $0 }, &names, at: location),
                location: location)
        }

        private struct Label {
            var text: String
            var language: Language
            var note: ExchangeNote?
            var order: Int
        }

        private func terms(of subject: RDFNode, _ sink: DiagnosticSink, at location: SourceLocation) -> [TermEntry] {
            var labels: [Label] = []
            for (rank, property) in ["prefLabel", "altLabel"].enumerated() {
                for node in graph.objects(subject, xl + property) {
                    guard case .literal(let text, let tag)? = graph.objects(node, xl + "literalForm").first,
                        let language = ExchangeConcepts.language(tag)
                    else { continue }
                    var note = ExchangeNote()
                    for name in ["kind", "class", "case", "not", "name", "named"] {
                        for value in own(node, name).compactMap(Self.text) { note.add(name, value) }
                    }
                    let order = ownText(node, "order").flatMap { Int($0) } ?? 1000 * (rank + 1)
                    labels.append(
                        Label(text: text, language: language, note: note.isEmpty ? nil : note, order: order))
                }
            }
            for (rank, property) in ["prefLabel", "altLabel"].enumerated() {
                for object in graph.objects(subject, skos + property) {
                    guard case .literal(let text, let tag) = object else { continue }
                    guard let language = ExchangeConcepts.language(tag) else {
                        warn(tag, subject, sink)
                        continue
                    }
                    if !labels.contains(where: { $0.text == text && $0.language == language }) {
                        labels.append(Label(text: text, language: language, note: nil, order: 1000 * (rank + 1)))
                    }
                }
            }
            let sorted = labels.enumerated().sorted { first, second in
                (first.element.order, first.offset) < (second.element.order, second.offset)
            }.map(\.element)
            return Language.allCases.flatMap { language in
                sorted.filter { $0.language == language }.enumerated().compactMap { index, label in
                    ExchangeConcepts.term(
                        label.text, language, note: label.note, kind: nil, isFirst: index == 0, at: location, sink)
                }
            }
        }

        private func senses(
            of subject: RDFNode, _ names: inout ExchangeConcepts, _ source: inout GlossarySource,
            _ sink: DiagnosticSink,
            at location: SourceLocation
        ) -> [SenseEntry] {
            let nodes = own(subject, "sense")
            guard !nodes.isEmpty else {
                var sense = sense(subject, &names, sink, at: location)
                for object in graph.objects(subject, dct + "source") {
                    sense.citations.append(cite(object, place: nil, &names, &source, at: location))
                }
                return [sense]
            }
            return inOrder(nodes).map { node in
                var sense = sense(node, &names, sink, at: location)
                for citation in inOrder(own(node, "citation")) {
                    guard let object = graph.objects(citation, dct + "source").first else { continue }
                    sense.citations.append(
                        cite(object, place: ownText(citation, "at"), &names, &source, at: location))
                }
                return sense
            }
        }

        private func inOrder(_ nodes: [RDFNode]) -> [RDFNode] {
            nodes.enumerated().map { (order: ownText($1, "order").flatMap { Int($0) } ?? Int.max, place: $0, node: $1) }
                .sorted { ($0.order, $0.place) < ($1.order, $1.place) }.map(\.node)
        }

        private func sense(
            _ node: RDFNode, _ names: inout ExchangeConcepts, _ sink: DiagnosticSink, at location: SourceLocation
        ) -> SenseEntry {
            SenseEntry(
                from: ownText(node, "from").flatMap { PartialDate($0) },
                until: ownText(node, "until").flatMap { PartialDate($0) },
                follows: references(node, [dct + "replaces"], &names, at: location),
                followedBy: references(node, [dct + "isReplacedBy"], &names, at: location),
                status: ownText(node, "status").flatMap(EvidenceStatus.init) ?? .background,
                gloss: texts(node, skos + "definition", sink), text: texts(node, skos + "scopeNote", sink),
                citations: [],
                location: location)
        }

        private func cite(
            _ object: RDFNode, place: String?, _ names: inout ExchangeConcepts, _ source: inout GlossarySource,
            at location: SourceLocation
        ) -> Citation {
            let title = graph.objects(object, dct + "title").lazy.compactMap(Self.text).first
            var key: String?
            var url = ownText(object, "url")
            if case .iri(let iri) = object {
                if title == nil {
                    url = iri
                } else {
                    key = String(
                        iri[(iri.lastIndex { $0 == "/" || $0 == "#" }.map(iri.index(after:)) ?? iri.startIndex)...])
                }
            }
            let act = graph.objects(object, dct + "identifier").lazy.compactMap(Self.text).first
            return names.cite(
                key, title: title ?? Self.text(object) ?? url ?? "source", place: place, act: act, url: url,
                read: ownText(object, "read"), at: location, in: &source)
        }
    }
}
