import Annotation
import CompiledGlossary
import Foundation
import Glossary
import GlossaryCompiler
import Markup
import TestSupport
import Testing
import TextCore

@testable import Rendering

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A page as news sites write them, made up for the tests.
private let article = """
    <!DOCTYPE html>
    <html lang="ru">
    <head>
    <meta charset="utf-8">
    <title>Выборы акимов</title>
    <meta property="article:published_time" content="2023-03-29T10:00:00+06:00">
    <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-03-29"}</script>
    <script>if (1 < 2 && "</b>") { document.write("<p>аким</p>") }</script>
    <style>p > a { color: red }</style>
    </head>
    <body class="page">
    <header><a href="/">Новости</a> Парламент</header>
    <nav><ul><li><a href="/akim">Акимы</a><li>Сенат</ul></nav>
    <main><article>
    <h1>Акимы сёл и <em>депутаты</em></h1>
    <p class="lead">Вчера <b>аки</b>м района и <a href="/mazhilis?a=1&copy=2">депутаты Мажилиса</a> встретились в
       сельском    округе. Депутаты&nbsp;Мажилиса спросили акима&hellip;
    <p>&#1178;азақстан: <i>Мәжіліс</i> депутаттары. <!-- аким --> Местн<wbr>ые исполнительные <b>органы</b> ответили.
    <pre>аким</pre> <code>аким</code>
    <table><tr><td>Маслихат<td>2 < 3 & 4 > 1</table>
    <p translate="no">Сенат</p><p class="tusinik-skip">Сенат</p>
    <svg viewBox="0 0 1 1"><title>Сенат</title><text>Сенат</text></svg>
    <p title="a > b">Сенат<sup>1</sup> и Конституционный <strong>суд</strong>.</p>
    </article></main>
    <aside><h2>Читайте также</h2><a href="/x">Прокурор</a> Министр</aside>
    <footer>Министерство &copy; 2023</footer>
    </body>
    </html>

    """

/// More runs than `swift test` should take: all vectors, and 10,000 mutated pages.
private let isThorough = ProcessInfo.processInfo.environment["TUSINIK_ALL_PAGES"] != nil

@Suite struct PageAnnotatorTests {
    private let pages: PageAnnotator

    init() throws {
        var options = AnnotationOptions()
        options.mentions = .first
        pages = PageAnnotator(try Annotator(options: options), language: .russian)
    }

    /// A page whose links stand in brackets, without the block.
    private func bracketed(_ html: String) -> String {
        html.replacing(/<aside class="tusinik-glossary" data-tusinik-seal(.|\n)*<\/aside>\n/, with: "")
            .replacing(/<a class="tusinik"[^>]*>/, with: "[").replacing("</a>", with: "]")
    }

