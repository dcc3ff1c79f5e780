/// How text is read: where the next markup begins, and what references and NUL mean in it.
public enum ContentModel: Hashable, Sendable {
    /// Tags, comments and references.
    case data
    /// References, and the end tag of its element (`title`, `textarea`).
    case rcdata
    /// The end tag of its element (`style`, `iframe`).
    case rawText
    /// As ``rawText``, with the comments that hide end tags (`script`).
    case scriptData
    /// Everything that is left.
    case plainText
    /// Up to `]]>`; in SVG and MathML only.
    case cdata
}

/// A piece of a page. It holds places in the source, and no text.
///
/// Tokens cover the source without gaps.
public struct Token: Hashable, Sendable {
    /// What a token is.
    public enum Kind: Hashable, Sendable {
        case text(ContentModel)
        case startTag
        case endTag
        /// Also what HTML reads as a comment: `<?…>`, `<!…>`, `</1>`.
        case comment
        case doctype
        /// What a parser drops: `</>`, and a tag that the end of the source cuts off.
        case dropped
    }

    /// What it is.
    public var kind: Kind
    /// All its bytes; UTF-8 offsets in the source, half-open.
    public var range: Range<Int>
    /// Without delimiters: the text, the comment, the name of the tag or of the document type (empty when it has none).
    public var content: Range<Int>
    /// The tag ends with `/>`.
    public var isSelfClosing = false
}

/// An attribute of a start tag, as places in the source.
public struct Attribute: Hashable, Sendable {
    /// The name as it is written; HTML compares it without case.
    public var name: Range<Int>
    /// The value without quotation marks, references not decoded; nil when there is none.
    public var value: Range<Int>?
}

/// What a document type declaration holds beside its name.
public struct DocumentType: Hashable, Sendable {
    public var publicID: Range<Int>?
    public var systemID: Range<Int>?
    /// It is broken in a way that makes browsers imitate old ones.
    public var forcesQuirks = false
}
