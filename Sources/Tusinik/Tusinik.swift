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
