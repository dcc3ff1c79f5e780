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

extension LatinSpelling? {
    /// The text as HTML, with its Latin spelling as ruby where there is one.
    func html(of text: some StringProtocol, in language: Language) -> String {
        guard let spelling = self?.spelling(of: text, in: language) else { return escapedForHTML(text) }
        let isArabic = spelling.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
        let tag = "\(language.rawValue)-\(isArabic ? "Arab" : "Latn")"
        return
            "<ruby>\(escapedForHTML(text))<rp> (</rp><rt lang=\"\(tag)\">\(escapedForHTML(spelling))</rt><rp>)</rp></ruby>"
    }
}
