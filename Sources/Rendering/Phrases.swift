import Glossary

/// The few words that outputs add to a text, in the reader's language.
struct Phrases: Sendable {
    var glossary: String
    var sources: String
    private var since: @Sendable (String) -> String
    private var until: @Sendable (String) -> String

    init(_ language: Language) {
        switch language {
        case .russian:
            glossary = "Термины"
            sources = "Источники"
            since = { "с \($0)" }
            until = { "до \($0)" }
        case .kazakh:
            glossary = "Терминдер"
            sources = "Дереккөздер"
            since = { "басталуы: \($0)" }
            until = { "аяқталуы: \($0)" }
        case .english:
            glossary = "Terms"
            sources = "Sources"
            since = { "since \($0)" }
            until = { "until \($0)" }
        }
    }

    /// "since 1995, until 2026-07-01"; empty without dates.
    func validity(from: String?, until end: String?) -> String {
        [from.map(since), end.map(until)].compactMap { $0 }.joined(separator: ", ")
    }
}
