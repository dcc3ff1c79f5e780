public import Glossary
public import Morphology

/// All forms of a word or phrase, on the build side: from a stated class, or a guessed one.
public struct Inflector: Sendable {
    private let tables: LanguageTables

    public init(tables: LanguageTables) { self.tables = tables }

    /// The forms of a label, and the classes they were made from.
    public struct Result: Sendable {
        /// The class codes of the words.
        public var inflection: String
        /// Whether they were guessed by the spelling.
        public var isGuessed: Bool
        /// Each form with each reading once, sorted by form and features.
        public var forms: [WordForm]
    }

    /// The forms of a label.
    ///
    /// - Parameters:
    ///   - language: Russian or Kazakh; English does not inflect here and gives the label alone.
    ///   - inflection: a class code for each word; nil guesses them.
    ///   - tier: the least sure forms wanted; what is matched by default is `.extended`.
    public func inflect(
        _ label: String, in language: Language, inflection: String? = nil, upTo tier: FormTier = .extended
    ) throws(ClassError) -> Result {
        var codes = inflection ?? ""
        var forms: [WordForm]
        switch language {
        case .russian:
            if inflection == nil { codes = tables.russian.guess(label) }
            forms = try tables.russian.forms(of: label, classes: try WordClass.parse(codes)).filter { $0.tier <= tier }
        case .kazakh:
            if inflection == nil { codes = tables.kazakh.guess(label) }
            let classes = try WordClass.parse(codes)
            if classes.allSatisfy(\.isFixed) {
                forms = [WordForm(text: label, features: Features(), tier: .core)]
            } else {
                forms = try tables.kazakh.forms(of: label, classes: classes, upTo: tier)
            }
        case .english:
            forms = [WordForm(text: label, features: Features(), tier: .core)]
        }
        var seen: Set<String> = []
        // Coordination is a matter of matching, not a form to list.
        forms.removeAll { $0.text.contains(WordClass.anyWordMark) }
        for index in forms.indices { forms[index].text.removeAll { $0 == WordClass.gapMark } }
        forms = forms.filter { seen.insert("\($0.text)\t\($0.features)").inserted }
        forms.sort { ($0.text, $0.features.description) < ($1.text, $1.features.description) }
        return Result(inflection: codes, isGuessed: inflection == nil, forms: forms)
    }
}
