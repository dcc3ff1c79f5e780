/// The name of an element, without case, in two words. Names longer than 15 bytes are told apart by a hash, which is
/// enough to pair tags.
struct TagName: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// - Complexity: O(length of the name).
    init(_ bytes: some Collection<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        if bytes.count <= 15 {
            for byte in bytes {
                words = (words.0 << 8 | words.1 >> 56, words.1 << 8 | UInt64(byte.asciiLowercased))
            }
        } else {
            words.1 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { words.1 = (words.1 ^ UInt64(byte.asciiLowercased)) &* 0x100_0000_01B3 }
            words.0 = .max
        }
        (high, low) = words
    }

}

/// The elements that the pass has to know: those that HTML reads in a way of their own, and those with a meaning here.
/// All others are inline and hold text.
enum ElementName: UInt8, CaseIterable, Sendable {
    case a, abbr, acronym, address, annotationXML, applet, area, article, aside, audio
    case b, base, basefont, bdi, bdo, bgsound, big, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup
    case data, datalist, dd, del, desc, details, dfn, dialog, dir, div, dl, dt
    case em, embed
    case fieldset, figcaption, figure, font, footer, foreignObject, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins
    case kbd, keygen
    case label, legend, li, link, listing
    case main, malignmark, map, mark, marquee, math, menu, meta, meter, mglyph, mi, mn, mo, ms, mtext
    case nav, nobr, noembed, noframes, noscript
    case object, ol, optgroup, option, output
    case p, param, picture, plaintext, pre, progress
    case q
    case rb, rp, rt, rtc, ruby
    case s, samp, script, search, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul
    case `var`, video
    case wbr
    case xmp

    private static let byTag = Dictionary(
        uniqueKeysWithValues: allCases.map { name in
            (TagName((name == .annotationXML ? "annotation-xml" : "\(name)").utf8), name)
        })

    init?(_ name: TagName) {
        guard let found = Self.byTag[name] else { return nil }
        self = found
    }
}

/// What the HTML Living Standard says of them (13.1.2, 13.2.4, 13.2.6).
extension ElementName {
    /// It has no content and no end tag.
    var isVoid: Bool {
        switch self {
        case .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .image, .img, .input, .keygen, .link,
            .meta, .param, .source, .track, .wbr:
            true
        default: false
        }
    }

    /// End tags of inline elements do not reach over it.
    var isSpecial: Bool {
        switch self {
        case .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button,
            .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption,
            .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr,
            .html, .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed,
            .noframes, .noscript, .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select,
            .source, .style, .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr,
            .track, .ul, .wbr, .xmp:
            true
        default: false
        }
    }

    /// No end tag reaches over it.
    var isScope: Bool {
        switch self {
        case .applet, .caption, .html, .marquee, .object, .select, .table, .td, .template, .th: true
        default: false
        }
    }

    /// Formatting inside it has nothing to do with formatting outside.
    var isMarker: Bool {
        switch self {
        case .applet, .caption, .marquee, .object, .td, .template, .th: true
        default: false
        }
    }

    /// It goes on behind the end of the block it began in, until its own end tag.
    var isFormatting: Bool {
        switch self {
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: true
        default: false
        }
    }

    /// Its start tag ends an open paragraph.
    var closesParagraph: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .center, .dd, .details, .dialog, .dir, .div, .dl, .dt, .fieldset,
            .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .li, .listing,
            .main, .menu, .nav, .ol, .p, .plaintext, .pre, .search, .section, .summary, .table, .ul, .xmp:
            true
        default: false
        }
    }

    /// Its start tag ends SVG and MathML (`font` only with some attributes).
    var breaksOut: Bool {
        switch self {
        case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .font, .h1, .h2, .h3,
            .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small,
            .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
            true
        default: false
        }
    }

    /// How its text is read. With scripts, as browsers read pages, `noscript` is raw text.
    var contentModel: ContentModel {
        switch self {
        case .title, .textarea: .rcdata
        case .style, .xmp, .iframe, .noembed, .noframes, .noscript: .rawText
        case .script: .scriptData
        case .plaintext: .plainText
        default: .data
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }
}

/// What they mean for reading the text of a page.
extension ElementName {
    /// Text before and behind it belongs to different paragraphs.
    var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .colgroup, .dd, .details, .dialog, .dir,
            .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6,
            .head, .header, .hgroup, .hr, .html, .legend, .li, .listing, .main, .menu, .nav, .ol, .optgroup, .option,
            .p, .plaintext, .pre, .search, .section, .summary, .table, .tbody, .td, .textarea, .tfoot, .th, .thead,
            .title, .tr, .ul, .xmp:
            true
        default: false
        }
    }

    /// It stands in the line like a word.
    var isReplaced: Bool {
        switch self {
        case .applet, .audio, .button, .canvas, .embed, .iframe, .image, .img, .input, .math, .meter, .object,
            .progress, .select, .svg, .video:
            true
        default: false
        }
    }

    /// Its text is no part of what is read: source code, choices, fallbacks, footnote signs, readings above the line.
    var isHidden: Bool {
        switch self {
        case .applet, .audio, .canvas, .datalist, .iframe, .listing, .math, .noembed, .noframes, .noscript, .object,
            .plaintext, .pre, .rp, .rt, .rtc, .script, .select, .style, .sup, .svg, .template, .textarea, .title,
            .video, .xmp:
            true
        default: false
        }
    }

    /// Its text is read with the sentence, and left alone.
    var isOpaque: Bool {
        switch self {
        case .button, .code, .kbd, .label, .legend, .meter, .optgroup, .option, .output, .progress, .samp, .var: true
        default: false
        }
    }

    /// A link or something else to press: no link fits into it.
    var isInteractive: Bool { self == .a || self == .summary }

    /// A link may stand around it and its text.
    var fitsIntoLink: Bool {
        switch self {
        case .abbr, .acronym, .b, .bdi, .bdo, .big, .cite, .data, .del, .dfn, .em, .font, .i, .ins, .mark, .nobr, .q,
            .s, .small, .span, .strike, .strong, .sub, .time, .tt, .u, .wbr:
            true
        default: false
        }
    }
}
