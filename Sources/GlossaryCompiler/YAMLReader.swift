import TextCore
import Yams

/// Collects the findings of a run.
final class DiagnosticSink {
    private(set) var list: [Diagnostic] = []

    func error(_ code: String, _ message: String, at location: SourceLocation) {
        list.append(Diagnostic(.error, code, message, at: location))
    }

    func warning(_ code: String, _ message: String, at location: SourceLocation) {
        list.append(Diagnostic(.warning, code, message, at: location))
    }
}

/// A YAML node that knows its file and reports what it is not. All scalars are text; YAML's own typing (`no`, `012`,
/// dates) is never applied.
struct YAMLValue {
    let node: Node
    let file: String
    let sink: DiagnosticSink
    /// The place of what holds the node, for nodes that have none of their own.
    private let parent: SourceLocation?

    private init(node: Node, file: String, sink: DiagnosticSink, parent: SourceLocation?) {
        self.node = node
        self.file = file
        self.sink = sink
        self.parent = parent
    }

    /// Reads a document; nil, with a diagnostic, when it is not YAML.
    static func read(_ text: String, file: String, sink: DiagnosticSink) -> YAMLValue? {
        do {
            let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
            guard let node = try Yams.compose(yaml: text) else {
                sink.error(
                    "empty-file", "expected a mapping, found nothing",
                    at: SourceLocation(file: file, line: 1, column: 1))
                return nil
            }
            return YAMLValue(node: node, file: file, sink: sink, parent: nil)
        } catch {
            sink.error("yaml", message(of: error), at: location(of: error, file: file))
            return nil
        }
    }

    private static func message(of error: any Error) -> String {
        switch error {
        case YamlError.scanner(let context, let problem, _, _), YamlError.parser(let context, let problem, _, _),
            YamlError.composer(let context, let problem, _, _):
            return [context?.text, problem].compactMap { $0 }.joined(separator: ": ")
        case YamlError.duplicatedKeysInMapping(let duplicates, _):
            return "the key '\(duplicates.joined(separator: "', '"))' is given twice"
        default:
            return "not YAML: \(error)"
        }
    }

    private static func location(of error: any Error, file: String) -> SourceLocation {
        switch error {
        case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
            YamlError.composer(_, _, let mark, _):
            return SourceLocation(file: file, line: mark.line, column: mark.column)
        case YamlError.duplicatedKeysInMapping(_, let context):
            return SourceLocation(file: file, line: context.mark.line, column: context.mark.column)
        default:
            return SourceLocation(file: file, line: 1, column: 1)
        }
    }

    var location: SourceLocation {
        if let mark = node.mark { return SourceLocation(file: file, line: mark.line, column: mark.column) }
        return parent ?? SourceLocation(file: file, line: 1, column: 1)
    }

    private func child(_ node: Node) -> YAMLValue {
        YAMLValue(node: node, file: file, sink: sink, parent: location)
    }

    private var kind: String {
        switch node {
        case .scalar: "a text"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    func error(_ code: String, _ message: String) { sink.error(code, message, at: location) }

    /// The value of a key; nil when it is not there.
    subscript(_ key: String) -> YAMLValue? {
        guard case .mapping(let mapping) = node else { return nil }
        return mapping.first { $0.key.scalar?.string == key }.map { child($0.value) }
    }

    /// The value of a key that must be there.
    func required(_ key: String) -> YAMLValue? {
        if let value = self[key] { return value }
        if case .mapping = node {
            error("missing-key", "expected the key '\(key)', found none")
        } else {
            error("wrong-kind", "expected a mapping with the key '\(key)', found \(kind)")
        }
        return nil
    }

    /// Reports every key that is not one of these.
    func allow(_ keys: [String]) {
        guard case .mapping(let mapping) = node else {
            error("wrong-kind", "expected a mapping, found \(kind)")
            return
        }
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            guard !keys.contains(name) else { continue }
            sink.error(
                "unknown-key", "expected one of \(keys.joined(separator: ", ")), found '\(name)'",
                at: child(key).location)
        }
    }

    /// The text of a scalar.
    var text: String? {
        guard case .scalar(let scalar) = node else {
            error("wrong-kind", "expected a text, found \(kind)")
            return nil
        }
        return scalar.string
    }

    /// `true` or `false`.
    var flag: Bool? {
        guard let text else { return nil }
        if text == "true" || text == "false" { return text == "true" }
        error("unknown-value", "expected true or false, found '\(text)'")
        return nil
    }

    /// Whether it is a text, without a diagnostic when it is not.
    var isText: Bool {
        if case .scalar = node { true } else { false }
    }

    /// Whether it is a list, without a diagnostic when it is not.
    var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    /// The items of a list.
    var list: [YAMLValue] {
        guard case .sequence(let sequence) = node else {
            error("wrong-kind", "expected a list, found \(kind)")
            return []
        }
        return sequence.map(child)
    }

    /// Key and value of each entry of a mapping, in the order of the file.
    var entries: [(key: String, keyLocation: SourceLocation, value: YAMLValue)] {
        guard case .mapping(let mapping) = node else {
            error("wrong-kind", "expected a mapping, found \(kind)")
            return []
        }
        return mapping.map { ($0.key.scalar?.string ?? "", child($0.key).location, child($0.value)) }
    }

    /// One of the cases of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        error(
            "unknown-value",
            "expected one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), found '\(text)'")
        return nil
    }
}