    /// The laws: removing gives the page back, doing it twice is doing it once.
    private func check(_ page: String, _ comment: @autoclosure () -> String = "") {
        let source = Array(page.utf8)
        let annotated = pages.annotate(page)
        #expect(Array(PageAnnotator.strip(annotated).utf8) == source, "strip: \(comment()) \(page.debugDescription)")
        #expect(
            Array(pages.annotate(annotated).utf8) == Array(annotated.utf8),
            "twice: \(comment()) \(page.debugDescription)")
        // The check before a page is returned is never what saves the laws.
        let unchecked = pages.annotateUnchecked(page, source)
        #expect(unchecked == Array(annotated.utf8), "unchecked: \(comment()) \(page.debugDescription)")
    }

    // MARK: What is linked

    @Test(arguments: [
        ("<p>Выборы акимов", "<p>[Выборы] [акимов]"),
        ("<p><b>ака</b>демия, <b>пар</b>ламент", "<p><b>ака</b>демия, [<b>пар</b>ламент]"),
        ("<p><b>новый пар</b>ламент", "<p><b>новый [пар]</b>[ламент]"),
        ("<p>глава&nbsp;государства", "<p>[глава&nbsp;государства]"),
        ("<p>&#1241;кім&shy;дер", "<p>[&#1241;кім&shy;дер]"),
        ("<p>аким<p>аким", "<p>[аким]<p>аким"), ("<h1>аким</h1><p>аким", "<h1>аким</h1><p>[аким]"),
        ("<nav>аким</nav><p>аким", "<nav>аким</nav><p>[аким]"), ("<code>аким</code> аким", "<code>аким</code> [аким]"),
        ("<p>глава.<p>государства", "<p>глава.<p>государства"), ("<p>глава<p>государства", "<p>глава<p>государства"),
        ("<i>глава</i> <b>государства</b>", "[<i>глава</i> <b>государства</b>]"),
        ("глава<br>государства", "[глава]<br>[государства]"),
        ("<p>Марат Акимов", "<p>Марат Акимов"),
        ("<p>парламент <span>Грузии</span>", "<p>парламент <span>Грузии</span>"),
        ("<td>аким", "<td>[аким]"), ("<p title='аким>'>аким", "<p title='аким>'>[аким]"),
        ("<script>аким</script><!-- аким --><p>сенат", "<script>аким</script><!-- аким --><p>[сенат]"),
    ])
    func `Terms become links`(page: String, expected: String) {
        #expect(bracketed(pages.annotate(page)) == expected)
        check(page)
    }

    @Test func `Words of links are context, and hold no links`() {
        let page = "<p>парламент <a href=x>Грузии</a>, <a href=x>аким</a>, аким"
        let annotated = pages.annotate(page)
        #expect(annotated.contains("<p>парламент <a href=x>Грузии</a>, <a href=x>аким</a>, <a class=\"tusinik\""))
        check(page)
    }

    @Test func `The article is annotated outside of furniture, headings, links, code and raw text`() {
        let linked = pages.annotate(article).matches(of: /<a class="tusinik" href="#tusinik-([a-z-]+)"[^>]*>/).map(\.1)
        #expect(
            linked == [
                "akim", "district", "rural-okrug", "deputy", "mazhilis", "republic-of-kazakhstan",
                "local-executive-bodies", "maslikhat", "senate", "constitutional-court",
            ])
        check(article)
    }

    @Test func `A mention in pieces is reached once with the keyboard`() {
        let annotated = pages.annotate("<p><b>новый пар</b>ламент")
        #expect(annotated.contains("data-tusinik=\"parliament\">пар</a></b>"))
        #expect(annotated.contains("data-tusinik=\"parliament\" tabindex=\"-1\">ламент</a>"))
    }

    @Test func `The page says its date`() throws {
        let page = "<meta property='article:published_time' content='2021-05-01'><p>мажилис"
        #expect(pages.read(page).date?.description == "2021-05-01")
        #expect(pages.annotate(page).matches(of: /<dd lang="en">/).count == 1)
        var options = AnnotationOptions()
        options.date = PartialDate("2026-10-01")
        #expect(PageAnnotator(try Annotator(options: options), language: .english).read(page).date?.year == 2026)
    }

    @Test func `Policies hold for what can be linked`() throws {
        var options = AnnotationOptions()
        options.mentions = .firstPerSection
        let page = "<h2>Аким</h2><p>аким аким<h2>Б</h2><p>аким аким"
        #expect(
            bracketed(PageAnnotator(try Annotator(options: options), language: .english).annotate(page))
                == "<h2>Аким</h2><p>[аким] аким<h2>Б</h2><p>[аким] аким")
        options.mentions = .all
        options.paragraphLimit = 1
        #expect(
            bracketed(PageAnnotator(try Annotator(options: options), language: .english).annotate(page))
                == "<h2>Аким</h2><p>[аким] аким<h2>Б</h2><p>[аким] аким")
        options.paragraphLimit = nil
        options.overlaps = .all
        let nested = "<p>районный маслихат"
        let annotated = PageAnnotator(try Annotator(options: options), language: .english).annotate(nested)
        #expect(bracketed(annotated) == "<p>[районный маслихат]")
    }

    @Test func `Mentions have their place in the source`() {
        let found = pages.readSource("<p>Ещё <b>пар</b>ламент &#1241;кім</p>")
        #expect(found.mentions.map { String($0.text) } == ["пар</b>ламент", "&#1241;кім"])
        for mention in found.mentions {
            #expect(Array(mention.text.utf8) == Array(Array(found.text.utf8)[mention.utf8Range]))
        }
        // What is read without being linked is found, too.
        #expect(pages.readSource("<h1>аким</h1>").mentions.count == 1)
        #expect(pages.readSource("<code>аким</code><nav>аким</nav>").mentions.isEmpty)
    }

    // MARK: The block

    @Test func `Every link leads to one definition, and every text says its language`() throws {
        let annotated = pages.annotate(article)
        let targets = annotated.matches(of: /href="#(tusinik-[a-z-]+)"/).map { String($0.1) }
        let ids = annotated.matches(of: /<dt id="(tusinik-[a-z-]+)"/).map { String($0.1) }
        #expect(!ids.isEmpty && Set(ids).count == ids.count && Set(targets) == Set(ids))
        let block = try #require(annotated.firstMatch(of: /<aside class="tusinik-glossary"(.|\n)*<\/aside>\n<\/body>/))
        for definition in block.0.matches(of: /<dd([^>]*)>/) {
            #expect(definition.1.contains("lang=") || definition.1.contains("tusinik-sources"))
        }
        #expect(block.0.contains("data-nosnippet") && block.0.contains("lang=\"kk\""))
        // The block is well-formed XML, apart from one attribute without a value.
        let xml = block.0.replacing("</body>", with: "").replacing("data-nosnippet", with: "data-nosnippet=\"\"")
        #expect(XMLParser(data: Data(xml.utf8)).parse())
    }

    @Test(arguments: [PageAssets.inline, .linked(folder: ""), .linked(folder: "../\"><script>")])
    func `Assets come and go with the block`(assets: PageAssets) {
        var comfortable = pages
        comfortable.assets = assets
        let annotated = comfortable.annotate(article)
        #expect(annotated != pages.annotate(article))
        #expect(PageAnnotator.strip(annotated) == article && PageAnnotator.stripEdited(annotated) == article)
        #expect(comfortable.annotate(annotated) == annotated && pages.annotate(annotated) == pages.annotate(article))
        #expect(!PageAssets.script.contains("</") && !PageAssets.script.contains("<!--"))
        #expect(!PageAssets.style.contains("</"))
        #expect(!annotated.contains("\"><script>"))
    }

    // MARK: The laws

    @Test(arguments: [
        "", " ", "аким", "\u{FEFF}аким", "<p>аким</body></html>", "<body>аким</body>сенат</body>", "аким<", "аким</",
        "аким<b",
        "аким<!--", "аким<script>", "аким<textarea>", "аким<plaintext>", "аким<svg>", "аким<a href=\"", "<b>аким",
        "аким&",
        "<a>аким<a>сенат</a></a>", "<p><a href=x>аким <a href=y>сенат</a> маслихат</a> министр",
        "<!-- <a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\">x</a> --><p>аким",
        "<a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\">аким</a> сенат",
        "<a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\"><p>сенат",
        "<a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\" data-tusinik-key=\"1\">аким</a> сенат",
        "<aside class=\"tusinik-glossary\"><dl></dl></aside>\nсенат",
        "сенат<aside class=\"tusinik-glossary\" data-tusinik-seal=\"0123456789abcdef\"></aside>\n",
        "сенат<aside class=\"tusinik-glossary\" data-tusinik-seal=\"0123456789abcdef\" data-tusinik-key=\"1\"></aside>\n",
        "сенат<aside class=\"tusinik-glossary\" data-tusinik-seal=\"",
        "<i data-tusinik-key=\"1\" x data-tusinik-key=\"2\" data-tusinik-key=\"999999999\"></i>"
            + "<a class=\"tusinik\" >сенат</a> аким",
        "<b title=\"</a>\">пар</b>ламент", "пар<b title=\"</a>\">ла</b>мент", "пар<!-- </a> -->ламент",
        "<p title=\"a > b\" data-x='<p>аким'>аким", "<P CLASS=X>АКИМ</P>", "<table>аким<tr>сенат<td>министр</table>",
        "<select>аким</select>сенат", "<body><svg></body>аким</svg>сенат", "<template></body>аким</template>сенат",
        "a<5 аким &lt;b&gt; <аким> </аким>", "аким\r\nсенат\rминистр\u{0}", "<nav>аким</body>",
        "<a class=\"tusinik\" \u{0}",
    ])
    func `Hostile pages come back byte for byte`(page: String) { check(page) }

    @Test func `What was annotated and then edited is left alone, or renewed when that is wanted`() throws {
        let page = "<p>Выборы акимов</p>\n"
        let edited = pages.annotate(page).replacing("Выборы", with: "Новые выборы")
        #expect(PageAnnotator.isEdited(edited) && !PageAnnotator.isEdited(page))
        #expect(!PageAnnotator.isEdited(pages.annotate(page)))
        check(edited)
        #expect(PageAnnotator.stripEdited(edited) == "<p>Новые выборы акимов</p>\n")
        #expect(PageAnnotator.stripEdited(pages.annotate(page)) == page)
        var renewing = pages
        renewing.renewsEdited = true
        #expect(renewing.annotate(edited) == pages.annotate("<p>Новые выборы акимов</p>\n"))
        // Also behind a tool that writes tags its own way.
        let other = pages.annotate(page).replacing("class=\"tusinik\"", with: "CLASS='x tusinik'")
        #expect(PageAnnotator.stripEdited(other) == page)
    }

    @Test func `Older annotations are renewed`() throws {
        var options = AnnotationOptions()
        options.only = ["akim"]
        let older = PageAnnotator(try Annotator(options: options), language: .kazakh).annotate(article)
        #expect(older != article && older != pages.annotate(article))
        #expect(pages.annotate(older) == pages.annotate(article))
    }

    @Test func `Pages of hostile pieces come back byte for byte`() {
        var random = SeededGenerator(seed: 1_701)
        for _ in 0..<(isThorough ? 10_000 : 200) { check(random.hostilePage(pieces: 40)) }
    }

    @Test func `Mutated pages come back byte for byte`() {
        var random = SeededGenerator(seed: 1_702)
        let short =
            "<html><body><p>Выборы <b>аки</b>мов</p><aside>б</aside><p>Сенат&nbsp;и <a href='x'>аким</a></body></html>"
        let bases = [article, short, pages.annotate(short), pages.annotate(article)]
        for number in 0..<(isThorough ? 10_000 : 300) {
            let page = random.mutated(bases[number % bases.count])
            // A mutation may change nothing.
            if PageAnnotator.strip(page) == page { check(page, "\(number)") }
        }
    }

    @Test(.enabled(if: Shared.exists("html5lib-tests"), "needs html5lib-tests"))
    func `The inputs of html5lib come back byte for byte`() throws {
        var inputs: [String] = []
        let folder = Shared.folder.appending(path: "html5lib-tests")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where file.hasSuffix(".test") {
            let data = try Data(contentsOf: folder.appending(path: file))
            let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            for tests in root.values {
                for test in tests as? [[String: Any]] ?? [] {
                    if let input = test["input"] as? String { inputs.append(input) }
                }
            }
        }
        #expect(inputs.count > 6_500)
        for index in stride(from: 0, to: inputs.count, by: isThorough ? 1 : 25) {
            // The input alone seldom holds a term.
            for page in [
                inputs[index], inputs[index] + "<p>сенат", "<p>Аким <b>" + inputs[index] + "сенат</b> министр",
            ] {
                check(page)
            }
        }
    }

    // MARK: Nothing can be injected

    @Test func `A hostile glossary cannot inject markup`() throws {
        let evil = "</dd></aside><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick=\"alert(1)' & \u{0}"
        let location = SourceLocation(file: "evil", line: 1, column: 1)
        var source = GlossarySource()
        source.sources = [
            SourceEntry(
                id: "s1", title: evil, act: evil, url: "javascript:alert(1)//http://", read: nil, location: location),
            SourceEntry(id: "s2", title: "t", act: nil, url: "https://x/\"><script>", read: nil, location: location),
            SourceEntry(id: "s3", title: "t", act: nil, url: "data:text/html,<script>", read: nil, location: location),
        ]
        source.concepts = [
            ConceptEntry(
                id: "x\" onmouseover=\"alert(1)\"><script>", category: evil,
                terms: [
                    TermEntry(
                        language: .russian, label: "аким", inflection: "m1a", kind: .official, caseRule: .any,
                        guards: [],
                        location: location),
                    TermEntry(
                        language: .english, label: evil, inflection: nil, kind: .official, caseRule: .any, guards: [],
                        location: location),
                ],
                senses: [
                    SenseEntry(
                        from: nil, until: nil, follows: [], followedBy: [], status: .confirmed,
                        gloss: [.russian: evil, .kazakh: evil, .english: evil], text: [:],
                        citations: ["s1", "s2", "s3"].map {
                            Citation(source: Reference(id: $0, location: location), place: evil)
                        }, location: location)
                ], related: [], location: location)
        ]
        let bytes = try GlossaryCompiler(tables: try TableReader.builtIn()).compile(source).bytes
        let annotator = Annotator(glossaries: [try CompiledGlossary(bytes: bytes)])
        let hostile = PageAnnotator(annotator, language: .russian)
        let page = "<p>акимов</p>"
        let annotated = hostile.annotate(page)
        #expect(annotated != page && PageAnnotator.strip(annotated) == page)
        #expect(hostile.annotate(annotated) == annotated)
        expectHarmless(annotated)
        let plain = HTMLPage(language: .russian).render(annotator.annotate("<script>alert(1)</script> акимов " + evil))
        expectHarmless(plain)
    }

    /// Only elements that annotating inserts, only attributes that it writes, only web addresses.
    private func expectHarmless(_ html: String) {
        let bytes = Array(html.utf8)
        var tokenizer = Tokenizer(bytes)
        while let token = tokenizer.next() {
            let name = String(decoding: bytes[token.content], as: UTF8.self)
            if name == "style" { tokenizer.model = .rawText }
            guard token.kind == .startTag else { continue }
            #expect(
                [
                    "p", "a", "aside", "div", "h2", "dl", "dt", "dd", "span", "html", "head", "meta", "title", "style",
                    "body",
                    "article",
                ].contains(name), "\(name)")
            for attribute in tokenizer.attributes {
                let name = String(decoding: bytes[attribute.name], as: UTF8.self)
                let value = attribute.value.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
                #expect(
                    [
                        "class", "href", "data-tusinik", "data-tusinik-seal", "lang", "aria-label", "data-nosnippet",
                        "id",
                        "charset", "name", "content", "tabindex",
                    ].contains(name), "\(name)")
                if name == "href" { #expect(value.hasPrefix("#tusinik-") || value.hasPrefix("https://"), "\(value)") }
            }
        }
    }
}
