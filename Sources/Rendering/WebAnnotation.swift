public import Annotation
import CompiledGlossary
import Glossary
import TextCore

/// Writes mentions by the Web Annotation Data Model (W3C Recommendation of 23 February 2017) as JSON-LD.
///
/// A text is an `AnnotationPage`; each mention an `Annotation` whose bodies are the concept (purpose `identifying`) and
/// its glosses (purpose `describing`), and whose target is told twice: by quotation, which survives edits elsewhere, and by
/// position in code points, half-open.
public struct WebAnnotation: Sendable {
    /// How concepts and annotations are named.
    public var names: LinkedDataNames
    /// Code points of the text on both sides of a quotation, at most.
    public static let contextLength = 32

    public init(names: LinkedDataNames) { self.names = names }

    /// One page.
    ///
    /// - Parameters:
    ///   - annotated: the text with its mentions.
    ///   - path: where the text is from; becomes the IRI of the target, relative if it is.
    /// - Complexity: O(length of the text).
    public func write(_ annotated: AnnotatedText, path: String, to writer: inout JSONWriter) {
        let source = LinkedDataNames.encoded(path)
        var cursor = OffsetCursor(text: annotated.text.utf8, unit: .scalar)
        writer.beginObject()
        writer.member("@context", "http://www.w3.org/ns/anno.jsonld")
        writer.member("id", names.base + "page/" + Self.digest([path, annotated.text]))
        writer.member("type", "AnnotationPage")
        writer.key("startIndex")
        writer.number(0)
        writer.key("items")
        writer.beginArray()
        for mention in annotated {
            let start = cursor.convert(mention.utf8Range.lowerBound)
            let end = cursor.convert(mention.utf8Range.upperBound)
            writer.beginObject()
            let digest = Self.digest([path, "\(start)", "\(end)", mention.concept.id, String(mention.text)])
            writer.member("id", names.base + "annotation/" + digest)
            writer.member("type", "Annotation")
            writer.member("motivation", "identifying")
            writeBodies(of: mention, to: &writer)
            writer.key("target")
            writer.beginObject()
            writer.member("source", source)
            writer.key("selector")
            writer.beginArray()
            writer.beginObject()
            writer.member("type", "TextQuoteSelector")
            writer.member("exact", String(mention.text))
            let (prefix, suffix) = Self.surroundings(of: mention, in: annotated.text)
            writer.member("prefix", prefix)
            writer.member("suffix", suffix)
            writer.endObject()
            writer.beginObject()
            writer.member("type", "TextPositionSelector")
            writer.key("start")
            writer.number(start)
            writer.key("end")
            writer.number(end)
            writer.endObject()
            writer.endArray()
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func writeBodies(of mention: Mention, to writer: inout JSONWriter) {
        writer.key("body")
        writer.beginArray()
        writer.beginObject()
        writer.member("type", "SpecificResource")
        writer.member("source", names.concept(mention.concept.id))
        writer.member("purpose", "identifying")
        writer.endObject()
        for language in Language.allCases {
            guard let gloss = mention.sense?.gloss(in: language) else { continue }
            writer.beginObject()
            writer.member("type", "TextualBody")
            writer.member("value", gloss)
            writer.member("language", language.rawValue)
            writer.member("format", "text/plain")
            writer.member("purpose", "describing")
            writer.endObject()
        }
        writer.endArray()
    }

    private static func surroundings(of mention: Mention, in text: String) -> (prefix: String, suffix: String) {
        let scalars = text.unicodeScalars
        let start = scalars.index(
            mention.range.lowerBound, offsetBy: -contextLength, limitedBy: scalars.startIndex)
        let end = scalars.index(mention.range.upperBound, offsetBy: contextLength, limitedBy: scalars.endIndex)
        return (
            String(scalars[(start ?? scalars.startIndex)..<mention.range.lowerBound]),
            String(scalars[mention.range.upperBound..<(end ?? scalars.endIndex)])
        )
    }

    /// A name that is the same whenever the same text is annotated.
    private static func digest(_ parts: [String]) -> String {
        let bytes = Array(parts.joined(separator: "\u{0}").utf8)
        let hash = bytes.withUnsafeBytes(xxHash64)
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
