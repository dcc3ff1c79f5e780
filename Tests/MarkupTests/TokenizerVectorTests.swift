import Foundation
import TestSupport
import Testing
import TextCore

@testable import Markup

/// The tokenizer vectors of the html5lib-tests project, read where they are.
///
/// Out of scope:
/// - `xmlViolation.test`: its outputs are those of a parser that also changes text so that XML can hold it.
/// - Inputs with half a surrogate pair: UTF-8 cannot hold them.
/// - The parse errors beside the tokens: a page is never refused, so nobody would read them.
enum TokenizerVectors {
    struct Vector: CustomTestStringConvertible {
        var name: String
        var input: [UInt8]
        var model: ContentModel
        var lastStartTag: String
        var output: [ExpectedToken]

        var testDescription: String { name }
    }

    enum ExpectedToken: Hashable {
        case doctype(name: String?, publicID: String?, systemID: String?, isCorrect: Bool)
        case startTag(name: String, attributes: [String: String], isSelfClosing: Bool)
        case endTag(name: String)
        case comment(String)
        case characters(String)
    }

    static let folder = "html5lib-tests"
    static let files = [
        "contentModelFlags", "domjs", "entities", "escapeFlag", "namedEntities", "numericEntities",
        "pendingSpecChanges", "test1", "test2", "test3", "test4", "unicodeChars", "unicodeCharsProblematic",
    ]

