public import Annotation
import CompiledGlossary
import Glossary
public import TextCore

/// Writes annotated texts as JSON, in the shape that the project's contract fixes.
public struct AnnotationJSON: Sendable {
    /// The unit of `start` and `end`.
    public var offsets: OffsetUnit
    /// Also write what was rejected, as `suppressed`.
    public var showsSuppressed: Bool

    /// Adds `latin`, the mention's text in Latin letters, and `labelLatin`, that of its labels, where it is given.
    public var latin: LatinSpelling?

    public init(offsets: OffsetUnit = .scalar, showsSuppressed: Bool = false, latin: LatinSpelling? = nil) {
        self.offsets = offsets
        self.showsSuppressed = showsSuppressed
        self.latin = latin
    }

    /// One object with everything about one text.
    ///
    /// - Parameter path: where the text is from, when that is worth saying.
    public func write(_ annotated: AnnotatedText, path: String? = nil, to writer: inout JSONWriter) {
        writer.beginObject()
        if let path { writer.member("path", path) }
        writer.member("offsets", offsets.rawValue)
        writeMembers(of: annotated, to: &writer)
        writer.endObject()
    }

    /// The members `lang`, `date` if there is one, `annotations` and, if wanted, `suppressed`.
    public func writeMembers(of annotated: AnnotatedText, to writer: inout JSONWriter) {
        writer.member("lang", annotated.language.rawValue)
        if let date = annotated.date { writer.member("date", date.description) }
        writer.key("annotations")
        write(annotated.mentions, of: annotated.text, to: &writer)
        if showsSuppressed {
            writer.key("suppressed")
            write(annotated.suppressed, of: annotated.text, to: &writer)
        }
    }

    private func write(_ mentions: [Mention], of text: String, to writer: inout JSONWriter) {
        var cursor = OffsetCursor(text: text.utf8, unit: offsets)
        writer.beginArray()
        for mention in mentions {
            writer.beginObject()
            writer.key("start")
            writer.number(cursor.convert(mention.utf8Range.lowerBound))
            writer.key("end")
            writer.number(cursor.convert(mention.utf8Range.upperBound))
            writer.member("text", String(mention.text))
            if let latin {
                writer.member("latin", latin.spelling(of: mention.text, in: mention.language) ?? String(mention.text))
            }
            writeTerm(of: mention, to: &writer)
            writer.member("decision", mention.decision.rawValue)
            writer.key("reasons")
            write(mention.reasons.map(\.description), to: &writer)
            if mention.isInSideColumn {
                writer.key("side")
                writer.boolean(true)
            }
            if !mention.alternatives.isEmpty {
                writer.key("alternatives")
                write(mention.alternatives.map(\.id), to: &writer)
            }
            writeMeaning(of: mention, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    /// Entries that were looked up: terms with their meaning, without a place in a text.
    public func writeEntries(_ entries: [Mention], to writer: inout JSONWriter) {
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writeTerm(of: entry, to: &writer)
            writer.member("category", entry.concept.category)
            writeMeaning(of: entry, to: &writer)
            if let sense = entry.sense {
                writer.member("status", sense.status.rawValue)
                writer.key("sources")
                writer.beginArray()
                for citation in sense.citations {
                    writer.beginObject()
                    writer.member("title", citation.title)
                    if let place = citation.place { writer.member("at", place) }
                    if let act = citation.act { writer.member("act", act) }
                    if let url = citation.url { writer.member("url", url) }
                    if let read = citation.read { writer.member("read", read.description) }
                    writer.endObject()
                }
                writer.endArray()
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeTerm(of mention: Mention, to writer: inout JSONWriter) {
        writer.member("concept", mention.concept.id)
        writer.member("lang", mention.language.rawValue)
        writer.member("lemma", mention.lemma)
        writer.key("features")
        write(mention.readings, to: &writer)
        write("form", to: &writer) { language in
            FeatureWords(language: language).describe(mention.readings, of: mention.lemma, in: mention.language)
        }
    }

    private func writeMeaning(of mention: Mention, to writer: inout JSONWriter) {
        write("label", to: &writer) { mention.concept.label(in: $0) }
        if let latin {
            write("labelLatin", to: &writer) { language in
                mention.concept.label(in: language).flatMap { latin.spelling(of: $0, in: language) }
            }
        }
        write("gloss", to: &writer) { mention.sense?.gloss(in: $0) }
        if let sense = mention.sense { writeValidity(of: sense, to: &writer) }
        guard !mention.otherSenses.isEmpty else { return }
        writer.key("otherSenses")
        writer.beginArray()
        for sense in mention.otherSenses {
            writer.beginObject()
            write("gloss", to: &writer) { sense.gloss(in: $0) }
            writeValidity(of: sense, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeValidity(of sense: Sense, to writer: inout JSONWriter) {
        if sense.from != nil || sense.until != nil {
            writer.key("valid")
            writer.beginObject()
            if let from = sense.from { writer.member("from", from.description) }
            if let until = sense.until { writer.member("until", until.description) }
            writer.endObject()
        }
        if !sense.followedBy.isEmpty {
            writer.key("followedBy")
            write(sense.followedBy, to: &writer)
        }
    }

    private func write(_ texts: [String], to writer: inout JSONWriter) {
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
    }

    private func write(_ name: String, to writer: inout JSONWriter, _ text: (Language) -> String?) {
        writer.key(name)
        writer.beginObject()
        for language in Language.allCases {
            if let text = text(language) { writer.member(language.rawValue, text) }
        }
        writer.endObject()
    }
}
