import Glossary
import TextCore

/// Reads concepts from CSV (RFC 4180; the columns are in Dictionaries/README.md): for people whose glossary is a table.
///
/// The first row names the columns, in any order; `id` and one of `ru`, `kk` are needed. Rows with the same id are the
/// senses of one concept, the oldest first. Labels of one language are separated by `|`.
enum CSVReader {
    /// Every problem is reported; what could be read is returned.
    static func read(_ file: SourceFile, into source: inout GlossarySource, _ sink: DiagnosticSink) {
        var parser = Parser(file: file.name, text: file.text)
        guard let header = parser.next(sink) else {
            sink.error(
                "empty-file", "expected a row with the names of columns, found nothing",
                at: SourceLocation(file: file.name, line: 1, column: 1))
            return
        }
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() {
            let name = name.lowercased()
            if !known.contains(name) {
                sink.error(
                    "unknown-column", "expected one of \(known.sorted().joined(separator: ", ")), found '\(name)'",
                    at: header.location)
            } else if columns.updateValue(index, forKey: name) != nil {
                sink.error("duplicate-column", "the column '\(name)' is given twice", at: header.location)
            }
        }
        guard columns["id"] != nil, columns["ru"] != nil || columns["kk"] != nil else {
            sink.error("missing-column", "expected the columns 'id' and 'ru' or 'kk'", at: header.location)
            return
        }
        var places: [String: Int] = [:]
        while let row = parser.next(sink) {
            guard row.fields.contains(where: { !$0.isEmpty }) else { continue }
            let reader = RowReader(row: row, columns: columns, sink: sink)
            guard let id = reader.text("id") else {
                sink.error("missing-key", "expected an id, found none", at: row.location)
                continue
            }
            if let place = places[id] {
                source.concepts[place].senses.append(reader.sense())
            } else {
                places[id] = source.concepts.count
                source.concepts.append(reader.concept(id: id))
            }
            for citation in reader.citations()
            where !source.sources.contains(where: { $0.id == citation.source.id }) {
                source.sources.append(
                    SourceEntry(
                        id: citation.source.id, title: citation.source.id, act: nil, url: nil, read: nil,
                        location: row.location))
            }
        }
    }

    static let known: Set<String> = [
        "id", "category", "compositional", "ru", "kk", "en", "class-ru", "class-kk", "case-ru", "case-kk", "gloss-ru",
        "gloss-kk", "gloss-en", "text-ru", "text-kk", "text-en", "from", "until", "status", "follows", "followed-by",
        "sources", "related",
    ]

    /// A row with the place where it begins.
    struct Row {
        var fields: [String]
        var location: SourceLocation
    }

    /// Splits a table into rows, one character at a time: O(length).
    private struct Parser {
        private let file: String
        private var rest: Substring.UnicodeScalarView
        private var line = 1

        init(file: String, text: String) {
            self.file = file
            rest = Substring(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text).unicodeScalars
        }

        mutating func next(_ sink: DiagnosticSink) -> Row? {
            guard !rest.isEmpty else { return nil }
            let location = SourceLocation(file: file, line: line, column: 1)
            var fields: [String] = []
            var field = String.UnicodeScalarView()
            var isQuoted = false
            while let scalar = rest.popFirst() {
                if scalar == "\n" { line += 1 }
                if isQuoted {
                    if scalar != "\"" {
                        field.append(scalar)
                    } else if rest.first == "\"" {
                        field.append(rest.removeFirst())
                    } else {
                        isQuoted = false
                    }
                } else if scalar == "\"", field.isEmpty {
                    isQuoted = true
                } else if scalar == "," {
                    fields.append(trimmed(field))
                    field = String.UnicodeScalarView()
                } else if scalar == "\n" {
                    fields.append(trimmed(field))
                    return Row(fields: fields, location: location)
                } else {
                    field.append(scalar)
                }
            }
            if isQuoted { sink.error("open-quote", "a quotation mark is not closed", at: location) }
            fields.append(trimmed(field))
            return Row(fields: fields, location: location)
        }

        private func trimmed(_ field: String.UnicodeScalarView) -> String {
            var field = Substring(String(field))
            while field.first?.isWhitespace == true { field.removeFirst() }
            while field.last?.isWhitespace == true { field.removeLast() }
            return String(field)
        }
    }

    /// Reads the cells of one row.
    private struct RowReader {
        let row: Row
        let columns: [String: Int]
        let sink: DiagnosticSink

        func text(_ column: String) -> String? {
            guard let index = columns[column], index < row.fields.count, !row.fields[index].isEmpty else { return nil }
            return row.fields[index]
        }

        func list(_ column: String) -> [String] {
            (text(column) ?? "").split(separator: "|", omittingEmptySubsequences: false).map { part in
                var part = part
                while part.first == " " { part.removeFirst() }
                while part.last == " " { part.removeLast() }
                return String(part)
            }
        }

        func concept(id: String) -> ConceptEntry {
            if !GlossaryReader.isKebabCase(id) {
                sink.error("bad-id", "expected lower-case letters, digits and hyphens, found '\(id)'", at: row.location)
            }
            return ConceptEntry(
                id: id, category: text("category") ?? GlossaryReader.ownCategory,
                isCompositional: text("compositional") == "true", terms: Language.allCases.flatMap(terms),
                senses: [sense()], related: references("related"), location: row.location)
        }

        private func terms(in language: Language) -> [TermEntry] {
            let code = language.rawValue
            let classes = list("class-" + code)
            let cases = list("case-" + code)
            return list(code).filter { !$0.isEmpty }.enumerated().compactMap { index, label in
                GlossaryReader.term(
                    label, in: language,
                    inflection: index < classes.count && !classes[index].isEmpty ? classes[index] : nil, kind: nil,
                    caseRule: index < cases.count ? CaseRule(rawValue: cases[index]) : nil, guards: [],
                    isFirst: index == 0, at: row.location, sink)
            }
        }

        func sense() -> SenseEntry {
            var gloss: [Language: String] = [:]
            var full: [Language: String] = [:]
            for language in Language.allCases {
                gloss[language] = text("gloss-" + language.rawValue)
                full[language] = text("text-" + language.rawValue)
            }
            return SenseEntry(
                from: date("from"), until: date("until"), follows: references("follows"),
                followedBy: references("followed-by"), status: status(), gloss: gloss, text: full,
                citations: citations(), location: row.location)
        }

        private func status() -> EvidenceStatus {
            guard let text = text("status") else { return .background }
            if let status = EvidenceStatus(rawValue: text) { return status }
            sink.error(
                "unknown-value",
                "expected one of \(EvidenceStatus.allCases.map(\.rawValue).joined(separator: ", ")), found '\(text)'",
                at: row.location)
            return .background
        }

        private func date(_ column: String) -> PartialDate? {
            guard let text = text(column) else { return nil }
            if let date = PartialDate(text) { return date }
            sink.error("bad-date", "expected YYYY, YYYY-MM or YYYY-MM-DD, found '\(text)'", at: row.location)
            return nil
        }

        private func references(_ column: String) -> [Reference] {
            list(column).filter { !$0.isEmpty }.map { Reference(id: $0, location: row.location) }
        }

        /// `c26 @ art. 89`: a key, and the place in it.
        func citations() -> [Citation] {
            references("sources").map { reference in
                guard let mark = reference.id.range(of: " @ ") else { return Citation(source: reference, place: nil) }
                return Citation(
                    source: Reference(id: String(reference.id[..<mark.lowerBound]), location: reference.location),
                    place: String(reference.id[mark.upperBound...]))
            }
        }
    }
}
