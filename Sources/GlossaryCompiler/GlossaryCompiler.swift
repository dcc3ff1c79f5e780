import Automata
import CompiledGlossary
import Glossary
import Morphology
public import TextCore
import UnicodeSupport

/// The result of a compilation.
public struct CompiledSource: Sendable {
    /// The compiled glossary (see the module CompiledGlossary); the same source always gives the same bytes.
    public var bytes: [UInt8]
    /// A warning for each term whose class was not stated, with the class that was guessed.
    public var guessed: [Diagnostic]
}

/// Turns checked entries into the compiled form: terms to word forms, word forms to one automaton.
public struct GlossaryCompiler: Sendable {
    private let tables: LanguageTables
    private let normalizer: Normalizer

    public init(tables: LanguageTables) {
        self.tables = tables
        normalizer = Normalizer(rules: tables.normalization)
    }

    /// A stem in the `match` profile, with the number of its term or lexicon and everything that may follow it.
    private struct Branch {
        var output: UInt32
        var stem: [Unicode.Scalar]
        var tail: Tail
    }

    /// Equal tails are built once.
    private enum Tail: Hashable {
        case shared(SuffixGrammar.Paradigm)
        case own([Ending])
    }

    private struct Ending: Hashable {
        var text: [Unicode.Scalar]
        var reading: UInt32
    }

    /// Compiles a glossary.
    ///
    /// - Parameter source: its concepts are compiled in the order of their ids.
    /// - Throws: ``Diagnostics`` with every term that does not fit its class.
    public func compile(_ source: GlossarySource) throws(Diagnostics) -> CompiledSource {
        var concepts = source.concepts.sorted { $0.id < $1.id }
        var guessed: [Diagnostic] = []
        for index in concepts.indices {
            for place in concepts[index].terms.indices {
                let term = concepts[index].terms[place]
                guard term.language != .english, term.inflection == nil else { continue }
                guard let inflection = guess(term.label, term.language) else { continue }
                concepts[index].terms[place].inflection = inflection
                guessed.append(
                    Diagnostic(
                        .warning, "guessed-class", "'\(term.label)' states no class; guessed: \(inflection)",
                        at: term.location))
            }
        }
        var readings = Interner<String>()
        var diagnostics: [Diagnostic] = []
        var sharedEndings: [SuffixGrammar.Paradigm: [Ending]] = [:]
        var folded: [String: [Unicode.Scalar]] = [:]

        func fold(_ text: String) throws(ICUError) -> [Unicode.Scalar] {
            if let known = folded[text] { return known }
            let result = Array(try normalizer.normalize(text, for: .match).text.unicodeScalars)
            folded[text] = result
            return result
        }

        /// What a word brings into an automaton: `output` says whose form it is.
        func branches(
            of label: String, _ language: Language?, inflection: String?, output: UInt32
        ) throws -> [Branch] {
            switch language {
            case .russian:
                let forms = try russianForms(of: label, inflection)
                let (stem, endings) = split(try forms.map { (try fold($0.text), $0.features.description) })
                let tail = endings.map { Ending(text: $0.text, reading: readings.number(of: $0.features)) }
                return [Branch(output: output, stem: stem, tail: .own(tail))]
            case .kazakh:
                return try kazakhStems(of: label, inflection).map { stem in
                    guard let paradigm = stem.paradigm else {
                        let ending = Ending(text: [], reading: readings.number(of: ""))
                        return Branch(output: output, stem: try fold(stem.text), tail: .own([ending]))
                    }
                    if sharedEndings[paradigm] == nil {
                        sharedEndings[paradigm] = try tables.kazakh.endings(of: paradigm, upTo: .extended).map {
                            Ending(text: try fold($0.text), reading: readings.number(of: $0.features.description))
                        }
                    }
                    return Branch(output: output, stem: try fold(stem.text), tail: .shared(paradigm))
                }
            case .english, nil:
                let ending = Ending(text: [], reading: readings.number(of: ""))
                return [Branch(output: output, stem: try fold(label), tail: .own([ending]))]
            }
        }
        func collect(
            _ label: String, _ language: Language?, _ inflection: String?, output: Int, at location: SourceLocation
        ) -> [Branch] {
            do {
                return try branches(of: label, language, inflection: inflection, output: UInt32(output))
            } catch let error as ClassError {
                diagnostics.append(Diagnostic(.error, "inflection", "\(error)", at: location))
            } catch {
                diagnostics.append(Diagnostic(.error, "normalization", "\(error)", at: location))
            }
            return []
        }

        let termBranches = concepts.flatMap(\.terms).enumerated().flatMap { number, term in
            collect(term.label, term.language, term.inflection, output: number, at: term.location)
        }
        let lexicons = source.lexicons.sorted { $0.id < $1.id }
        let contextBranches = lexicons.enumerated().flatMap { number, lexicon in
            lexicon.words.flatMap { word in
                collect(
                    word.label, word.language, word.inflection ?? guess(word.label, word.language),
                    output: 2 * number + (word.label.first?.isUppercase == true ? 1 : 0), at: word.location)
            }
        }
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }

