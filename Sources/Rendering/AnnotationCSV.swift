public import Annotation
import CompiledGlossary
import Glossary
public import TextCore

/// Writes mentions as a table: one row each, CSV as RFC 4180 describes it (lines end in CR LF).
public struct AnnotationCSV: Sendable {
    /// The unit of `start` and `end`.
    public var offsets: OffsetUnit

    public init(offsets: OffsetUnit = .scalar) { self.offsets = offsets }

    /// The columns, in order. `features` holds every reading of the form, separated by `;`.
    public static let columns =
        ["file", "start", "end", "text", "concept", "lang", "lemma", "features", "decision"]
        + Language.allCases.map { "label-" + $0.rawValue }

    /// The row with the names of the columns.
    public static var header: String { row(columns) }

    /// The rows of one text, without a header.
    ///
    /// - Parameter file: where the text is from; empty for standard input.
    /// - Complexity: O(length of the text).
    public func render(_ annotated: AnnotatedText, file: String) -> String {
        var cursor = OffsetCursor(text: annotated.text.utf8, unit: offsets)
        var output = ""
        for mention in annotated {
            let start = cursor.convert(mention.utf8Range.lowerBound)
            let end = cursor.convert(mention.utf8Range.upperBound)
            output += Self.row(
                [
                    file, "\(start)", "\(end)", String(mention.text), mention.concept.id, mention.language.rawValue,
                    mention.lemma, mention.readings.joined(separator: ";"), mention.decision.rawValue,
                ] + Language.allCases.map { mention.concept.label(in: $0) ?? "" })
        }
        return output
    }

    private static func row(_ cells: [String]) -> String {
        cells.map(GlossaryTable.quoted).joined(separator: ",") + "\r\n"
    }
}
