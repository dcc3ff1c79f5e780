import Glossary
import GlossaryCompiler
import Morphology
import TestSupport
import Testing
import TextCore

@testable import Annotation
@testable import CompiledGlossary

/// й and ё as two scalars each; no other Russian or Kazakh letter decomposes.
private func decomposed(_ text: String) -> String {
    let marks: [Unicode.Scalar: String] = ["й": "и\u{306}", "Й": "И\u{306}", "ё": "е\u{308}", "Ё": "Е\u{308}"]
    return text.unicodeScalars.reduce(into: "") { $0 += marks[$1] ?? String($1) }
}

@Suite struct WholeGlossaryTests {
    private let glossary: CompiledGlossary
    private let tables: LanguageTables

    init() throws {
        glossary = try CompiledGlossary.builtIn()
        tables = try TableReader.builtIn()
    }

    /// All forms of all terms, by term number. Endings of a paradigm are made once.
    private func forms() throws -> [(number: Int, forms: [String])] {
        var endings: [SuffixGrammar.Paradigm: [String]] = [:]
        var result: [(number: Int, forms: [String])] = []
        for (number, term) in glossary.concepts.flatMap(\.terms).enumerated() where term.language != .english {
            let classes = try WordClass.parse(term.inflection ?? "")
            var forms: Set<String> = []
            if term.language == .russian {
                forms.formUnion(
                    try tables.russian.forms(of: term.label, classes: classes).filter { $0.tier <= .extended }.map(
                        \.text))
            } else if classes.allSatisfy(\.isFixed) {
                forms.insert(term.label)
            } else {
                for stem in try tables.kazakh.stems(of: term.label, classes: classes) {
                    if endings[stem.paradigm] == nil {
                        endings[stem.paradigm] = tables.kazakh.endings(of: stem.paradigm, upTo: .extended).map(\.text)
                    }
                    forms.formUnion(endings[stem.paradigm, default: []].map { stem.text + $0 })
                }
            }
            result.append(
                (
                    number,
                    forms.map {
                        $0.replacing(String(WordClass.gapMark), with: "").replacing(
                            String(WordClass.anyWordMark), with: "районный ")
                    }.sorted()
                ))
        }
        return result
    }

    /// A form as it may stand in a text.
    private enum Style: CaseIterable {
        case asIs
        case lower
        case title
        case capitals
        case decomposed

        func write(_ form: String) -> String {
            switch self {
            case .asIs: form
            case .lower: form.lowercased()
            case .title: form.prefix(1).uppercased() + form.dropFirst()
            case .capitals: form.uppercased()
            case .decomposed: AnnotationTests.decomposed(form)
            }
        }
    }

    /// Every form of every term stands in a text, in five spellings, and the matcher finds the term in exactly that place.
    /// In debug builds only every twenty-third form of a long paradigm, taking the spellings in turn.
    @Test func `Every form of the glossary is found in every spelling with exact offsets`() throws {
        var text = ""
        var expected: [(candidate: Candidate, form: String)] = []
        var count = 0
        for (number, forms) in try self.forms() {
            for (index, form) in forms.enumerated() {
                #if DEBUG
                    guard forms.count < 40 || index % 23 == number % 23 else { continue }
                    let styles =
                        forms.count < 40 ? Style.allCases : [Style.allCases[(index / 23) % Style.allCases.count]]
                #else
                    let styles = Style.allCases
                #endif
                for style in styles {
                    text += "Тут — "
                    let start = text.utf8.count
                    let written = style.write(form)
                    text += written
                    let range = start..<text.utf8.count
                    expected.append((Candidate(range: range, term: number, readingSet: 0), written))
                    text += ", вот.\n"
                    count += 1
                }
            }
        }
        var found: Set<Candidate> = []
        text.withUTF8 { bytes in
            Matcher(glossary: glossary, automaton: glossary.automaton).scan(bytes) { candidates in
                for candidate in candidates {
                    found.insert(Candidate(range: candidate.range, term: candidate.term, readingSet: 0))
                }
            }
        }
        let missing = expected.filter { !found.contains($0.candidate) }
        #expect(count > 15_000)
        #expect(missing.count == 0, "\(missing.prefix(20).map(\.form))")
    }

    /// The glossary reads its own definitions: the terms they use are found, and nothing in them is taken for another
    /// country's or for a person.
    @Test func `Definitions are understood`() throws {
        let annotator = try Annotator()
        let notMeant: Set = [
            "foreign-owner", "foreign-place", "foreign-sentence", "foreign-land", "foreign-monarch",
            "foreign-candidate",
            "surname", "surname-first", "given-name", "name-inside", "name-of-assembly", "office-of-organisation",
            "field-of-work", "vicinity", "batch", "governments-of-others",
        ]
        var mentions = 0
        for sense in glossary.concepts.flatMap(\.senses) {
            for language in [Language.russian, .kazakh] {
                for text in [sense.gloss(in: language), sense.text(in: language)].compactMap({ $0 }) {
                    let annotated = annotator.annotate(text, language: language)
                    mentions += annotated.count
                    for mention in annotated.suppressed {
                        #expect(notMeant.isDisjoint(with: mention.reasons.map(\.rule)), "\(mention.text) in: \(text)")
                    }
                }
            }
        }
        #expect(mentions > 10_000)
    }
}
