import Markup
import TestSupport
import Testing
import TextCore

@Suite struct PageTests {
    @Test(arguments: [
        // Inline elements run through, blocks do not.
        ("<p><b>ака</b>демия</p>", "академия"), ("<p>аким<p>сенат", "аким\n\nсенат"),
        ("<p>депутат&nbsp;Мажилиса", "депутат\u{A0}Мажилиса"), ("&#1178;ала &lt;b&gt;", "Қала <b>"),
        ("<div>а</div><div>б</div>", "а\n\nб"), ("а<br>б", "а\nб"), ("а<br>\n<br/>б", "а\n\nб"),
        ("а<my-word>б</my-word>в", "абв"), ("а<img src=x>б", "а б"), ("а<wbr>б", "аб"), ("а<!-- x -->б", "аб"),
        ("<td>а<td>б", "а\n\nб"), ("<table><tr><td>а<td>б</table>", "а\n\nб"), ("<li>а<li>б", "а\n\nб"),
        // White space is collapsed as on the screen.
        ("  сельский\r\n\t аким  ", "сельский аким"), ("сельский <b> аким</b>", "сельский аким"),
        ("сельский&#32;&#10;аким", "сельский аким"), ("а\u{0}б", "аб"), ("\u{FEFF}<p>а", "а"),
        // What is not read.
        ("а<script>б</script>в", "ав"), ("<title>а</title><style>б</style>в", "в"), ("а<pre>б</pre>в", "а\n\nв"),
        ("<textarea>а</textarea>б", "б"), ("<svg><text>а</text></svg>б", "б"), ("<math><mi>а</mi></math>б", "б"),
        ("<svg><title>а</title><style>б</style><![CDATA[в]]></svg>г", "г"), ("<svg><p>а", "а"),
        ("<template>а</template>б", "б"), ("<select><option>а</select>б", "б"), ("<noscript><p>а</noscript>б", "б"),
        ("<p hidden>а</p>б", "б"), ("акимов<sup>1</sup> сёл", "акимов сёл"), ("<ruby>а<rt>б</rt></ruby>в", "ав"),
        // The furniture of the page.
        ("<nav>а</nav><aside>б</aside><footer>в</footer><header>г</header>д", "д"),
        ("<article><header>а</header>б</article>", "а\n\nб"), ("<div role=navigation>а</div>б", "б"),
        ("<div role=Banner>а</div>б", "б"),
        // Broken pages.
        ("<p>а<", "а<"), ("<p>а</", "а</"), ("<p>а<b", "а"), ("<p>а<b title='", "а"), ("а<!-- б", "а"),
        ("а</>б", "аб"), ("а<5 б", "а<5 б"), ("а<script>б", "а"), ("<nav>а<div></nav>б", "б"),
        ("<div><nav>а</div>б", "б"), ("<b><nav>а</b>б</nav>в", "в"), ("", ""),
        ("<svg><desc><div>а</svg>б", ""), ("<svg><g></p>а", "а"), ("<b><svg><g></b>а", "а"), ("<html><frameset>а", ""),
    ])
    func `The text of a page is what is read`(source: String, text: String) {
        #expect(Page(source).text == text, "\(source)")
    }

    @Test(arguments: [
        ("<h1>а</h1>б", PagePart.headings, "а\n\nб"), ("<nav>а</nav>б", .nav, "а\n\nб"),
        ("<aside>а</aside>б", .aside, "а\n\nб"), ("<header>а</header>б", .header, "а\n\nб"),
        ("<footer>а</footer>б", .footer, "а\n\nб"), ("<div role=complementary>а</div>б", .aside, "а\n\nб"),
    ])
    func `Parts can be included`(source: String, part: PagePart, text: String) {
        let page = Page(source, including: [part])
        #expect(page.text == text)
        #expect(page.isLinkable(0..<2))
        #expect(!Page(source).text.hasPrefix("а") || !Page(source).isLinkable(0..<2))
    }

