import Annotation
import Foundation
import Glossary
import TestSupport
import Testing
import TextCore

@testable import Rendering

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The text of all samples of the documentation.
private let sample = "🗳️ Выборы акимов, «глава\nгосударства»."

@Suite struct FormatTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    @Test func `CSV has a row for each mention`() throws {
        let rows = AnnotationCSV().render(annotator.annotate(sample), file: "a, b.txt")
        #expect(
            rows == """
                "a, b.txt",3,9,Выборы,elections,ru,выборы,Case=Acc|Number=Plur;Case=Nom|Number=Plur,certain,выборы,сайлау,elections\r
                "a, b.txt",10,16,акимов,akim,ru,аким,Case=Acc|Number=Plur;Case=Gen|Number=Plur,certain,аким,әкім,akim\r
                "a, b.txt",19,36,"глава
                государства",head-of-state,ru,глава государства,Case=Nom|Number=Sing,certain,глава государства,Мемлекет басшысы,Head of State\r

                """)
        #expect(
            AnnotationCSV.header
                == "file,start,end,text,concept,lang,lemma,features,decision,label-ru,label-kk,label-en\r\n")
        #expect(AnnotationCSV(offsets: .utf16).render(annotator.annotate(sample), file: "").hasPrefix(",4,10,Выборы"))
    }

    @Test func `Web annotations quote their place and count it`() throws {
        var random = SeededGenerator(seed: 73)
        for _ in 0..<200 {
            let text = random.hostileText(pieces: 30)
            let annotated = annotator.annotate(text)
            var writer = JSONWriter()
            let names = try #require(LinkedDataNames(base: "https://example.org/"))
            WebAnnotation(names: names).write(annotated, path: "a b.txt", to: &writer)
            let page = try #require(try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
            let items = try #require(page["items"] as? [[String: Any]])
            #expect(items.count == annotated.count)
            let scalars = Array(text.unicodeScalars)
            var ids: Set<String> = []
            for (item, mention) in zip(items, annotated) {
                let target = try #require(item["target"] as? [String: Any])
                #expect(target["source"] as? String == "a%20b.txt")
                let selectors = try #require(target["selector"] as? [[String: Any]])
                let start = try #require(selectors[1]["start"] as? Int)
                let end = try #require(selectors[1]["end"] as? Int)
                func slice(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
                #expect(slice(start..<end).utf8.elementsEqual(mention.text.utf8))
                // Foundation drops a byte order mark at the start of a string.
                if let prefix = selectors[0]["prefix"] as? String, !text.contains("\u{FEFF}") {
                    #expect(slice(max(0, start - 32)..<start).utf8.elementsEqual(prefix.utf8))
                }
                ids.insert(item["id"] as? String ?? "")
            }
            #expect(ids.count == items.count)
        }
    }

    /// Everything between `body` tags that is text.
    private final class Body: NSObject, XMLParserDelegate {
        var text = ""
        var terms: [String] = []
        var ids: Set<String> = []
        private var isInside = false
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if name == "body" { isInside = true }
            if isInside, name == "term" { terms.append(attributes["ref"] ?? "") }
            if let id = attributes["xml:id"] { ids.insert("#" + id) }
        }
        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            if name == "body" { isInside = false }
        }
        func parser(_ parser: XMLParser, foundCharacters string: String) { if isInside { text += string } }
    }

    @Test func `TEI is well formed, holds the text, and every term leads to its entry`() {
        var random = SeededGenerator(seed: 74)
        for round in 0..<150 {
            let text = round == 0 ? sample : random.hostileText(pieces: 25)
            let annotated = annotator.annotate(text)
            let document = TEIDocument(version: "1 \"<", glossary: "x").render(annotated, source: "a & b")
            let body = Body()
            let parser = XMLParser(data: Data(document.utf8))
            parser.delegate = body
            #expect(parser.parse(), "\(text.debugDescription)")
            #expect(body.terms.allSatisfy(body.ids.contains) && body.terms.count == annotated.count)
            func letters(_ text: String) -> [Unicode.Scalar] {
                text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            }
            #expect(letters(body.text) == letters(text))
        }
    }

    private func unescaped(_ spaces: Substring) -> String {
        var output = ""
        var rest = spaces
        while let character = rest.popFirst() {
            guard character == "\\", let code = rest.popFirst() else {
                output.append(character)
                continue
            }
            switch code {
            case "s": output += " "
            case "t": output += "\t"
            case "r": output.unicodeScalars.append("\r")
            case "n": output.unicodeScalars.append("\n")
            default:
                let digits = rest.prefix(4)
                rest = rest.dropFirst(4)
                output.unicodeScalars.append(Unicode.Scalar(UInt32(digits, radix: 16) ?? 0) ?? " ")
            }
        }
        return output
    }

    @Test func `The text can be rebuilt from its tokens, and mentions from their tags`() throws {
        var random = SeededGenerator(seed: 75)
        for round in 0..<300 {
            let text = round == 0 ? sample : random.hostileText(pieces: 40)
            let annotated = annotator.annotate(text)
            let output = try ConlluDocument().render(annotated, name: "a b")
            var rebuilt: [UInt8] = []
            var tags: [String] = []
            var number = 0
            for line in output.split(separator: "\n" as Character, omittingEmptySubsequences: false) {
                if line.hasPrefix("# sent_id = a_b-") { number = 0 }
                guard let first = line.utf8.first, (0x30...0x39).contains(first) else { continue }
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
                #expect(columns.count == 10)
                number += 1
                #expect(columns[0] == "\(number)")
                var misc: [Substring: Substring] = [:]
                for part in columns[9].split(separator: "|") {
                    let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    misc[pair[0]] = pair[1]
                }
                rebuilt += Array(unescaped(misc["SpacesBefore"] ?? "").utf8)
                rebuilt += Array(columns[1].utf8)
                if misc["SpaceAfter"] == nil { rebuilt += Array((misc["SpacesAfter"].map(unescaped) ?? " ").utf8) }
                if let tag = misc["Term"], tag.hasPrefix("B-") { tags.append(String(tag.dropFirst(2))) }
            }
            #expect(tags == annotated.map(\.concept.id))
            if number > 0 { #expect(rebuilt == Array(text.utf8), "\(text.debugDescription)") }
        }
    }

    @Test func `Sentences and tokens of a plain text`() throws {
        let output = try ConlluDocument().render(
            annotator.annotate("Премьер-Министр уехал. Акимы ҚР-ның — здесь!"), name: "x")
        let forms = output.split(separator: "\n").filter { $0.first?.isNumber == true }.map {
            String($0.split(separator: "\t")[1])
        }
        #expect(forms == ["Премьер-Министр", "уехал", ".", "Акимы", "ҚР-ның", "—", "здесь", "!"])
        #expect(output.contains("# sent_id = x-2\n# text = Акимы ҚР-ның — здесь!\n"))
        #expect(
            output.contains(
                "1\tАкимы\tаким\t_\t_\tCase=Nom|Number=Plur\t_\t_\t_\tTerm=B-akim|Decision="))
    }
}

