import TextCore

/// Why bytes are not a JSON object.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What should have stood there.
    public var expected: String
    /// Offset in bytes from the start of the object's text.
    public var offset: Int

    public var description: String { "not JSON: expected \(expected) at byte \(offset)" }
}

/// The members of a JSON object (RFC 8259) as they stand: every value keeps its bytes, so that what is passed on is
/// passed on unchanged (the digits of a number, the escapes of a string, a key given twice).
///
/// Our own scanner, because decoders of the standard libraries decide what a number or a missing member becomes.
public struct JSONObject: Sendable {
    /// A name with its value.
    public struct Member: Sendable {
        /// The name, its escapes decoded.
        public var name: String
        /// The name's bytes, with its quotation marks.
        public var key: Range<Int>
        /// The value's bytes, without white space around them.
        public var value: Range<Int>
    }

    /// In the order of the text; a name can be there twice.
    public let members: [Member]
    private let bytes: [UInt8]

    /// Objects and arrays inside each other, at most.
    public static let depthLimit = 512

    /// Reads the whole of `bytes`, which must be valid UTF-8 and hold one object.
    ///
    /// - Complexity: O(number of bytes).
    public init(_ bytes: [UInt8]) throws(JSONError) {
        self.bytes = bytes
        var scanner = Scanner(bytes: bytes)
        scanner.skipSpace()
        guard scanner.accept("{") else { throw scanner.failure("an object") }
        var members: [Member] = []
        scanner.skipSpace()
        if !scanner.accept("}") {
            repeat {
                scanner.skipSpace()
                let start = scanner.offset
                try scanner.string()
                let key = start..<scanner.offset
                // A name that holds half a surrogate pair is nobody's name, and is passed on.
                let name = (try? Self.decode(bytes, key)) ?? String(decoding: bytes[key], as: UTF8.self)
                scanner.skipSpace()
                guard scanner.accept(":") else { throw scanner.failure("':'") }
                scanner.skipSpace()
                let valueStart = scanner.offset
                try scanner.value(depth: 1)
                members.append(Member(name: name, key: key, value: valueStart..<scanner.offset))
                scanner.skipSpace()
            } while scanner.accept(",")
            guard scanner.accept("}") else { throw scanner.failure("',' or '}'") }
        }
        scanner.skipSpace()
        guard scanner.offset == bytes.count else { throw scanner.failure("nothing more") }
        self.members = members
    }

    /// The last member of a name, as JSON readers take it.
    public subscript(_ name: String) -> Range<Int>? { members.last { $0.name == name }?.value }

    /// The bytes of a value or key, as they stand.
    public func raw(_ value: Range<Int>) -> ArraySlice<UInt8> { bytes[value] }

    /// The text of a value that is a string; nil when it is something else.
    public func string(_ value: Range<Int>) throws(JSONError) -> String? {
        guard bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return try Self.decode(bytes, value)
    }

    private static func decode(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONError) -> String {
        let inside = bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
        guard inside.contains(UInt8(ascii: "\\")) else { return String(decoding: inside, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(inside.count)
        var offset = inside.startIndex
        func unit(at place: Int) -> UInt32? {
            guard place + 4 <= inside.endIndex else { return nil }
            return UInt32(String(decoding: inside[place..<(place + 4)], as: UTF8.self), radix: 16)
        }
        while offset < inside.endIndex {
            let byte = inside[offset]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                offset += 1
                continue
            }
            offset += 2
            switch inside[offset - 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                guard var scalar = unit(at: offset) else { throw JSONError(expected: "four digits", offset: offset) }
                offset += 4
                if (0xD800..<0xDC00).contains(scalar), offset + 6 <= inside.endIndex,
                    inside[offset] == UInt8(ascii: "\\"), inside[offset + 1] == UInt8(ascii: "u"),
                    let low = unit(at: offset + 2), (0xDC00..<0xE000).contains(low)
                {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    offset += 6
                }
                guard let character = Unicode.Scalar(scalar) else {
                    throw JSONError(expected: "a pair of surrogates", offset: offset)
                }
                result += Array(String(character).utf8)
            default: result.append(inside[offset - 1])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var offset = 0

        var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

        func failure(_ expected: String) -> JSONError { JSONError(expected: expected, offset: offset) }

        mutating func skipSpace() {
            while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
        }

        mutating func accept(_ character: Unicode.Scalar) -> Bool {
            guard current == UInt8(ascii: character) else { return false }
            offset += 1
            return true
        }

        mutating func value(depth: Int) throws(JSONError) {
            guard depth <= JSONObject.depthLimit else { throw failure("at most \(JSONObject.depthLimit) levels") }
            switch current {
            case UInt8(ascii: "\""): try string()
            case UInt8(ascii: "{"), UInt8(ascii: "["): try container(depth: depth)
            case UInt8(ascii: "t"): try word("true")
            case UInt8(ascii: "f"): try word("false")
            case UInt8(ascii: "n"): try word("null")
            default: try number()
            }
        }

        private mutating func container(depth: Int) throws(JSONError) {
            let isObject = accept("{")
            if !isObject { offset += 1 }
            let close: Unicode.Scalar = isObject ? "}" : "]"
            skipSpace()
            if accept(close) { return }
            repeat {
                skipSpace()
                if isObject {
                    try string()
                    skipSpace()
                    guard accept(":") else { throw failure("':'") }
                    skipSpace()
                }
                try value(depth: depth + 1)
                skipSpace()
            } while accept(",")
            guard accept(close) else { throw failure("',' or '\(close)'") }
        }

        private mutating func word(_ word: StaticString) throws(JSONError) {
            let end = offset + word.utf8CodeUnitCount
            let matches = word.withUTF8Buffer { end <= bytes.count && bytes[offset..<end].elementsEqual($0) }
            guard matches else { throw failure("a value") }
            offset = end
        }

        mutating func string() throws(JSONError) {
            guard accept("\"") else { throw failure("a string") }
            while let byte = current {
                switch byte {
                case UInt8(ascii: "\""):
                    offset += 1
                    return
                case UInt8(ascii: "\\"):
                    offset += 1
                    guard let escape = current, "\"\\/bfnrtu".utf8.contains(escape) else { throw failure("an escape") }
                    offset += 1
                    guard escape == UInt8(ascii: "u") else { continue }
                    for _ in 0..<4 {
                        guard let digit = current, Character(Unicode.Scalar(digit)).isHexDigit, digit < 0x80 else {
                            throw failure("a hexadecimal digit")
                        }
                        offset += 1
                    }
                case 0..<0x20: throw failure("no control character")
                default: offset += 1
                }
            }
            throw failure("'\"'")
        }

        private mutating func digits() -> Int {
            let start = offset
            while let byte = current, (0x30...0x39).contains(byte) { offset += 1 }
            return offset - start
        }

        private mutating func number() throws(JSONError) {
            _ = accept("-")
            if !accept("0") {
                guard digits() > 0 else { throw failure("a value") }
            }
            if accept("."), digits() == 0 { throw failure("a digit") }
            if accept("e") || accept("E") {
                if !accept("+") { _ = accept("-") }
                guard digits() > 0 else { throw failure("a digit") }
            }
        }
    }
}
