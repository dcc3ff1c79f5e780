public import Annotation
import Glossary
import TextCore

/// Annotates JSON Lines: one object in, one object out, in the same order.
public struct JSONLines: Sendable {
    /// What finds the terms.
    public let annotator: Annotator
    /// How they are written.
    public let json: AnnotationJSON
    /// The member that holds the text.
    public let textField: String

    public init(annotator: Annotator, json: AnnotationJSON, textField: String = "text") {
        self.annotator = annotator
        self.json = json
        self.textField = textField
    }

    /// Annotates one line.
    ///
    /// Members `id` and everything unknown are passed on with their bytes unchanged; `date` and `lang` steer the
    /// annotation. A bad line gives an object with `id` (if it has one), `line` and `error`.
    ///
    /// - Parameters:
    ///   - line: without its line end.
    ///   - number: counted from 1.
    /// - Returns: one object, without a line end, and whether the line was good.
    public func annotate(_ line: [UInt8], number: Int) -> (output: [UInt8], isGood: Bool) {
        var writer = JSONWriter()
        writer.beginObject()
        var id: ArraySlice<UInt8>?
        do {
            _ = try decodeUTF8(line)
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { throw LineError(message: "empty line") }
            // A byte order mark at the start of a file is not part of its first line.
            let object = try JSONObject(
                number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line[3...]) : line)
            id = object["id"].map(object.raw)
            guard let field = object[textField], let text = try object.string(field) else {
                throw LineError(message: "no text: expected a string in '\(textField)'")
            }
            var date: PartialDate?
            if let value = object["date"], let text = try self.text(of: value, in: object) {
                guard let parsed = PartialDate(text) else {
                    throw LineError(message: "bad date: expected YYYY-MM-DD, found '\(text)'")
                }
                date = parsed
            }
            var language: Language?
            if let value = object["lang"], let text = try self.text(of: value, in: object) {
                guard let known = Language(rawValue: text), known != .english else {
                    throw LineError(message: "bad language: expected ru or kk, found '\(text)'")
                }
                language = known
            }
            if let id {
                writer.key("id")
                writer.raw(id)
            }
            var own = ["id", textField, "date", "lang", "annotations"]
            if json.showsSuppressed { own.append("suppressed") }
            if json.offsets != .scalar { own.append("offsets") }
            for member in object.members where !own.contains(member.name) {
                writer.rawKey(object.raw(member.key))
                writer.raw(object.raw(member.value))
            }
            if json.offsets != .scalar { writer.member("offsets", json.offsets.rawValue) }
            json.writeMembers(of: annotator.annotate(text, language: language, date: date), to: &writer)
            writer.endObject()
            return (writer.bytes, true)
        } catch {
            var writer = JSONWriter()
            writer.beginObject()
            if let id {
                writer.key("id")
                writer.raw(id)
            }
            writer.key("line")
            writer.number(number)
            writer.member("error", message(of: error))
            writer.endObject()
            return (writer.bytes, false)
        }
    }

    /// Null counts as nothing.
    private func text(of value: Range<Int>, in object: JSONObject) throws -> String? {
        if let text = try object.string(value) { return text }
        if object.raw(value).elementsEqual("null".utf8) { return nil }
        throw LineError(
            message: "expected a string, found '\(String(decoding: object.raw(value).prefix(20), as: UTF8.self))'")
    }

    private func message(of error: any Error) -> String {
        if let error = error as? InvalidUTF8 { return "invalid UTF-8 at byte \(error.offset)" }
        return "\(error)"
    }

    private struct LineError: Error, CustomStringConvertible {
        var message: String
        var description: String { message }
    }
}
