import Foundation
import TestSupport
import Testing
import TextCore

@testable import Annotation

/// One sentence of the tables in `Sentences`: its text, and what is meant in it.
struct MarkedSentence: CustomStringConvertible, Sendable {
    var line: Int
    var group: String
    var date: PartialDate?
    /// Known not to be right yet.
    var isKnown: Bool
    var text = ""
    /// `text=concept`, with the UTF-8 offset at which it stands.
    var mentions: [String] = []

    var description: String { "\(line) (\(group)): \(text)" }

    static func read(_ language: String) -> [MarkedSentence] {
        guard let data = try? Shared.project("Tests/AnnotationTests/Sentences/\(language).txt") else { return [] }
        var sentences: [MarkedSentence] = []
        var group = ""
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, whole) in lines.enumerated() {
            var line = Substring(whole)
            if line.hasPrefix("# ") {
                group = String(line.dropFirst(2))
                continue
            }
            guard !line.isEmpty, !line.hasPrefix("//") else { continue }
            var sentence = MarkedSentence(line: index + 1, group: group, isKnown: line.hasPrefix("? "))
            if sentence.isKnown { line = line.dropFirst(2) }
            if line.hasPrefix("["), let end = line.firstIndex(of: "]"),
                let date = PartialDate(line[line.index(after: line.startIndex)..<end])
            {
                sentence.date = date
                line = line[line.index(end, offsetBy: 2)...]
            }
            for (part, text) in line.replacing("⏎", with: "\n").split(separator: "|", omittingEmptySubsequences: false)
                .enumerated()
            {
                guard part % 2 == 1, let mark = text.lastIndex(of: "=") else {
                    sentence.text += text
                    continue
                }
                sentence.mentions.append("\(sentence.text.utf8.count) \(text)")
                sentence.text += text[..<mark]
            }
            sentences.append(sentence)
        }
        return sentences
    }
}

@Suite struct SentenceTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    private func found(_ sentence: MarkedSentence) -> [String] {
        annotator.annotate(sentence.text, date: sentence.date).map {
            "\($0.utf8Range.lowerBound) \($0.text)=\($0.concept.id)"
        }
    }

    @Test(arguments: ["ru", "kk"]) func `What is meant is found, and nothing else`(language: String) {
        let sentences = MarkedSentence.read(language)
        #expect(sentences.count >= 200)
        for sentence in sentences where !sentence.isKnown {
            #expect(found(sentence) == sentence.mentions, "\(sentence)")
        }
    }

    /// A line that has become right loses its mark.
    @Test(arguments: ["ru", "kk"]) func `What is not right yet is known`(language: String) {
        let known = MarkedSentence.read(language).filter(\.isKnown)
        #expect(known.count <= 15)
        for sentence in known { #expect(found(sentence) != sentence.mentions, "\(sentence)") }
    }
}

@Suite struct DatelineTests {
    private let annotator: Annotator

    init() throws { annotator = try Annotator() }

    @Test(arguments: [
        ("29 марта 2023\n\nВыборы акимов пройдут осенью.", "2023-03-29"),
        ("АСТАНА, 29 марта 2023 года — Мажилис собрался на заседание.", "2023-03-29"),
        ("Астана. 5 января 2021 г. Казинформ - Выборы депутатов мажилиса.", "2021-01-05"),
        ("Выборы акимов\n29.03.2023 13:36\nОб этом сказал президент.", "2023-03-29"),
        ("2023-03-29\nВыборы", "2023-03-29"),
        ("АСТАНА. 2023 жылғы 29 наурыз. Мәжіліс жиналды.", "2023-03-29"),
        ("Мәжіліс жиналды.\n\n2023 жылғы 29 наурызда", "2023-03-29"),
        // A date inside sentences is not the text's own.
        ("Мажилис, избранный 19 марта 2023 года, собрался на первое заседание и избрал спикера.", nil),
        ("Конституция принята на референдуме 30 августа 1995 года. Её изменяли.", nil),
        // Nor is one that does not exist, or has no year.
        ("31 февраля 2023\nВыборы", nil), ("29 марта\nВыборы", nil), ("29.13.2023\nВыборы", nil),
        // Nor one in a side column.
        ("Выборы прошли.\n-\n1 Новость\n-\n65\n-\n0\n-\n8\n-\n12.01.2026\n-\n2 Ещё\n-\n4\n-\n", nil),
        ("", nil), ("1.1.1.1.1.1", nil), ("99999999999999999999.12.2020", nil),
    ])
    func `The date of a text is its dateline`(text: String, date: String?) {
        #expect(annotator.annotate(text).date?.description == date)
    }

