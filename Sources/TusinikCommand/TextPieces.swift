import Tusinik

/// A text that is read in pieces of whole lines, so that memory does not grow with it. Where the pieces end depends on the
/// text alone.
struct TextPieces {
    private let descriptor: Int32
    private let name: String
    /// What was read and not given yet.
    private var rest: [UInt8] = []
    /// The place of `rest` in the text.
    private var offset = 0
    private var isAtEnd = false

    /// A piece has at least this many bytes, and goes on to the end of its last line.
    private static let length = 1 << 18

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// The next piece, valid UTF-8; nil at the end.
    mutating func next() throws -> [UInt8]? {
        var searched = 0
        while true {
            if rest.count >= Self.length, let end = lineEnd(from: max(searched, Self.length - 1)) {
                return try take(end)
            }
            if isAtEnd { return rest.isEmpty ? nil : try take(rest.count) }
            searched = rest.count
            let more = try System.read(descriptor, count: Self.length, name: name)
            if more.isEmpty { isAtEnd = true } else { rest += more }
        }
    }

    private func lineEnd(from start: Int) -> Int? { rest[start...].firstIndex(of: 0x0A).map { $0 + 1 } }

    private mutating func take(_ count: Int) throws -> [UInt8] {
        let piece = Array(rest[..<count])
        do throws(InvalidUTF8) {
            try piece.withUnsafeBufferPointer { bytes throws(InvalidUTF8) in try validateUTF8(bytes) }
        } catch {
            throw Failure(
                message: "\(name): invalid UTF-8 at byte \(offset + error.offset); texts are read as UTF-8",
                code: .badData)
        }
        rest.removeSubrange(..<count)
        offset += count
        return piece
    }
}