        do {
            let branches = termBranches + contextBranches
            let scalars =
                branches.flatMap(\.stem)
                + branches.flatMap { branch -> [Unicode.Scalar] in
                    if case .own(let endings) = branch.tail { endings.flatMap(\.text) } else { [] }
                } + sharedEndings.values.flatMap { $0.flatMap(\.text) }
            let alphabet = try SymbolTable(scalars: Set(scalars), normalizer: normalizer)
            var sets = Interner<[UInt32]>()
            let automaton = try build(
                termBranches, sharedEndings: sharedEndings, alphabet: alphabet, readingSets: &sets)
            let context = try build(
                contextBranches, sharedEndings: sharedEndings, alphabet: alphabet, readingSets: &sets)
            let cited = Set(concepts.flatMap(\.senses).flatMap(\.citations).map(\.source.id))
            let content = GlossaryContent(
                concepts: concepts,
                sources: source.sources.filter { cited.contains($0.id) }.sorted { $0.id < $1.id },
                readingSets: sets.values.map { set in set.map { readings.values[Int($0)] }.sorted() },
                normalizationRules: tables.normalization,
                transliteration: source.transliteration.sorted(), automatonWords: automaton.words,
                automatonRoot: automaton.root,
                lexicons: try lexicons.map { lexicon in
                    Lexicon(
                        id: lexicon.id,
                        endings: try lexicon.endings.map { try normalizer.normalize($0, for: .match).text })
                }, rules: source.rules,
                contextWords: context.words, contextRoot: context.root, symbols: alphabet.narrow,
                symbolFlags: alphabet.flags, wideSymbols: alphabet.wide)
            return CompiledSource(
                bytes: GlossaryWriter.write(content), guessed: guessed)
        } catch {
            let place = concepts.first?.location ?? SourceLocation(file: "glossary", line: 1, column: 1)
            throw Diagnostics([Diagnostic(.error, "compile", "\(error)", at: place)])
        }
    }

    // MARK: Forms

    private func guess(_ label: String, _ language: Language?) -> String? {
        switch language {
        case .russian: tables.russian.guess(label)
        case .kazakh: tables.kazakh.guess(label)
        case .english, nil: nil
        }
    }

    private func russianForms(of label: String, _ inflection: String?) throws(ClassError) -> [WordForm] {
        try tables.russian.forms(of: label, classes: try WordClass.parse(inflection ?? "")).filter {
            $0.tier <= .extended
        }
    }

    private func kazakhStems(
        of label: String, _ inflection: String?
    ) throws(ClassError) -> [(text: String, paradigm: SuffixGrammar.Paradigm?)] {
        let classes = try WordClass.parse(inflection ?? "")
        let words = label.split(separator: " ").count
        if classes.allSatisfy(\.isFixed) {
            guard classes.count == words else { throw .count(words: words, classes: classes.count) }
            return [(label, nil)]
        }
        return try tables.kazakh.stems(of: label, classes: classes).map { ($0.text, $0.paradigm) }
    }

    /// The longest start that all forms share, and what follows it in each.
    private func split(
        _ forms: [(text: [Unicode.Scalar], features: String)]
    ) -> (stem: [Unicode.Scalar], endings: [(text: [Unicode.Scalar], features: String)]) {
        guard var stem = forms.first?.text[...] else { return ([], []) }
        for form in forms {
            let common = zip(stem, form.text).prefix { $0 == $1 }.count
            stem = stem.prefix(common)
        }
        return (Array(stem), forms.map { (Array($0.text.dropFirst(stem.count)), $0.features) })
    }

    // MARK: Automaton

    private func build(
        _ branches: [Branch], sharedEndings: [SuffixGrammar.Paradigm: [Ending]], alphabet: SymbolTable,
        readingSets sets: inout Interner<[UInt32]>
    ) throws -> (words: [UInt32], root: UInt32) {
        var builder = AutomatonBuilder()
        var tails: [Tail: AutomatonBuilder.State] = [:]
        var stems = Trie()
        for branch in branches {
            let state: AutomatonBuilder.State
            if let known = tails[branch.tail] {
                state = known
            } else {
                let endings: [Ending]
                switch branch.tail {
                case .own(let own): endings = own
                case .shared(let paradigm): endings = sharedEndings[paradigm] ?? []
                }
                var trie = Trie()
                for ending in endings {
                    // A hyphen before a suffix is always one; people leave it out behind an abbreviation.
                    var texts = [ending.text]
                    if ending.text.first == "-" { texts.append(Array(ending.text.dropFirst())) }
                    for spelling in try texts.flatMap({ try alphabet.spellings(of: $0, hyphensVary: false) }) {
                        trie.insert(spelling, output: ending.reading)
                    }
                }
                state = trie.freeze(into: &builder) { sets.number(of: $0.sorted()) }
                tails[branch.tail] = state
            }
            for spelling in try alphabet.spellings(of: branch.stem, hyphensVary: true) {
                stems.insert(spelling, epsilon: AutomatonBuilder.Epsilon(output: branch.output, target: state))
            }
        }
        let root = stems.freeze(into: &builder) { sets.number(of: $0.sorted()) }
        return try builder.build(root: root)
    }
}

/// Numbers for values, in the order in which they come.
private struct Interner<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: UInt32] = [:]

    mutating func number(of value: Value) -> UInt32 {
        if let known = numbers[value] { return known }
        let number = UInt32(values.count)
        numbers[value] = number
        values.append(value)
        return number
    }
}