    /// The letter «а» stands first and is left alone; «б» stands last and is not.
    @Test(arguments: [
        "<code>а</code>б", "<kbd>а</kbd>б", "<button>а</button>б", "<label>а</label>б", "<i translate=no>а</i>б",
        "<i translate=NO>а</i>б", "<div translate=no>а</div>б", "<p class='x tusinik-skip y'>а<p>б",
        "<p class=tusinik&#45;skip>а<p>б", "<span lang=ky>а</span>б", "<p lang=en>а<p>б", "<i contenteditable>а</i>б",
        "<i role=button>а</i>б", "<div translate=no><p>а</div>б", "<b class=tusinik-skip><i>а</b>б",
        "<p translate=no>а<span translate=yes>б</span></p>",
    ])
    func `What is left alone stays part of the sentence`(source: String) {
        let page = Page(source)
        let end = page.text.utf8.count
        #expect(page.text.hasPrefix("а") && page.text.hasSuffix("б"))
        #expect(!page.isReadable(0..<2) && !page.isReadable(0..<end), "\(source)")
        #expect(page.isReadable((end - 2)..<end), "\(source)")
    }

    @Test(arguments: [
        "<a href=x>а</a>б", "<a>а</a>б", "<a href=x><div>а</div></a>б", "<p><a href=x>а</p></a>б", "<h2>а</h2>б",
        "<h2>а<h3>в</h4>б", "<details><summary>а</summary>б</details>", "<a href=x><p>а<a href=y>в</a>б",
        "<table><tr><td><a>а<td>б</table>", "<table>а<tr><td>б</table>", "<table><tr>а<td>б</table>",
    ])
    func `Links and headings are read and hold no links`(source: String) {
        let page = Page(source)
        let end = page.text.utf8.count
        #expect(page.text.hasPrefix("а") && page.text.hasSuffix("б"))
        #expect(page.isReadable(0..<end) && !page.isLinkable(0..<2), "\(source)")
        #expect(page.isLinkable((end - 2)..<end), "\(source)")
    }

    @Test(arguments: [
        ("<html lang=ru><p>а", "ru"), ("<html lang=kk-KZ><p>а", "kk"), ("<html lang=kz><p>а", "kk"), ("<p>а", nil),
        ("<html lang=en><p>а", nil), ("<html lang=en><body lang=kk><p>а", "kk"),
        ("<html lang=ru><p>а<p lang=kk>бббб", "kk"), ("<html lang=ru><p>аааа<p lang=kk>б", "ru"),
    ])
    func `The language is that of most of the text`(source: String, language: String?) {
        #expect(Page(source).language == language, "\(source)")
    }

    @Test(
        arguments: [
            ("<meta property='article:published_time' content='2023-03-29T10:00:00+06:00'><p>а", "2023-03-29"),
            ("<meta name=article:published_time content=2023-03-29><p>а", "2023-03-29"),
            (
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-01-05T09:00\"}</script>",
                "2021-01-05"
            ),
            (
                """
                <script type="application/ld+json">[{"hasPart":[{"datePublished":"2020-01-01"}]},
                {"headline":"datePublished","datePublished" : "2021-01-05"}]</script>
                """, "2021-01-05"
            ),
            ("<time datetime='2022-02-02 12:00'>а</time>", "2022-02-02"),
            ("<time datetime=2022-02-02>а</time><meta itemprop=datePublished content=2022-03-03>", "2022-03-03"),
            // Never from the side.
            ("<aside><time datetime=2026-01-01>а</time></aside><time datetime=2022-02-02>б</time>", "2022-02-02"),
            ("<footer><time datetime=2026-01-01>а</time></footer>", nil),
            ("<nav><script type='application/ld+json'>{\"datePublished\":\"2026-01-01\"}</script></nav>", nil),
            ("<script>{\"datePublished\":\"2026-01-01\"}</script>", nil), ("<time datetime=PT2H>а</time>", nil),
            ("<time datetime=2023-02-31>а</time>", nil), ("<p>а", nil),
            ("<script type='application/ld+json'>{\"datePublished\":\"2021-01", nil),
            ("<script type='application/ld+json'>\"datePublished\\", nil),
        ] as [(String, String?)])
    func `The date is that of publication`(source: String, date: String?) {
        #expect(Page(source).date?.description == date, "\(source)")
    }

