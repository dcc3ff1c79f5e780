/// The names of things in linked data: below a base, `concept/` and an id, `category/` and so on.
public struct LinkedDataNames: Hashable, Sendable {
    /// What all names begin with; ends in `/` for names that read well.
    public var base: String

    /// The default base. The domain is reserved (RFC 2606) and nobody's: names under it are stable, but lead nowhere.
    public static let defaultBase = "https://tusinik.example/"

    /// - Parameter base: an absolute IRI; nil when it is none, or holds what an IRI cannot (RFC 3987).
    public init?(base: String = Self.defaultBase) {
        guard let colon = base.firstIndex(of: ":"), base[..<colon].first?.isLetter == true,
            base[..<colon].utf8.allSatisfy({ Self.isUnreserved($0) }),
            base.unicodeScalars.allSatisfy({ $0.value > 0x20 && !"<>\"{}|^`\\".unicodeScalars.contains($0) })
        else { return nil }
        self.base = base
    }

    /// The IRI of a concept.
    public func concept(_ id: String) -> String { base + "concept/" + Self.encoded(id) }

    /// What follows the last slash or number sign of an IRI.
    public static func localName(of iri: String) -> String {
        String(iri[(iri.lastIndex { $0 == "/" || $0 == "#" }.map(iri.index(after:)) ?? iri.startIndex)...])
    }

    /// A path as a relative reference: what a URI cannot hold is percent-encoded (RFC 3986).
    static func encoded(_ path: String) -> String {
        var output: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            if isUnreserved(byte) || byte == UInt8(ascii: "/") {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~+".utf8.contains(byte)
        }
    }
}
