/// A place in a file that people edit.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    /// As the reader of the file named it.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in Unicode scalars.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, as editors and compilers print it.
    public var description: String { "\(file):\(line):\(column)" }
}

/// One finding about a file.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    /// How bad a finding is.
    public enum Severity: String, Hashable, Sendable, Comparable {
        case warning
        case error

        /// A warning is less than an error.
        public static func < (first: Severity, second: Severity) -> Bool { first == .warning && second == .error }
    }

    /// How bad it is.
    public var severity: Severity
    /// A stable name of the kind of finding, in kebab case: `unknown-class`.
    public var code: String
    /// What was expected and what was found, as a sentence without a full stop.
    public var message: String
    /// Where it is.
    public var location: SourceLocation

    public init(_ severity: Severity, _ code: String, _ message: String, at location: SourceLocation) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
    }

    public var description: String { "\(location): \(severity.rawValue): \(message) [\(code)]" }
}

/// Reading failed; all findings of the run, in order of place.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    /// In order of place.
    public var list: [Diagnostic]

    public init(_ list: [Diagnostic]) { self.list = list }

    public var description: String { list.map(\.description).joined(separator: "\n") }
}
