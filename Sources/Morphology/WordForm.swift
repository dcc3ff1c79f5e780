/// How sure a form is to be the term it comes from.
public enum FormTier: Int, Hashable, Sendable, Comparable {
    /// Case, number, possessive.
    case core = 1
    /// Productive further forms: likeness, what -дағы and -нікі build.
    case extended = 2
    /// Forms that are rare, colloquial, or mostly other words; listed on demand, not matched.
    case marginal = 3

    /// The surer one is less.
    public static func < (first: FormTier, second: FormTier) -> Bool { first.rawValue < second.rawValue }
}

/// One form of a word or phrase (or one ending) with one reading.
public struct WordForm: Hashable, Sendable {
    /// The form, or ending, as it is spelled.
    public var text: String
    /// One reading of it.
    public var features: Features
    /// How sure it is to be the term.
    public var tier: FormTier

    public init(text: String, features: Features, tier: FormTier) {
        self.text = text
        self.features = features
        self.tier = tier
    }
}

/// Grammatical features in the manner of Universal Dependencies: `Case=Gen|Number=Plur`.
public struct Features: Hashable, Sendable, CustomStringConvertible {
    /// By name.
    public private(set) var values: [String: String] = [:]

    public init() {}

    /// - Parameter text: `Name=Value` pairs separated by `|`; empty for none. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard !text.isEmpty else { return }
        for pair in text.split(separator: "|", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
            values[String(parts[0])] = String(parts[1])
        }
    }

    /// The value of a feature; nil when it is not there.
    public subscript(_ name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// Both, if they contradict each other nowhere.
    public func unified(with other: Features) -> Features? {
        var result = self
        for (name, value) in other.values {
            if let own = result.values[name], own != value { return nil }
            result.values[name] = value
        }
        return result
    }

    /// Only these features.
    public func keeping(_ names: [String]) -> Features {
        var result = Features()
        result.values = values.filter { names.contains($0.key) }
        return result
    }

    /// Sorted by name, letter case ignored, as Universal Dependencies wants it.
    public var description: String {
        values.sorted { ($0.key.lowercased(), $0.key) < ($1.key.lowercased(), $1.key) }
            .map { "\($0.key)=\($0.value)" }.joined(separator: "|")
    }
}
