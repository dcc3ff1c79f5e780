public import Glossary

/// Writes words of the text, and the labels of concepts, in Latin letters beside the Cyrillic ones.
public struct LatinSpelling: Sendable {
    private let write: @Sendable (String, Language) -> String

    /// - Parameter write: gives a text of a language in Latin letters; what is Latin already stays.
    public init(_ write: @escaping @Sendable (String, Language) -> String) { self.write = write }

    /// - Returns: nil where there is nothing to say: the text is in Latin letters.
    func spelling(of text: some StringProtocol, in language: Language) -> String? {
        guard language != .english else { return nil }
        let text = String(text)
        let spelling = write(text, language)
        return spelling == text ? nil : spelling
    }
}
