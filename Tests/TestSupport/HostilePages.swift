/// Pieces of pages that hurt, with terms between them.
public let hostilePagePieces = [
    "<", ">", "</", "/>", "\"", "'", "=", "&", ";", "<!", "<!--", "-->", "--!>", "<?", "<![CDATA[", "]]>", "</>",
    "\u{0}",
    "\r\n", "\n", " ", "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=x>", "<a>", "</a>", "<div>", "</div>",
    "<nav>", "</nav>", "<aside>", "</aside>", "<footer>", "<header>", "<article>", "<h1>", "</h1>", "<script>",
    "</script>", "<script><!--<script>", "<style>", "</style>", "<textarea>", "</textarea>", "<title>", "</title>",
    "<plaintext>", "<svg>", "</svg>", "<desc>", "<math>", "</math>", "<mi>", "<table>", "</table>", "<td>", "</td>",
    "<select>", "</select>", "<option>", "<template>", "</template>", "<pre>", "</pre>", "<code>", "</code>", "<br>",
    "<sup>", "</sup>", "<span translate=no>", "</span>", "<p class=tusinik-skip>", "<body>", "</body>", "</html>",
    "<html lang=kk>", "<b title=\"</a>\">", "<b title='>'>", "<i x=\"", "&nbsp;", "&#1178;", "&amp", "&lt;", "&#x",
    "<a class=\"tusinik\" ", "<a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\">",
    " data-tusinik-key=\"1\"",
    " data-tusinik-key=\"2\">", "<aside class=\"tusinik-glossary\" data-tusinik-seal=\"0123456789abcdef\">",
    "</aside>\n",
    "<aside class=\"tusinik-glossary\">", "аким", "акимов", "ака", "демия", "сельский аким", "Парламент", "сенат",
    "Мәжіліс", "депутаттары", "<b>пар</b>ламент", "ма<i>сли</i>хат", "Марат Акимов", "акимат&nbsp;области",
]

extension SeededGenerator {
    /// A page of hostile pieces.
    public mutating func hostilePage(pieces: Int) -> String {
        var page = ""
        for _ in 0..<Int.random(in: 0...pieces, using: &self) {
            page += hostilePagePieces.randomElement(using: &self, default: "<")
        }
        return page
    }

    /// A page with some stretches deleted, doubled, or replaced by hostile pieces.
    public mutating func mutated(_ page: String) -> String {
        var scalars = Array(page.unicodeScalars)
        for _ in 0..<Int.random(in: 1...6, using: &self) {
            let start = Int.random(in: 0...scalars.count, using: &self)
            let end = min(scalars.count, start + Int.random(in: 0...24, using: &self))
            switch Int.random(in: 0..<4, using: &self) {
            case 0: scalars.removeSubrange(start..<end)
            case 1:
                scalars.insert(contentsOf: scalars[start..<end], at: Int.random(in: 0...scalars.count, using: &self))
            default:
                let piece = hostilePagePieces.randomElement(using: &self, default: "<")
                scalars.replaceSubrange(start..<(Bool.random(using: &self) ? end : start), with: piece.unicodeScalars)
            }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
