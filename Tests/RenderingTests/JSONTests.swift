import Annotation
import Foundation
import Glossary
import TestSupport
import Testing
import TextCore

@testable import Rendering

@Suite struct JSONObjectTests {
    @Test(arguments: [
        #"{}"#, #" { "a" : 1 } "#, #"{"a":[1,-0.5e+10,true,false,null,{"b":[]}]}"#, #"{"a":"\u0041\n\"\\\/"}"#,
        #"{"a":1,"a":2}"#, #"{"":""}"#, #"{"a":1E5}"#, "{\"a\":\"Ж🥩\"}",
    ])
    func `Objects are read`(text: String) throws {
        _ = try JSONObject(Array(text.utf8))
        // The standard library agrees.
        #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
    }

    @Test(arguments: [
        "", "1", "[]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":+1}"#,
        #"{"a":"\x"}"#, #"{"a":"\u12"}"#, "{\"a\":\"\n\"}", #"{"a":nul}"#, #"{"a":1} x"#, #"{"a":[1,]}"#, #"{"a":'b'}"#,
        #"{"a":.5}"#, #"{"a":-}"#, "{\"a\":1\u{0}}",
    ])
    func `What is not an object is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONObject(Array(text.utf8)) }
    }

    @Test func `Depth is limited`() {
        let deep = "{\"a\":" + String(repeating: "[", count: 600) + String(repeating: "]", count: 600) + "}"
        #expect(throws: JSONError.self) { try JSONObject(Array(deep.utf8)) }
        let fine = "{\"a\":" + String(repeating: "[", count: 400) + String(repeating: "]", count: 400) + "}"
        #expect(throws: Never.self) { try JSONObject(Array(fine.utf8)) }
    }

    @Test(arguments: [
        (#""\u0416\uD83E\uDD69\t""#, "Ж🥩\t"), (#""a\/b""#, "a/b"), (#""""#, ""),
    ])
    func `Strings are decoded`(json: String, text: String) throws {
        let object = try JSONObject(Array(#"{"a":\#(json)}"#.utf8))
        #expect(try object.string(try #require(object["a"])) == text)
    }

    @Test func `Half a surrogate pair is refused`() throws {
        let object = try JSONObject(Array(#"{"a":"\uD83E"}"#.utf8))
        #expect(throws: JSONError.self) { try object.string(try #require(object["a"])) }
    }

    @Test func `What is written can be read, whatever it holds`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let text = random.hostileText(pieces: 10)
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("text", text)
            writer.key("list")
            writer.beginArray()
            writer.number(-3)
            writer.boolean(true)
            writer.null()
            writer.endArray()
            writer.endObject()
            let object = try JSONObject(writer.bytes)
            #expect(Array(try object.string(try #require(object["text"]))?.utf8 ?? "".utf8) == Array(text.utf8))
            let other = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any]
            // Foundation drops a byte order mark at the start of a string.
            if text.unicodeScalars.first != "\u{FEFF}" { #expect(other?["text"] as? String == text) }
        }
    }
}

@Suite struct JSONLinesTests {
    private let lines: JSONLines

    init() throws { lines = JSONLines(annotator: try Annotator(), json: AnnotationJSON()) }

    private func annotate(_ line: String, number: Int = 1) -> String {
        String(decoding: lines.annotate(Array(line.utf8), number: number).output, as: UTF8.self)
    }

    @Test func `Unknown members pass untouched and offsets count scalars`() throws {
        let output = annotate(#"{"x": 1.50, "id": 7e0, "text": "🥩 акимов", "y": {"z" : [1 , 2]}}"#)
        #expect(
            output.hasPrefix(
                #"{"id":7e0,"x":1.50,"y":{"z" : [1 , 2]},"lang":"ru","annotations":[{"start":2,"end":8,"text":"акимов","concept":"akim","lang":"ru","lemma":"аким","features":["#
            ), "\(output)")
    }

    @Test func `Members that are not ours are passed on whatever they are called`() {
        let output = annotate(#"{"text":"x","offsets":[1, 2],"suppressed":null,"a\ud800":1,"\u0061b":2}"#)
        #expect(output == #"{"offsets":[1, 2],"suppressed":null,"a\ud800":1,"\u0061b":2,"lang":"ru","annotations":[]}"#)
        #expect(annotate("\u{FEFF}{\"text\":\"x\"}") == #"{"lang":"ru","annotations":[]}"#)
    }

    @Test func `Dates and languages steer`() {
        #expect(annotate(#"{"text":"Астана","date":"2018-01-01"}"#).contains(#""until":"2019-03""#))
        #expect(annotate(#"{"text":"депутаты","lang":"kk"}"#).contains(#""Person[psor]=3""#.replacing("\"", with: "")))
        #expect(annotate(#"{"text":"Астана","date":null,"lang":null}"#).contains(#""concept":"astana""#))
    }

    @Test(arguments: [
        ("", #"{"line":4,"error":"empty line"}"#),
        ("nonsense", #"{"line":4,"error":"not JSON: expected an object at byte 0"}"#),
        (#"{"id":1}"#, #"{"id":1,"line":4,"error":"no text: expected a string in 'text'"}"#),
        (#"{"id":1,"text":5}"#, #"{"id":1,"line":4,"error":"no text: expected a string in 'text'"}"#),
        (
            #"{"id":"a","text":"x","date":"1.2.2020"}"#,
            #"{"id":"a","line":4,"error":"bad date: expected YYYY-MM-DD, found '1.2.2020'"}"#
        ),
        (#"{"text":"x","lang":"de"}"#, #"{"line":4,"error":"bad language: expected ru or kk, found 'de'"}"#),
    ])
    func `Bad lines say what is wrong in their place`(line: String, output: String) {
        #expect(annotate(line, number: 4) == output)
    }

    @Test func `Invalid UTF-8 is named by its byte`() {
        let (output, isGood) = lines.annotate(Array("{\"text\":\"a".utf8) + [0xFF] + Array("\"}".utf8), number: 2)
        #expect(!isGood)
        #expect(String(decoding: output, as: UTF8.self) == #"{"line":2,"error":"invalid UTF-8 at byte 10"}"#)
    }
}

@Suite struct TextAndPageTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    @Test func `A text is numbered at first mentions and explained below`() {
        let output = TextRenderer(language: .english).render(annotator.annotate("Акимы и депутаты, акимов больше."))
        #expect(
            output.hasPrefix(
                "Акимы[1] и депутаты[2], акимов больше.\n\n1  akim · аким · әкім\n   акимы: plural + nominative of аким; акимов: plural + accusative / plural + genitive of аким\n"
            ))
        #expect(output.contains("2  deputy · депутат · депутат\n"))
    }

    @Test func `Numbers are those of the explanations, terms inside terms included`() throws {
        var options = AnnotationOptions()
        options.overlaps = .all
        let output = TextRenderer(language: .english).render(
            try Annotator(options: options).annotate("заместитель Премьер-Министра и аким"))
        let number = try #require(output.split(separator: "аким[").dropFirst().first?.prefix(1))
        #expect(output.contains("\n\(number)  akim"))
    }

    @Test func `An article cannot steer the terminal`() {
        let output = TextRenderer(language: .english, width: 80, usesColor: false).render(
            annotator.annotate("\u{1B}[2J\r\nаким\u{9B}"))
        #expect(!output.unicodeScalars.contains("\u{1B}") && !output.unicodeScalars.contains("\u{9B}"))
    }

    @Test func `Lines keep to the width`() {
        let text = String(repeating: "Акимы районов и областей обсудили выборы. ", count: 10)
        for width in [40, 60, 100] {
            let output = TextRenderer(language: .kazakh, width: width, usesColor: false).render(
                annotator.annotate(text))
            #expect(output.split(separator: "\n").allSatisfy { $0.count <= width })
        }
    }

    @Test func `Without terms the text stays what it is`() {
        #expect(TextRenderer(language: .russian).render(annotator.annotate("Просто текст.\n")) == "Просто текст.\n")
    }

    @Test func `A page holds the text, escaped, and an entry for each link`() {
        let text = "Акимы <b>&\nи \"Мажилис\".\n\nглава\nгосударства ещё"
        let page = HTMLPage(language: .russian).render(annotator.annotate(text))
        #expect(
            page.contains(
                "<p><a class=\"tusinik\" href=\"#tusinik-akim\" data-tusinik=\"akim\">Акимы</a> &lt;b&gt;&amp;</p>"))
        #expect(
            page.contains(
                "<p>и &quot;<a class=\"tusinik\" href=\"#tusinik-mazhilis\" data-tusinik=\"mazhilis\">Мажилис</a>&quot;.</p>"
            ))
        #expect(page.contains("глава\nгосударства</a> ещё</p>"))
        for id in ["akim", "mazhilis", "head-of-state"] { #expect(page.contains("<dt id=\"tusinik-\(id)\">")) }
        #expect(page.contains("<aside class=\"tusinik-glossary\" lang=\"ru\">"))
    }

    @Test func `A page of any text is well formed`() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<100 {
            let text = random.hostileText(pieces: 20)
            let page = HTMLPage(language: .english).render(annotator.annotate(text))
            let article = try #require(page.split(separator: "<article>\n").last?.split(separator: "</article>").first)
            // Without tags the article is the text: nothing is lost but white space.
            var plain = ""
            var inTag = false
            for scalar in article.unicodeScalars {
                if scalar == "<" { inTag = true }
                if !inTag { plain.unicodeScalars.append(scalar) }
                if scalar == ">" { inTag = false }
            }
            for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
                plain = plain.replacing(entity, with: character)
            }
            // HTML cannot hold control characters; they become replacement characters.
            func isControl(_ scalar: Unicode.Scalar) -> Bool {
                scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
            }
            func letters(_ text: String) -> [Unicode.Scalar] {
                text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }.filter { !$0.properties.isWhitespace }
            }
            #expect(letters(plain) == letters(text))
        }
    }
}
