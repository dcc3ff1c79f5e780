import CompiledGlossary
import Glossary

/// The few words that outputs add to a text, in the reader's language.
struct Phrases: Sendable {
    var glossary: String
    var sources: String
    private var followed: @Sendable (String) -> String
    /// Heads a part of an explanation.
    var certain: String
    var likely: String
    var ambiguous: String
    var rejected: String
    private var since: @Sendable (String) -> String
    private var until: @Sendable (String) -> String

    init(_ language: Language) {
        switch language {
        case .russian:
            followed = { "затем: \($0)" }
            certain = "точно"
            likely = "вероятно"
            ambiguous = "неоднозначно"
            rejected = "не он"
            glossary = "Термины"
            sources = "Источники"
            since = { "с \($0)" }
            until = { "до \($0)" }
        case .kazakh:
            followed = { "одан кейін: \($0)" }
            certain = "анық"
            likely = "ықтимал"
            ambiguous = "екіұшты"
            rejected = "ол емес"
            glossary = "Терминдер"
            sources = "Дереккөздер"
            since = { "басталуы: \($0)" }
            until = { "аяқталуы: \($0)" }
        case .english:
            followed = { "then: \($0)" }
            certain = "certain"
            likely = "likely"
            ambiguous = "ambiguous"
            rejected = "not meant"
            glossary = "Terms"
            sources = "Sources"
            since = { "since \($0)" }
            until = { "until \($0)" }
        }
    }

    /// "since 1995, until 2026-07-01, then: Kurultai"; empty without dates.
    func validity(of sense: Sense, in language: Language) -> String {
        let successors = sense.followedBy.compactMap { id -> String? in
            let concept = sense.glossary.concept(id: id)
            return concept.flatMap { $0.label(in: language) ?? $0.label(in: .english) }
        }
        return [
            sense.from.map { since($0.description) }, sense.until.map { until($0.description) },
            successors.isEmpty ? nil : followed(successors.joined(separator: ", ")),
        ].compactMap { $0 }.joined(separator: ", ")
    }
}
