internal import ICUShim

/// A call to ICU failed.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was asked of ICU, in words: "normalize to NFC".
    public var operation: String
    /// ICU's own name of the failure: "U_INVALID_FORMAT_ERROR".
    public var name: String

    init(_ operation: String, code: Int32) {
        self.operation = operation
        name = String(cString: tusinik_icu_error_name(code))
    }

    init(_ operation: String, name: String) {
        self.operation = operation
        self.name = name
    }

    public var description: String { "ICU could not \(operation): \(name)" }
}

/// The library that was found at run time.
public enum ICU {
    /// For example "72.1".
    public static var version: String { String(cString: tusinik_icu_version()) }
    /// The version of Unicode that its tables hold, for example "15.0".
    public static var unicodeVersion: String { String(cString: tusinik_icu_unicode_version()) }
}