    /// Places are marked with brackets.
    @Test(arguments: [
        ("<p>аким</p>", "аким", "<p>[аким]</p>"), ("<b>аким</b>", "аким", "<b>[аким]</b>"),
        ("<b>ака</b>демия", "академия", "[<b>ака</b>демия]"), ("ака<b>демия</b>", "академия", "[ака<b>демия</b>]"),
        ("<p><b>ака</b>де<i>мия</i>", "академия", "<p>[<b>ака</b>де<i>мия</i>]"),
        ("<i><b>ака</b>де</i>мия", "академия", "[<i><b>ака</b>де</i>мия]"),
        ("<b>со ака</b>демия", "академия", "<b>со [ака]</b>[демия]"),
        ("ака<b>демия наук</b>", "академия", "[ака]<b>[демия] наук</b>"),
        ("<b>ака<i>де</b>мия</i>", "академия", "<b>[ака]<i>[де]</b>[мия]</i>"),
        ("сельский\n <b>аким</b>", "сельский аким", "[сельский\n <b>аким</b>]"),
        ("сельский<br>аким", "сельский\nаким", "[сельский]<br>[аким]"),
        ("<i>а</i>ка<wbr>демия", "кадемия", "<i>а</i>[ка<wbr>демия]"),
        ("ака<sup>1</sup>демия", "академия", "[ака]<sup>1</sup>[демия]"),
        ("ака<script>'</b>'</script>демия", "академия", "[ака]<script>'</b>'</script>[демия]"),
        ("ака<a href=x></a>демия", "академия", "[ака]<a href=x></a>[демия]"),
        ("&#1178;&#x430;ла", "Қала", "[&#1178;&#x430;ла]"), ("ака<!-- б -->демия", "академия", "[ака<!-- б -->демия]"),
        ("депутат&nbsp;Мажилиса", "депутат\u{A0}Мажилиса", "[депутат&nbsp;Мажилиса]"),
        ("<script>'<b>'</script><b>ака</b>демия", "академия", "<script>'<b>'</script><b>[ака]</b>[демия]"),
        ("аким<p>сенат", "аким\n\nсенат", "аким<p>сенат"),
    ])
    func `A piece of the text has its places in the source`(source: String, piece: String, marked: String) throws {
        let page = Page(source)
        let text = Array(page.text.utf8)
        let start = try #require((0...text.count).first { text[$0...].starts(with: Array(piece.utf8)) })
        var result: [UInt8] = []
        var end = 0
        for place in page.places(of: start..<(start + piece.utf8.count)) {
            result += page.source[end..<place.lowerBound] + [0x5B] + page.source[place] + [0x5D]
            end = place.upperBound
        }
        result += page.source[end...]
        #expect(String(decoding: result, as: UTF8.self) == marked)
    }

    /// The end of the body is marked with a bar.
    @Test(arguments: [
        "<body><p>а|</body></html>", "<p>а|</html>", "<p>а|", "<p>а</body></html>б|",
        "<p>а|</body></html>\n<!-- --><script></script>\n", "<body>а</body>б|</body>", "<p>а|<!-- </body>",
        "<p>а|<b title='",
        "<p>а|<script>'</body>'", "<p>а|<", "<p>а|</", "<p>а|<svg><g>", "<p>а|<svg><style><a><sup>",
        "<p>а|<select><textarea>", "<p>а|<button>б", "<p>а<svg></svg>|",
        "<p>а|<select><option></body>",
        "<!-- </body> --><p>а|</body><!-- </body> -->", "<textarea></body></textarea>|</body>", "а|<plaintext></body>",
        "<nav>а|</body>", "а&|", "<p>а|<!doctype", "|",
    ])
    func `The end of the body is where something can be added`(marked: String) {
        let source = marked.replacing("|", with: "")
        let end = marked.utf8.firstIndex(of: UInt8(ascii: "|")).map {
            marked.utf8.distance(from: marked.startIndex, to: $0)
        }
        #expect(Page(source).endOfBody == end, "\(marked)")
    }

    @Test func `Hostile pages take linear time`() {
        let count = 10_000
        for piece in [
            "<div>", "<b>", "<a>", "<p>", "</p>", "<x>", "</div>", "<table><td>", "<svg>", "<svg><desc>", "<li>",
            "<b><p></b>",
            "<span></div>", "<", "&", "<!--", "<![CDATA[", "<script>", "<a b", "<b></i>", "<select>", "<!-- --><p>",
            "&lt",
            "<p x=\"", "<td></b>", "<b><td>",
        ] {
            let page = Page("<table><div>" + String(repeating: piece, count: count) + "</b></div>аким")
            #expect(page.endOfBody <= page.source.count)
        }
        // Many open elements, then many end tags that fit none of those above.
        for (opening, closing) in [("<x>", "</y>"), ("<b>", "</i>"), ("<div><x>", "</p>"), ("<td><x>", "</div>")] {
            _ = Page(String(repeating: opening, count: count) + String(repeating: closing, count: count))
        }
    }
}
