/// What exchange formats have no field for, as a note that people can read and `glossary import` understands:
/// `tusinik class=m1a; case=capitalized`.
///
/// Values are written as they are but for `%`, `;` and line ends, which are percent-encoded.
public struct ExchangeNote: Hashable, Sendable {
    /// In the order of writing; a name can be there several times.
    public private(set) var values: [(name: String, value: String)] = []

    private static let mark = "tusinik "

    public init() {}

    /// Adds a value; nothing for nil and for empty ones.
    public mutating func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { values.append((name, value)) }
    }

    /// Nil for notes of others.
    public init?(_ text: String) {
        // Bytes, since a mark at the start of a value would join the sign before it in a character.
        guard text.utf8.starts(with: Self.mark.utf8) else { return nil }
        for part in Array(text.utf8).dropFirst(Self.mark.utf8.count).split(separator: UInt8(ascii: ";")) {
            let part = part.drop { $0 == 0x20 || $0 == 0x0A }
            guard let mark = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            add(String(decoding: part[..<mark], as: UTF8.self), Self.decoded(part[(mark + 1)...]))
        }
    }

    /// The first value of a name.
    public subscript(_ name: String) -> String? { values.first { $0.name == name }?.value }

    /// All values of a name.
    public func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    public var isEmpty: Bool { values.isEmpty }

    public var text: String {
        Self.mark + values.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "; ")
    }

    private static func encoded(_ value: String) -> String {
        var output = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "%": output += "%25"
            case ";": output += "%3B"
            case "\n": output += "%0A"
            case "\r": output += "%0D"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    private static func decoded(_ value: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var rest = value
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func == (first: ExchangeNote, second: ExchangeNote) -> Bool { first.text == second.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
