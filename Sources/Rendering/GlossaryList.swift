import Annotation
import CompiledGlossary
import Glossary

/// Writes the explanations of a page's terms as a list of definitions.
struct GlossaryList {
    /// The languages of the explanations, the reader's first.
    var languages: [Language]
    /// Writes labels in Latin letters as well.
    var latin: LatinSpelling?

    /// A `dl`: for each concept the labels as `dt id="tusinik-ID"`, then a `dd` for each meaning in each language, and
    /// one for the sources. Every text says its language.
    func render(_ groups: [(concept: Concept, mentions: [Mention])]) -> String {
        let phrases = languages.first.map(Phrases.init) ?? Phrases(.english)
        let order = languages + Language.allCases.filter { !languages.contains($0) }
        var output = "<dl>\n"
        for (concept, mentions) in groups {
            let labels = order.compactMap { language in
                concept.label(in: language).map {
                    "<span lang=\"\(language.rawValue)\">\(latin.html(of: $0, in: language))</span>"
                }
            }
            let id = escapedForHTML(concept.id)
            output += "<dt id=\"tusinik-\(id)\">\(labels.isEmpty ? id : labels.joined(separator: " · "))</dt>\n"
            guard let mention = mentions.first, let sense = mention.sense else { continue }
            for language in languages {
                for sense in [sense] + mention.otherSenses { output += definition(of: sense, in: language) }
            }
            let sources = firstDocuments(of: sense).map(source)
            if !sources.isEmpty {
                output += "<dd class=\"tusinik-sources\">\(phrases.sources): \(sources.joined(separator: "; "))</dd>\n"
            }
        }
        return output + "</dl>\n"
    }

    private func definition(of sense: Sense, in language: Language) -> String {
        guard let gloss = sense.gloss(in: language) else { return "" }
        let dates = Phrases(language).validity(of: sense, in: language)
        let text = dates.isEmpty ? gloss : "\(gloss) (\(dates))"
        return "<dd lang=\"\(language.rawValue)\">\(escapedForHTML(text))</dd>\n"
    }

    /// A page is no register: of the documents, legal acts first, those that say most.
    private func firstDocuments(of sense: Sense) -> [SourceCitation] {
        var seen: Set<String> = []
        return Array(sense.citations.filter { seen.insert($0.id).inserted }.prefix(3))
    }

    private func source(_ citation: SourceCitation) -> String {
        let title = escapedForHTML(citation.title + (citation.place.map { ", \($0)" } ?? ""))
        guard let url = citation.url, isWebAddress(url) else { return "<span lang=\"en\">\(title)</span>" }
        return "<a href=\"\(escapedForHTML(url))\" lang=\"en\">\(title)</a>"
    }
}
