import ArgumentParser
import Tusinik

extension LatinSpelling {
    /// Of a scheme that comes with the library, of two joined by a comma, or of a pair.
    init(scheme id: String) throws {
        let transliterator: Transliterator
        do {
            transliterator = try Transliterator(scheme: id)
        } catch let error as UnknownScheme {
            throw ValidationError("There is no scheme '\(id)'; there are \(error.known.joined(separator: ", ")).")
        } catch let error as GlossaryFileError {
            throw Failure(message: "built-in glossary: \(error)", code: .badData)
        }
        let russian = transliterator.assuming(language: "ru")
        let kazakh = transliterator.assuming(language: "kk")
        self.init { text, language in (language == .kazakh ? kazakh : russian).transliterate(text) }
    }
}
