import ArgumentParser
import Tusinik

/// How inputs that are not UTF-8 are read. A byte order mark always wins; nothing is guessed unless asked for.
enum InputDecoding: ExpressibleByArgument {
    /// UTF-8, or what a byte order mark says.
    case declared
    case named(TextEncoding)
    /// Guessed, and said.
    case detected

    init?(argument: String) {
        if argument.lowercased() == "auto" {
            self = .detected
        } else {
            guard let encoding = TextEncoding(argument) else { return nil }
            self = .named(encoding)
        }
    }

    /// The encoding of a text that begins with these bytes, the length of its byte order mark, and what is to be said
    /// about it.
    ///
    /// The mark of UTF-8 is left in the text, as in every text that is read without decoding.
    func encoding(of start: [UInt8], name: String) throws -> (encoding: TextEncoding, mark: Int, note: String?) {
        if let (encoding, length) = TextEncoding.mark(of: start) {
            var note: String?
            if case .named(let named) = self, named != encoding, !encoding.name.hasPrefix(named.name.uppercased()) {
                note = "\(name): read as \(encoding), as its byte order mark says, not as \(named)"
            }
            return (encoding, encoding == .utf8 ? 0 : length, note)
        }
        switch self {
        case .declared: return (.utf8, 0, nil)
        case .named(let encoding): return (encoding, 0, nil)
        case .detected:
            guard !start.isEmpty else { return (.utf8, 0, nil) }
            guard let (encoding, confidence) = TextEncoding.detect(start) else {
                throw Failure(
                    message: "\(name): no encoding is likely; name it: --encoding windows-1251", code: .badData)
            }
            return (encoding, 0, "\(name): read as \(encoding) (detected, confidence \(confidence) of 100)")
        }
    }

    /// A whole text.
    func decode(_ bytes: [UInt8], name: String) throws -> (text: String, encoding: TextEncoding, note: String?) {
        let (encoding, mark, note) = try encoding(of: bytes, name: name)
        if encoding == .utf8 {
            do {
                return (try decodeUTF8(bytes), encoding, note)
            } catch {
                throw Failure(message: "\(name): " + Self.advice(error.offset), code: .badData)
            }
        }
        do {
            let decoder = try TextDecoder(encoding)
            let text = try decoder.decode(Array(bytes[mark...]), isLast: true)
            return (String(decoding: text, as: UTF8.self), encoding, note)
        } catch let error as UndecodableBytes {
            throw Failure(
                message: "\(name): invalid \(error.encoding) at byte \(error.offset + mark)", code: .badData)
        } catch {
            throw Failure(message: "\(name): \(error)", code: .badData)
        }
    }

    private static func advice(_ offset: Int) -> String {
        "invalid UTF-8 at byte \(offset); if it is in another encoding, name that: --encoding windows-1251 (or koi8-r, "
            + "kz-1048, utf-16), or --encoding auto"
    }
}