    @Test func `A given date wins, and a found one chooses the sense`() throws {
        let text = "АСТАНА, 5 января 2021 года — Выборы депутатов мажилиса и Нур-Султан."
        #expect(annotator.annotate(text, date: PartialDate("2026-08-01")).date?.description == "2026-08-01")
        let sense = try #require(annotator.annotate(text).first { $0.concept.id == "mazhilis" }?.sense)
        #expect(sense.until?.description == "2026-07-01")
        #expect(sense.followedBy == ["kurultai"])
    }

    @Test func `Without a date all senses are told, the newest first`() throws {
        let mention = try #require(annotator.annotate("Астана").first)
        #expect(mention.sense?.until == nil && mention.otherSenses.map { $0.until?.description } == ["2019-03"])
        #expect(annotator.annotate("Астана", date: PartialDate("2018")).first?.otherSenses.isEmpty == true)
    }
}

@Suite struct PolicyTests {
    private func found(_ text: String, _ change: (inout AnnotationOptions) -> Void) throws -> [String] {
        var options = AnnotationOptions()
        change(&options)
        return try Annotator(options: options).annotate(text).map { String($0.text) }
    }

    @Test func `Quotations longer than a name can be left out`() throws {
        let text = "Аким сказал: «Мы проведём выборы акимов сёл и посёлков». Партия «Ауыл» и \"мажилис\"."
        #expect(try found(text) { _ in }.contains("выборы"))
        #expect(
            try found(text) { $0.quotations = .drop } == ["Аким", "Партия «Ауыл»", "мажилис"])
        // Without its partner a mark quotes nothing.
        #expect(try found("Он сказал: «Выборы акимов сёл пройдут летом") { $0.quotations = .drop }.count == 3)
    }

    @Test func `A paragraph has no more than so many`() throws {
        let text = "аким, депутат, маслихат\nаким, депутат"
        #expect(try found(text) { $0.paragraphLimit = 2 } == ["аким", "депутат", "аким", "депутат"])
        #expect(
            try found(text) {
                $0.paragraphLimit = 2
                $0.mentions = .first
            } == ["аким", "депутат"])
    }

    @Test func `Side columns are told, and dropped when asked`() throws {
        let list = (1...4).map { "\($0) Акимат сообщил\n-\n\($0 * 71)\n-\n0\n-\n" }.joined()
        let text = "Аким открыл школу.\n-\n" + list
        let annotated = try Annotator().annotate(text)
        #expect(annotated.map(\.isInSideColumn) == [false, true, true, true, true])
        #expect(try found(text) { $0.sideColumns = .drop } == ["Аким"])
        let more = "Аким открыл школу.\n\nЧитайте также:\nВыборы депутатов\nНовости акимата"
        #expect(try found(more) { $0.sideColumns = .drop } == ["Аким"])
        // Numbers in an article are no list.
        #expect(try found("Аким\n\n2021\n\nДепутат\n\n2022\n\nСенат") { $0.sideColumns = .drop }.count == 3)
    }

    @Test(.enabled(if: Shared.exists("articles"), "needs ../shared/articles"))
    func `The side column of a real page is not its article`() throws {
        let text = try Shared.text("articles/tengrinews-akim-elections-2021.txt")
        let annotated = try Annotator().annotate(text)
        let end = try #require(text.range(of: "\n-\n1")).lowerBound.utf16Offset(in: text)
        for mention in annotated {
            #expect(mention.isInSideColumn == (mention.range.lowerBound.utf16Offset(in: text) > end), "\(mention.text)")
        }
        // 2025 and 2026 stand beside it only.
        #expect(annotated.date == nil)
        let dated = try Annotator().annotate(text, date: PartialDate("2021-01"))
        let mazhilis = try #require(dated.first { $0.concept.id == "mazhilis" })
        #expect(mazhilis.sense?.until?.description == "2026-07-01" && mazhilis.decision == .certain)
    }
}

@Suite struct ReasonTests {
    @Test func `Every reason is told in three languages`() throws {
        let text = """
            Депутат Акимов поддержал выборы акимов. Парламент Грузии принял закон. аманат и «Аманат», депутаты мажи-
            лиса, акимаТуркестанской области. В Администрации Президента (АП) АП и ап. послание, после.
            """
        let annotated = try Annotator().annotate(text, date: PartialDate("2021"))
        let reasons = (annotated.mentions + annotated.suppressed).flatMap(\.reasons)
        #expect(Set(reasons.map(\.rule)).isSuperset(of: ["form", "case", "surname", "foreign-owner", "introduced"]))
        for reason in reasons {
            let texts = Set([reason.detail(in: .russian), reason.detail(in: .kazakh), reason.detail(in: .english)])
            #expect(texts.count == 3, "\(reason)")
        }
    }
}
