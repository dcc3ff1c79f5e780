import Annotation
import TextCore

/// Which mentions are taken where not every one can be: what cannot become a link must not be taken for the first
/// mention.
struct MentionChoice: Sendable {
    private let policy: MentionPolicy
    private let paragraphLimit: Int?

    init(_ options: AnnotationOptions) {
        policy = options.mentions
        paragraphLimit = options.paragraphLimit
    }

    /// An annotator that finds all mentions, for this to choose from.
    func unlimited(_ annotator: Annotator) -> Annotator {
        var options = annotator.options
        options.mentions = .all
        options.paragraphLimit = nil
        return Annotator(glossaries: annotator.glossaries, options: options)
    }

    /// The mentions that the options ask for, among those that can be taken.
    ///
    /// - Parameters:
    ///   - sections: where sections begin in the text; UTF-8 offsets, ascending.
    ///   - take: asked once for each mention that the options allow; says whether it can be taken.
    /// - Complexity: O(length of the text).
    func choose(among annotated: AnnotatedText, sections: [Int], _ take: (Mention) -> Bool) -> [Mention] {
        var chosen: [Mention] = []
        var seen: Set<String> = []
        var paragraph = (end: 0, count: 0)
        var section = 0
        var text = annotated.text
        text.withUTF8 { bytes in
            for mention in annotated.mentions {
                let start = mention.utf8Range.lowerBound
                while policy == .firstPerSection, section < sections.count, sections[section] <= start {
                    section += 1
                    seen.removeAll()
                }
                guard policy == .all || !seen.contains(mention.concept.id) else { continue }
                if let paragraphLimit {
                    if start >= paragraph.end {
                        paragraph = (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count, 0)
                    }
                    guard paragraph.count < paragraphLimit else { continue }
                }
                guard take(mention) else { continue }
                paragraph.count += 1
                seen.insert(mention.concept.id)
                chosen.append(mention)
            }
        }
        return chosen
    }
}