    /// The vectors of a file, one for each initial state, and the number of those that UTF-8 cannot hold.
    static func read(_ file: String) throws -> (vectors: [Vector], impossible: Int) {
        let data = try Data(contentsOf: Shared.folder.appending(path: "\(folder)/\(file).test"))
        let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        var vectors: [Vector] = []
        var impossible = 0
        for test in try #require(root["tests"] as? [[String: Any]]) {
            let isDouble = test["doubleEscaped"] as? Bool ?? false
            let states = test["initialStates"] as? [String] ?? ["Data state"]
            let input = isDouble ? unescape(test["input"] as! String) : test["input"] as? String
            guard let input else {
                impossible += states.count
                continue
            }
            let output = try (test["output"] as! [[Any]]).map { try token($0, isDouble) }
            for state in states {
                vectors.append(
                    Vector(
                        name: "\(file): \(test["description"] ?? "") [\(state)]", input: Array(input.utf8),
                        model: try #require(models[state]), lastStartTag: test["lastStartTag"] as? String ?? "",
                        output: output))
            }
        }
        return (vectors, impossible)
    }

    private static let models: [String: ContentModel] = [
        "Data state": .data, "PLAINTEXT state": .plainText, "RCDATA state": .rcdata, "RAWTEXT state": .rawText,
        "Script data state": .scriptData, "CDATA section state": .cdata,
    ]

    /// Nil for half a surrogate pair.
    private static func unescape(_ text: String) -> String? {
        var units: [UInt16] = []
        let source = Array(text.utf16)
        var index = 0
        while index < source.count {
            if source[index] == 0x5C, index + 5 < source.count, source[index + 1] == 0x75,
                let value = UInt16(String(decoding: source[(index + 2)..<(index + 6)], as: UTF16.self), radix: 16)
            {
                units.append(value)
                index += 6
            } else {
                units.append(source[index])
                index += 1
            }
        }
        return String(validating: units, as: UTF16.self)
    }

    private static func token(_ parts: [Any], _ isDouble: Bool) throws -> ExpectedToken {
        func text(_ part: Any) -> String? {
            guard let text = part as? String else { return nil }
            return isDouble ? unescape(text) : text
        }
        switch try #require(parts[0] as? String) {
        case "DOCTYPE":
            return .doctype(
                name: text(parts[1]), publicID: text(parts[2]), systemID: text(parts[3]),
                isCorrect: try #require(parts[4] as? Bool))
        case "StartTag":
            var attributes: [String: String] = [:]
            for (name, value) in try #require(parts[2] as? [String: String]) {
                attributes[text(name) ?? ""] = text(value)
            }
            return .startTag(
                name: try #require(text(parts[1])), attributes: attributes,
                isSelfClosing: parts.count > 3 && parts[3] as? Bool == true)
        case "EndTag": return .endTag(name: try #require(text(parts[1])))
        case "Comment": return .comment(try #require(text(parts[1])))
        default: return .characters(try #require(text(parts[1])))
        }
    }

    // MARK: What the tokenizer gives, in the same shape

    /// The tokens of an input, with what the standard does around the tokenizer: line ends, NUL, references.
    static func tokens(of vector: Vector) -> [ExpectedToken] {
        var tokenizer = Tokenizer(vector.input, model: vector.model, lastStartTag: vector.lastStartTag)
        func text(_ range: Range<Int>, replacingNUL: Bool = true, references place: CharacterReferences.Place? = nil)
            -> String
        {
            var bytes: [UInt8] = []
            for (index, byte) in zip(range, vector.input[range]) {
                if byte == 0x0A, index > 0, vector.input[index - 1] == 0x0D { continue }
                if byte == 0, replacingNUL {
                    bytes += Array("\u{FFFD}".utf8)
                } else {
                    bytes.append(byte == 0x0D ? 0x0A : byte)
                }
            }
            if let place { bytes = CharacterReferences.edits(of: bytes, in: place).applied(to: bytes) }
            return String(decoding: bytes, as: UTF8.self)
        }
        func name(_ range: Range<Int>) -> String {
            String(text(range).unicodeScalars.map(lowercase).map(Character.init))
        }
        var result: [ExpectedToken] = []
        var end = 0
        while let token = tokenizer.next() {
            // Tokens are neighbours: nothing of the source is lost.
            #expect(token.range.lowerBound == end && token.range.upperBound > end, "\(vector.name)")
            end = token.range.upperBound
            switch token.kind {
            case .text(let model):
                let hasReferences = model == .data || model == .rcdata
                let part = text(
                    token.content, replacingNUL: model != .data && model != .cdata,
                    references: hasReferences ? .text : nil)
                guard !part.isEmpty else { continue }
                if case .characters(let before) = result.last {
                    result[result.count - 1] = .characters(before + part)
                } else {
                    result.append(.characters(part))
                }
            case .startTag:
                var attributes: [String: String] = [:]
                for attribute in tokenizer.attributes where attributes[name(attribute.name)] == nil {
                    attributes[name(attribute.name)] =
                        attribute.value.map { text($0, references: .attributeValue) } ?? ""
                }
                result.append(
                    .startTag(name: name(token.content), attributes: attributes, isSelfClosing: token.isSelfClosing))
            case .endTag: result.append(.endTag(name: name(token.content)))
            case .comment: result.append(.comment(text(token.content)))
            case .doctype:
                let type = tokenizer.documentType
                result.append(
                    .doctype(
                        name: token.content.isEmpty ? nil : name(token.content),
                        publicID: type.publicID.map { text($0) },
                        systemID: type.systemID.map { text($0) }, isCorrect: !type.forcesQuirks))
            case .dropped: break
            }
        }
        #expect(end == vector.input.count, "\(vector.name)")
        return result
    }

    private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(scalar.value | 0x20) ?? scalar : scalar
    }
}

@Suite(.enabled(if: Shared.exists(TokenizerVectors.folder), "needs html5lib-tests"))
struct TokenizerVectorTests {
    @Test(arguments: TokenizerVectors.files)
    func `The vectors of html5lib pass`(file: String) throws {
        let (vectors, impossible) = try TokenizerVectors.read(file)
        for vector in vectors {
            let found = TokenizerVectors.tokens(of: vector)
            #expect(found == vector.output, "\(vector.name): \(String(decoding: vector.input, as: UTF8.self))")
        }
        #expect(!vectors.isEmpty && impossible == (file == "unicodeCharsProblematic" ? 4 : 0))
    }
}
