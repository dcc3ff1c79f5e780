public import Annotation
import CompiledGlossary
public import Glossary

/// Renders an annotated text for reading: the text with numbered terms, then the terms with their explanations.
public struct TextRenderer: Sendable {
    /// The language of the explanations.
    public var language: Language
    /// Columns of the terminal; nil leaves lines as long as they are.
    public var width: Int?
    /// Marks terms with escape sequences (ECMA-48).
    public var usesColor: Bool

    /// Writes labels in Latin letters too, where it is given.
    public var latin: LatinSpelling?

    public init(language: Language, width: Int? = nil, usesColor: Bool = false, latin: LatinSpelling? = nil) {
        self.latin = latin
        self.language = language
        self.width = width
        self.usesColor = usesColor
    }

    private var style: TerminalStyle { TerminalStyle(width: width, usesColor: usesColor) }

    /// The text, a blank line, and the explanations.
    public func render(_ annotated: AnnotatedText) -> String {
        var output = style.wrap(body(of: annotated), indent: "")
        let groups = annotated.byConcept
        guard !groups.isEmpty else { return output }
        if !output.hasSuffix("\n") { output += "\n" }
        output += "\n"
        let digits = String(groups.count).count
        for (index, group) in groups.enumerated() {
            let number = String(index + 1)
            let indent = String(repeating: " ", count: digits + 2)
            output += String(repeating: " ", count: digits - number.count) + style.dim(number) + "  "
            output += entry(group.concept, group.mentions, indent: indent)
        }
        return output
    }

    /// The text with the number of a concept behind its first mention.
    private func body(of annotated: AnnotatedText) -> String {
        var output = ""
        var position = annotated.text.startIndex
        // Terms inside terms are not marked, but they are explained: numbers are those of the explanations.
        var numbers: [String: Int] = [:]
        for (index, group) in annotated.byConcept.enumerated() { numbers[group.concept.id] = index + 1 }
        for mention in annotated.mentions where mention.range.lowerBound >= position {
            output += style.visible(String(annotated.text[position..<mention.range.lowerBound]))
            output += style.underlined(style.visible(String(mention.text)))
            if let number = numbers.removeValue(forKey: mention.concept.id) { output += style.dim("[\(number)]") }
            position = mention.range.upperBound
        }
        return output + style.visible(String(annotated.text[position...]))
    }

    private func entry(_ concept: Concept, _ mentions: [Mention], indent: String) -> String {
        let labels = [language] + Language.allCases.filter { $0 != language }
        var head = ""
        for (index, language) in labels.enumerated() {
            guard var label = concept.label(in: language) else { continue }
            if let spelling = latin?.spelling(of: label, in: language) { label += " (\(spelling))" }
            head += index == 0 ? style.bold(label) : (head.isEmpty ? "" : " · ") + label
        }
        var output = head + "\n"
        output += style.wrap(indent + style.dim(forms(of: mentions)), indent: indent) + "\n"
        guard let mention = mentions.first, let sense = mention.sense else { return output }
        // Without a date every sense is told, the newest first.
        for sense in [sense] + mention.otherSenses {
            output += style.wrap(indent + gloss(of: sense), indent: indent) + "\n"
        }
        if let citation = sense.citations.first {
            let source = citation.title + (citation.place.map { ", \($0)" } ?? "")
            output += style.wrap(indent + style.dim(source), indent: indent) + "\n"
        }
        return output
    }

    private func gloss(of sense: Sense) -> String {
        let gloss = sense.gloss(in: language) ?? sense.gloss(in: .english) ?? ""
        let dates = Phrases(language).validity(of: sense, in: language)
        return dates.isEmpty ? gloss : gloss + " (\(dates))"
    }

    /// The different forms with their counts and what they are: «акимов ×3: plural + genitive of аким».
    private func forms(of mentions: [Mention]) -> String {
        var order: [String] = []
        var counts: [String: Int] = [:]
        var firsts: [String: Mention] = [:]
        for mention in mentions {
            let form = mention.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            if counts[form] == nil {
                order.append(form)
                firsts[form] = mention
            }
            counts[form, default: 0] += 1
        }
        let words = FeatureWords(language: language)
        return order.map { form in
            var count = counts[form] == 1 ? "" : " ×\(counts[form] ?? 0)"
            guard let mention = firsts[form] else { return form + count }
            if let spelling = latin?.spelling(of: form, in: mention.language) { count = " (\(spelling))" + count }
            guard form != mention.lemma.lowercased() else { return form + count }
            return "\(form)\(count): " + words.describe(mention.readings, of: mention.lemma, in: mention.language)
        }.joined(separator: "; ")
    }
}
