public import Annotation
import CompiledGlossary
public import Glossary

/// Renders the entries of a word for reading: what form it is, what the concept is called and means, since when, and
/// where that is from.
public struct EntryRenderer: Sendable {
    /// The language of the explanations.
    public var language: Language
    private let style: TerminalStyle

    /// - Parameters:
    ///   - width: columns of the terminal; nil leaves lines as long as they are.
    ///   - usesColor: whether escape sequences are written.
    public init(language: Language, width: Int? = nil, usesColor: Bool = false) {
        self.language = language
        style = TerminalStyle(width: width, usesColor: usesColor)
    }

    /// - Parameter found: the entries of one word, from ``Annotator/lookUp(_:date:)``.
    public func render(_ found: [Mention]) -> String {
        var order: [Concept] = []
        for mention in found where !order.contains(mention.concept) { order.append(mention.concept) }
        return order.map { concept in
            entry(concept, found.filter { $0.concept == concept })
        }.joined(separator: "\n")
    }

    private func entry(_ concept: Concept, _ found: [Mention]) -> String {
        var output = ""
        for mention in found {
            let words = FeatureWords(language: language)
            let form = words.describe(mention.readings, of: mention.lemma, in: mention.language)
            output += style.wrap(style.bold(String(mention.text)) + ": " + form, indent: "  ")
            if !mention.readings.isEmpty { output += "\n  " + style.dim(mention.readings.joined(separator: ", ")) }
            output += "\n"
        }
        output += concept.id + "  " + style.dim(concept.category) + "\n"
        for language in Language.allCases {
            let labels = concept.terms.filter { $0.language == language }.map(\.label)
            guard let first = labels.first else { continue }
            let names = ([style.bold(first)] + labels.dropFirst()).joined(separator: ", ")
            output += style.wrap("  \(language.rawValue)  \(names)", indent: "      ") + "\n"
        }
        for sense in concept.senses { output += self.sense(sense) }
        if !concept.related.isEmpty {
            output += style.wrap("  → " + concept.related.joined(separator: ", "), indent: "    ") + "\n"
        }
        return output
    }

    private func sense(_ sense: Sense) -> String {
        let phrases = Phrases(language)
        var gloss = sense.gloss(in: language) ?? sense.gloss(in: .english) ?? ""
        let dates = phrases.validity(of: sense, in: language)
        if !dates.isEmpty { gloss += " (\(dates))" }
        var output = style.wrap("  " + gloss, indent: "  ") + "\n"
        for citation in sense.citations {
            let act = citation.act.map { " (\($0))" } ?? ""
            let place = citation.place.map { ", \($0)" } ?? ""
            output += style.wrap("    " + style.dim(citation.title + act + place), indent: "    ") + "\n"
        }
        return output
    }
}
