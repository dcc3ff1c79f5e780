public import Annotation
import CompiledGlossary
public import Glossary

/// Renders why each term of a text was taken as meant, or was not: the form, the rules that were tried, and what won.
public struct ExplanationRenderer: Sendable {
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

    /// One block for each mention and each rejected candidate, in order of place; places are line and column, counted
    /// from 1 in characters.
    public func render(_ annotated: AnnotatedText) -> String {
        let found = annotated.mentions.map { ($0, true) } + annotated.suppressed.map { ($0, false) }
        let order = found.sorted { first, second in
            first.0.utf8Range.lowerBound < second.0.utf8Range.lowerBound
        }
        var output = ""
        var line = 1
        var start = annotated.text.startIndex
        var place = annotated.text.startIndex
        for (mention, isMeant) in order {
            for index in annotated.text[place..<mention.range.lowerBound].indices
            where annotated.text[index].isNewline {
                line += 1
                start = annotated.text.index(after: index)
            }
            place = mention.range.lowerBound
            let column = annotated.text.distance(from: start, to: place) + 1
            output += block(mention, isMeant: isMeant, at: "\(line):\(column)")
        }
        return output
    }

    private func block(_ mention: Mention, isMeant: Bool, at place: String) -> String {
        let phrases = Phrases(language)
        let decision =
            switch (isMeant, mention.decision) {
            case (false, _): phrases.rejected
            case (true, .certain): phrases.certain
            case (true, .likely): phrases.likely
            case (true, .ambiguous): phrases.ambiguous
            }
        let text = style.visible(mention.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        var output = "\(style.dim(place))  \(style.bold(text))  →  \(mention.concept.id)  \(decision)\n"
        let words = FeatureWords(language: language)
        output += style.wrap(
            "    " + words.describe(mention.readings, of: mention.lemma, in: mention.language), indent: "    ")
        output += "\n"
        for reason in mention.reasons where reason.rule != "form" {
            output += style.wrap("    \(reason.rule): \(reason.detail(in: language))", indent: "      ") + "\n"
        }
        return output
    }
}
