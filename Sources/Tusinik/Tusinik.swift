/// The library's façade: finding terms, the glossary they come from, and writing what was found.
///
/// `Annotator` finds, `CompiledGlossary` and `Concept` explain, `Normalizer` cleans, `AnnotationJSON`, `JSONLines`,
/// `TextRenderer` and `HTMLPage` write, and `Transliterator` makes Cyrillic legible in Latin.
@_exported import Annotation
@_exported import CompiledGlossary
@_exported import Glossary
@_exported import Markup
@_exported import Rendering
@_exported import TextCore
@_exported import Transliteration
@_exported import UnicodeSupport

/// The version of the library and of the command.
public let tusinikVersion = "0.1.0"

/// No scheme has the name that was asked for.
public struct UnknownScheme: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was asked for.
    public var id: String
    /// The ids of all schemes.
    public var known: [String]

    public var description: String { "no transliteration scheme '\(id)'; there are \(known.joined(separator: ", "))" }
}

extension Transliterator {
    /// A transliterator of a scheme that comes with the library.
    ///
    /// ```swift
    /// try Transliterator(scheme: "kk-latn-2021-04").transliterate("Мәжіліс депутаттары")  // Mäjılıs deputattary
    /// ```
    ///
    /// - Throws: ``UnknownScheme``, or ``GlossaryFileError`` when the program was built with damaged data.
    public init(scheme id: String) throws {
        let schemes = try CompiledGlossary.builtIn().schemes
        guard let scheme = schemes.first(where: { $0.id == id }) else {
            throw UnknownScheme(id: id, known: schemes.map(\.id))
        }
        self.init(scheme)
    }
}
