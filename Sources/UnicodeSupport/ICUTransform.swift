internal import ICUShim
import TextCore

/// Why ICU has no such transform.
public enum ICUTransformError: Error, Hashable, Sendable, CustomStringConvertible {
    /// ICU knows no transform of this id, or cannot run it in this direction.
    case unknownID(String)
    /// The rules cannot be read: ICU's name of the mistake, the line and column (from 1, in UTF-16 units) where it stopped,
    /// and what stands there. Line and column are nil where ICU does not say.
    case badRules(mistake: String, line: Int?, column: Int?, near: String)
    /// Longer than ICU takes, or no memory was left.
    case failed(ICUError)

    public var description: String {
        switch self {
        case .unknownID(let id): return "ICU has no transform '\(id)' for this direction"
        case .badRules(let mistake, let line, let column, let near):
            let place = line.map { "line \($0), column \(column ?? 1): " } ?? ""
            return "\(place)ICU cannot read the rules (\(mistake)) near '\(near)'"
        case .failed(let error): return "\(error)"
        }
    }
}

/// A transform of ICU: one of its own by id, or one by rules (UTS 35, part 2, transforms). Shared by all threads.
///
/// ICU rewrites a text in place, in time that grows with the square of its length. It is fed line by line, and long lines
/// in pieces of about ``pieceLength`` bytes that end at a space, where a transform sees no context beyond.
public final class ICUTransform: @unchecked Sendable {
    // Unchecked because of the pointer; ICU's transliterators keep no state between calls.
    private let handle: OpaquePointer

    /// Bytes of a long line that are given to ICU at a time.
    public static let pieceLength = 2048

    /// - Parameters:
    ///   - id: "Russian-Latin/BGN", or several joined by semicolons.
    ///   - isReverse: take the opposite direction.
    public init(id: String, isReverse: Bool = false) throws(ICUTransformError) {
        var error: Int32 = 0
        var id = id
        guard id.utf8.count < 10_000,
            let handle = id.withUTF8({ bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    tusinik_icu_transliterator_open($0.baseAddress, Int32($0.count), isReverse, &error)
                }
            })
        else { throw .unknownID(id) }
        self.handle = handle
    }

    /// - Parameters:
    ///   - rules: of at most 16 MiB.
    ///   - isReverse: take the rules for the opposite direction.
    public init(rules: String, isReverse: Bool = false) throws(ICUTransformError) {
        var error: Int32 = 0
        var place = tusinik_icu_parse_error()
        place.offset = -1
        var rules = rules
        guard rules.utf8.count <= 1 << 24 else {
            throw .failed(ICUError("read rules", name: "\(rules.utf8.count) bytes of rules are too many"))
        }
        let handle = rules.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                tusinik_icu_transliterator_open_rules($0.baseAddress, Int32($0.count), isReverse, &place, &error)
            }
        }
        guard let handle else { throw Self.mistake(place, code: error, in: rules) }
        self.handle = handle
    }

    deinit { tusinik_icu_transliterator_close(handle) }

    private static func mistake(_ place: tusinik_icu_parse_error, code: Int32, in rules: String) -> ICUTransformError {
        func text<Bytes>(_ bytes: Bytes) -> String {
            withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        var line: Int?
        var column: Int?
        if place.offset >= 0 {
            let before = rules.utf16.prefix(Int(place.offset))
            line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
            column = before.reversed().prefix { $0 != 0x0A }.count + 1
        }
        return .badRules(
            mistake: ICUError("read rules", code: code).name, line: line, column: column,
            near: text(place.before) + text(place.after))
    }

    /// The text after the transform.
    ///
    /// - Complexity: O(length of the text); see the type for the price of a line.
    public func transform(_ text: String) throws(ICUTransformError) -> String {
        String(decoding: try transform(utf8: Array(text.utf8)), as: UTF8.self)
    }

    /// The same for valid UTF-8.
    public func transform(utf8 text: [UInt8]) throws(ICUTransformError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var start = 0
        while start < text.count {
            let end = pieceEnd(in: text, from: start)
            try append(text[start..<end], to: &output)
            start = end
        }
        return output
    }

    /// Behind the next line end, or, in a long line, behind its last space, or, where it has none, at a scalar.
    private func pieceEnd(in text: [UInt8], from start: Int) -> Int {
        let limit = min(text.count, start + Self.pieceLength)
        if let line = text[start..<limit].firstIndex(of: 0x0A) { return line + 1 }
        guard limit < text.count else { return limit }
        if let space = text[start..<limit].lastIndex(of: 0x20) { return space + 1 }
        var end = limit
        while end > start + 1, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    private func append(_ piece: ArraySlice<UInt8>, to output: inout [UInt8]) throws(ICUTransformError) {
        var result = piece.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                tusinik_icu_transliterate(handle, $0.baseAddress, Int32($0.count))
            }
        }
        defer { tusinik_icu_free_result(&result) }
        guard result.error == 0, let bytes = result.text else {
            throw .failed(ICUError("transform a text", code: result.error))
        }
        output.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: Int(result.length)))
    }
}