@Suite struct OrderedMapTests {
    @Test(arguments: [1, 2, 7])
    func `Results come in the order of the inputs, and few are held`(jobs: Int) async throws {
        var started = 0
        var results: [Int] = []
        var held = 0
        try await mapInOrder(jobs: jobs) {
            defer { started += 1 }
            held = max(held, started - results.count)
            return started < 500 ? started : nil
        } transform: { (number: Int) -> Int in
            // Of different lengths, so that they end in another order.
            (0..<(number % 7 * 2000)).reduce(number) { $0 &+ ($1 & 0) }
        } body: {
            results.append($0)
        }
        #expect(results == Array(0..<500))
        #expect(held <= 2 * jobs)
    }

    private struct Stop: Error {}

    @Test func `What is thrown ends it`() async {
        await #expect(throws: Stop.self) {
            var number = 0
            try await mapInOrder(jobs: 3) { () throws -> Int? in
                number += 1
                if number == 20 { throw Stop() }
                return number
            } transform: {
                $0
            } body: { _ in
            }
        }
    }

    @Test func `JSON lines annotated together are those annotated one by one`() async throws {
        let lines = JSONLines(annotator: try Annotator(), json: AnnotationJSON())
        let inputs = (0..<60).map { Array("{\"id\":\($0),\"text\":\"Выборы акимов \($0) депутаты Мажилиса\"}".utf8) }
        var rest = inputs[...]
        var together: [[UInt8]] = []
        try await mapInOrder(jobs: 4) {
            rest.popFirst()
        } transform: {
            lines.annotate($0, number: 1).output
        } body: {
            together.append($0)
        }
        #expect(together == inputs.map { lines.annotate($0, number: 1).output })
    }
}
