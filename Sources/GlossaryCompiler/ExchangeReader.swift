import Glossary
public import TextCore

/// The formats that glossaries of other programs are read from.
public enum ExchangeFormat: String, CaseIterable, Sendable {
    case csv
    case tbx
    case skos
}

extension GlossaryReader {
    /// Reads a glossary that another program wrote, or that `glossary export` did.
    ///
    /// - Returns: what could be read, and every problem: of TBX and SKOS, languages that are not ru, kk or en are warned of
    ///   and left out.
    public static func read(
        _ file: SourceFile, from format: ExchangeFormat
    ) -> (source: GlossarySource, diagnostics: [Diagnostic]) {
        let sink = DiagnosticSink()
        var source = GlossarySource()
        do throws(Diagnostic) {
            switch format {
            case .csv: CSVReader.read(file, into: &source, sink)
            case .tbx: TBXReader.read(try XMLReader.read(file.text, file: file.name), into: &source, sink)
            case .skos: SKOSReader.read(try TurtleReader.read(file.text, file: file.name), into: &source, sink)
            }
        } catch {
            sink.error(error.code, error.message, at: error.location)
        }
        return (source, sink.list)
    }
}

/// What readers of exchange formats share.
struct ExchangeConcepts {
    private var ids: [String: String] = [:]
    private var taken: Set<String> = []
    private var sources: Set<String> = []

    /// An id for what a file calls a concept: the same in kebab case, with a number when that is taken.
    mutating func id(of name: String) -> String {
        if let known = ids[name] { return known }
        let kebab = Self.kebab(name)
        var id = kebab
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(kebab)-\(number)"
            number += 1
        }
        ids[name] = id
        return id
    }

    /// Small letters and digits of ASCII, everything else as one hyphen.
    static func kebab(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        return words.isEmpty ? "concept" : words.joined(separator: "-")
    }

    /// The language of a tag: "kk" of "kk-KZ".
    static func language(_ tag: String?) -> Language? {
        (tag?.split { $0 == "-" || $0 == "_" }.first).flatMap { Language(rawValue: $0.lowercased()) }
    }

    /// A citation; its source is added when it is new.
    mutating func cite(
        _ id: String?, title: String, place: String?, act: String?, url: String?, read: String?,
        at location: SourceLocation, in source: inout GlossarySource
    ) -> Citation {
        let key = id ?? Self.kebab(String(title.prefix(60)))
        if sources.insert(key).inserted {
            source.sources.append(
                SourceEntry(
                    id: key, title: title, act: act, url: url, read: read.flatMap { PartialDate($0) },
                    location: location))
        }
        return Citation(source: Reference(id: key, location: location), place: place)
    }

    /// White space of exchange files is that of their layout.
    static func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// A term with what a note of ours says about it.
    static func term(
        _ label: String, _ language: Language, note: ExchangeNote?, kind: TermKind?, isFirst: Bool,
        at location: SourceLocation, _ sink: DiagnosticSink
    ) -> TermEntry? {
        var guards: [Guard] = []
        if let note {
            let forms = note.all("not")
            if !forms.isEmpty { guards.append(.notForms(forms)) }
            let names = note.all("name")
            if !names.isEmpty || note["named"] != nil { guards.append(.name(beside: names)) }
        }
        return GlossaryReader.term(
            label, in: language, inflection: note?["class"],
            kind: note?["kind"].flatMap(TermKind.init) ?? kind, caseRule: note?["case"].flatMap(CaseRule.init),
            guards: guards, isFirst: isFirst, at: location, sink)
    }
}
