import TestSupport
import Testing
import TextCore

@testable import Markup

@Suite struct MarkdownDocumentTests {
    /// Source and text, by the examples and rules of CommonMark 0.31.2.
    @Test(arguments: [
        ("**ака**демия", "академия"),
        ("*а* _б_ ~~в~~ snake_case 2 * 3", "а б в snake_case 2 * 3"),
        ("\\*не курсив\\* &quot;и&quot; &#1178; &copy", "*не курсив* \"и\" Қ &copy"),
        ("[текст](http://a.b \"титул\") [б][в] [в] [г]\n\n[в]: <u> 'т'", "текст б в [г]"),
        ("![рисунок](a.png) <b>жир</b> <https://a.b>", "рисунок жир <https://a.b>"),
        ("[a](b [c](d) [e](<f g>) [h](i (j)) [k](l m)", "[a](b c e h [k](l m)"),
        ("[внешний [внутренний](a) текст](b)", "[внешний внутренний текст](b)"),
        ("одна\nстрока  \nдве\\\nтри", "одна строка\nдве\nтри"),
        ("# Глава #\n\nтекст\n\nПод\n---\n", "Глава\n\nтекст\n\nПод"),
        ("> глава\n> государства\nлениво", "глава государства лениво"),
        ("- раз\n- два\n\n  ещё\n\n      код\n", "раз\n\nдва\n\nещё"),
        ("1. раз\n2) два\n10. три", "раз\n\nдва\n\nтри"),
        ("текст\n14. не список", "текст 14. не список"),
        ("```\nаким\n```\nтекст\n~~~\nаким\n", "текст"),
        ("    аким\n\nтекст\n    не код", "текст не код"),
        ("<div>\nаким\n</div>\n\nтекст <!-- аким --> и", "текст  и"),
        ("<script>\n\nаким\n\n</script>\nтекст", "текст"),
        ("`` код ` код `` и `не код", " код ` код  и `не код"),
        ("---\ntitle: аким\n---\nтекст", "текст"),
        ("***\nтекст\n- - -\nещё", "текст\n\nещё"),
        ("сноска[^1].\n\n[^1]: примечание", "сноска.\n\n примечание"),
        ("[x]: y\n[z]: w\n\"титул\"\nтекст [x]", "текст x"),
        ("> ```\n> аким\nтекст", "текст"),
        ("\tаким\n-\tраз\n\n\tдва", "раз\n\nдва"),
        ("a\r\nб\r\n\r\nв", "a б\n\nв"),
    ])
    func `Marks are not text`(source: String, text: String) {
        #expect(MarkdownDocument(source).text == text)
    }

    private func isLinkable(_ word: String, in source: String) -> Bool {
        let bytes = Array(source.utf8)
        guard let range = bytes.firstRange(of: Array(word.utf8)) else { return false }
        return MarkdownDocument(source).isLinkable(range)
    }

    @Test(arguments: [
        ("текст акимов", true), ("**акимов**", true), ("(акимов)", true), ("| акимов | б |\n|---|---|", true),
        ("[акимов](a)", false), ("[акимов]\n\n[акимов]: a", false), ("![акимов](a)", false), ("# акимов", false),
        ("`акимов`", false), ("акимов\n===", false), ("<http://акимов>", false), ("https://a.kz/акимов", false),
        // Here a link would become an image, an escaped bracket, or end emphasis.
        ("!акимов", false), ("\\\\акимов", false), ("слово**акимов**", false), ("слово **акимов**", true),
    ])
    func `Links go only where a bracket means one`(source: String, expected: Bool) {
        #expect(isLinkable("акимов", in: source) == expected)
    }

    @Test func `Code in a line is left alone and front matter gives a date`() {
        let source = "---\ndate: 2021-05-01\n---\n`аким` текст"
        let document = MarkdownDocument(source)
        let place = Array(source.utf8).firstRange(of: Array("аким".utf8))
        #expect(place.map(document.isReadable) == false)
        #expect(document.date == PartialDate("2021-05-01"))
    }

    @Test(arguments: [
        ("```\nx", true), ("<!-- x", true), ("> ```\n> x", false), ("```\nx\n```", false), ("<div>\nx", false),
        ("x", false),
    ])
    func `It is known whether something can be added at the end`(source: String, isOpen: Bool) {
        #expect(MarkdownDocument(source).isOpenAtEnd == isOpen)
    }

    @Test func `Any text has a way back`() {
        var random = SeededGenerator(seed: 70)
        for _ in 0..<3000 {
            let source = random.hostileMarkdown(pieces: 25)
            let document = MarkdownDocument(source)
            #expect(document.edits.applied(to: source.utf8) == Array(document.text.utf8))
            #expect(String(validating: document.edits.applied(to: source.utf8), as: UTF8.self) != nil)
        }
    }

    /// Would not end if anything were quadratic.
    @Test(arguments: [
        "[", "](", "[a](", "[a](<b", "`", "``` `", "<!--", "<a b='", "**a", "_a_", "![", "[^", "> ", "- ", "&", "\\",
        "<?",
        "<![CDATA[", "[a]: b\n", "(((", "a\n", "* ", "1. ", "\t", "<b ", "[a][", "~~",
    ])
    func `Hostile repetition is read in time`(piece: String) {
        let source = String(repeating: piece, count: 20_000)
        #expect(MarkdownDocument(source).text.utf8.count <= source.utf8.count * 2)
    }
}
