import Glossary
import Morphology
import TextCore
import UnicodeSupport

/// Finds forms that two concepts share, where neither has a guard and neither says so.
///
/// Russian terms are compared in all their forms, Kazakh ones by their lemmas: suffixes follow the stem, so that two
/// stems which meet in a suffixed form nearly always meet in the lemma.
struct HomonymChecks {
    private let tables: LanguageTables
    private let normalizer: Normalizer

    init(tables: LanguageTables) {
        self.tables = tables
        normalizer = Normalizer(rules: tables.normalization)
    }

    func check(_ source: GlossarySource, _ sink: DiagnosticSink) {
        var owners: [String: [(concept: ConceptEntry, term: TermEntry)]] = [:]
        let inflector = Inflector(tables: tables)
        for concept in source.concepts where !concept.isCompositional {
            for term in concept.terms where term.language != .english {
                let isRussian = term.language == .russian
                let forms =
                    isRussian
                    ? try? inflector.inflect(term.label, in: .russian, inflection: term.inflection, upTo: .core).forms
                    : nil
                let texts = forms?.map(\.text) ?? [term.label]
                for text in Set(texts.compactMap { try? normalizer.normalize($0, for: .match).text }) {
                    owners[term.language.rawValue + " " + text, default: []].append((concept, term))
                }
            }
        }
        var told: Set<String> = []
        for key in owners.keys.sorted() {
            let found = owners[key] ?? []
            for (index, one) in found.enumerated() {
                for other in found[(index + 1)...] where one.concept.id != other.concept.id {
                    guard !isDeclared(one.concept, other.concept), !isGuarded(one.term), !isGuarded(other.term),
                        told.insert(one.concept.id + " " + other.concept.id).inserted
                    else { continue }
                    sink.error(
                        "shared-form",
                        "'\(key.dropFirst(3))' is a form of '\(one.concept.id)' and of '\(other.concept.id)'; give a guard, or name the other under 'homonyms'",
                        at: other.term.location)
                }
            }
        }
    }

    private func isDeclared(_ one: ConceptEntry, _ other: ConceptEntry) -> Bool {
        one.homonyms.contains { $0.id == other.id } || other.homonyms.contains { $0.id == one.id }
    }

    private func isGuarded(_ term: TermEntry) -> Bool { !term.guards.isEmpty || term.caseRule == .capitalized }
}
