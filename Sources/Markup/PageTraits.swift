/// A part of a page that is usually left alone, and can be annotated when that is wanted.
public enum PagePart: String, CaseIterable, Hashable, Sendable {
    /// `h1` to `h6`.
    case headings
    /// `nav`, and what has its role.
    case nav
    /// `aside`, and what has its role.
    case aside
    /// `header` outside of the article, and what has its role.
    case header
    /// `footer`, and what has its role.
    case footer
}

/// What holds for the text of an element, and for everything in it.
struct PageTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// It is no part of what is read.
    static let hidden = PageTraits(rawValue: 1 << 0)
    /// It is read with the sentence, and left alone.
    static let opaque = PageTraits(rawValue: 1 << 1)
    /// `translate="no"`; `yes` ends it.
    static let untranslated = PageTraits(rawValue: 1 << 2)
    /// It says to be in a language that is not Russian or Kazakh; another `lang` ends it.
    static let otherLanguage = PageTraits(rawValue: 1 << 3)
    /// It is read and found, and cannot hold links: it is one, or a heading.
    static let linkless = PageTraits(rawValue: 1 << 4)
    /// It is in `article`, `main` or `section`: a `header` is that of the article.
    static let article = PageTraits(rawValue: 1 << 5)
    static let russian = PageTraits(rawValue: 1 << 6)
    static let kazakh = PageTraits(rawValue: 1 << 7)

    /// What would be added here would not be seen.
    static let swallowed = PageTraits(rawValue: 1 << 8)

    static let languages: PageTraits = [.russian, .kazakh, .otherLanguage]

    var leavesAlone: Bool { !isDisjoint(with: [.opaque, .untranslated, .otherLanguage]) }
}
