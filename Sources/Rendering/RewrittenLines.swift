import TextCore

/// Rewrites the text of JSON Lines: one object in, one object out, in the same order.
public struct RewrittenLines: Sendable {
    /// The member that holds the text.
    public let textField: String

    public init(textField: String = "text") { self.textField = textField }

    /// Rewrites one line.
    ///
    /// The members `id` and all others are passed on with their bytes unchanged, but for `lang`, which need not be true any
    /// more. A bad line gives an object with `id` (if it has one), `line` and `error`.
    ///
    /// - Parameters:
    ///   - line: without its line end.
    ///   - number: counted from 1.
    ///   - rewrite: given the text and `lang`.
    /// - Returns: one object, without a line end, and whether the line was good.
    public func rewrite(
        _ line: [UInt8], number: Int, by rewrite: (_ text: String, _ language: String?) throws -> String
    ) -> (output: [UInt8], isGood: Bool) {
        var id: ArraySlice<UInt8>?
        var writer = JSONWriter()
        writer.beginObject()
        do {
            _ = try decodeUTF8(line)
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { throw LineMistake(message: "empty line") }
            // A byte order mark at the start of a file is not part of its first line.
            let object = try JSONObject(
                number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line[3...]) : line)
            id = object["id"].map(object.raw)
            guard let field = object[textField], let text = try object.string(field) else {
                throw LineMistake(message: "no text: expected a string in '\(textField)'")
            }
            let language = try object["lang"].flatMap { try object.string($0) }
            let rewritten = try rewrite(text, language)
            if let id {
                writer.key("id")
                writer.raw(id)
            }
            for member in object.members where !["id", textField, "lang"].contains(member.name) {
                writer.rawKey(object.raw(member.key))
                writer.raw(object.raw(member.value))
            }
            writer.member(textField, rewritten)
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
            let bad = error as? InvalidUTF8
            writer.member("error", bad.map { "invalid UTF-8 at byte \($0.offset)" } ?? "\(error)")
            writer.endObject()
            return (writer.bytes, false)
        }
    }

    private struct LineMistake: Error, CustomStringConvertible {
        var message: String
        var description: String { message }
    }
}
