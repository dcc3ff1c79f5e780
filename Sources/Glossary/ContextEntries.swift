public import TextCore

/// Words that rules look for around a mention: foreign countries, verbs of saying, parts of names.
///
/// They are not terms: they are never annotated, and only tell what a term beside them means.
public struct LexiconEntry: Hashable, Sendable {
    /// Kebab case; rules name it.
    public var id: String
    /// Its words, of all languages.
    public var words: [LexiconWord]
    /// Every capitalized word that ends so is in it as well: `ович` for patronymics.
    public var endings: [String]
    /// Where it is written.
    public var location: SourceLocation

    public init(id: String, words: [LexiconWord], endings: [String], location: SourceLocation) {
        self.id = id
        self.words = words
        self.endings = endings
        self.location = location
    }
}

/// A word or phrase of a lexicon.
public struct LexiconWord: Hashable, Sendable {
    /// The language whose classes inflect it; nil for a word that stands only as it is written.
    public var language: Language?
    /// The lemma. When it begins with a capital, so does the word in a text.
    public var label: String
    /// The inflection class of each word; nil leaves it to be guessed.
    public var inflection: String?
    /// Where it is written.
    public var location: SourceLocation

    public init(language: Language?, label: String, inflection: String?, location: SourceLocation) {
        self.language = language
        self.label = label
        self.inflection = inflection
        self.location = location
    }
}

/// A rule that tells from its surroundings what a term means in a place.
public struct RuleEntry: Hashable, Sendable {
    /// Kebab case; `explain` prints it.
    public var id: String
    /// Ids of concepts that it judges.
    public var concepts: [Reference]
    /// Categories whose concepts it judges.
    public var categories: [Reference]
    /// Ids of concepts of those categories that it does not judge.
    public var except: [Reference]
    /// What follows when it applies.
    public var effect: RuleEffect
    /// It applies when all conditions of one of these lists hold.
    public var when: [[ConditionEntry]]
    /// It does not apply when all conditions of one of these lists hold.
    public var unless: [[ConditionEntry]]
    /// Why, in each language, for people; `%` stands for the words that were found.
    public var why: [Language: String]
    /// Sentences in which it applies to the part in bars.
    public var applies: [String]
    /// Sentences in which it does not apply to the part in bars.
    public var leaves: [String]
    /// Where it is written.
    public var location: SourceLocation

    public init(
        id: String, concepts: [Reference], categories: [Reference], except: [Reference], effect: RuleEffect,
        when: [[ConditionEntry]],
        unless: [[ConditionEntry]],
        why: [Language: String], applies: [String], leaves: [String], location: SourceLocation
    ) {
        self.id = id
        self.concepts = concepts
        self.categories = categories
        self.except = except
        self.effect = effect
        self.when = when
        self.unless = unless
        self.why = why
        self.applies = applies
        self.leaves = leaves
        self.location = location
    }
}

/// What follows when a rule applies.
public enum RuleEffect: String, CaseIterable, Hashable, Sendable {
    /// The term is meant; rules further down are not tried.
    case accept
    /// The term is not meant, nor is anything inside it; rules further down are not tried.
    case reject
    /// The term is not meant, but terms inside it may be; rules further down are not tried.
    case split
    /// Something speaks against it: the mention is `likely`.
    case doubt
}

/// Something that must hold of a mention or its surroundings.
public struct ConditionEntry: Hashable, Sendable {
    /// What is asked.
    public var kind: ConditionKind
    /// The lexicon it looks for, or nil for conditions without one.
    public var lexicon: Reference?
    /// The rule that rejected something before; for ``ConditionKind/rejected`` only.
    public var rule: Reference?
    /// A shape, for conditions on how a word is written.
    public var shape: WordShape?
    /// The lexicon whose words may stand between.
    public var over: Reference?
    /// How many other words may stand between.
    public var skip: Int
    /// A feature (`Case=Gen`) that a reading of the word found must have.
    public var feature: String?
    /// The lexicon that must hold the word before the one found.
    public var ledBy: Reference?

    public init(
        kind: ConditionKind, lexicon: Reference? = nil, rule: Reference? = nil, shape: WordShape? = nil,
        over: Reference? = nil, skip: Int = 0,
        feature: String? = nil, ledBy: Reference? = nil
    ) {
        self.kind = kind
        self.lexicon = lexicon
        self.rule = rule
        self.shape = shape
        self.over = over
        self.skip = skip
        self.feature = feature
        self.ledBy = ledBy
    }
}

/// What a condition asks.
public enum ConditionKind: String, CaseIterable, Hashable, Sendable {
    /// The next words of the clause are in the lexicon.
    case after
    /// The words before it in the clause are in the lexicon.
    case before
    /// The clause has words of the lexicon, outside the mention.
    case clause
    /// The sentence has words of the lexicon, outside the mention.
    case sentence
    /// The sentence has words of the lexicon before the mention.
    case earlier
    /// The paragraph has words of the lexicon, outside the mention.
    case paragraph
    /// The mention itself holds words of the lexicon.
    case inside
    /// The mention as a whole is a form in the lexicon.
    case form
    /// The mention is written in this shape.
    case written
    /// The next word, if no punctuation is between, has this shape.
    case next
    /// The word before, if no punctuation is between, has this shape.
    case previous
    /// A reading of the mention has the feature.
    case reading
    /// The mention is the first word of its sentence.
    case first
    /// Quotation marks open directly before the mention and close directly behind it.
    case quoted
    /// A hyphen and more of the same word stand directly beside the mention: ауыл-аймақ.
    case part
    /// Something before it in the same sentence was rejected by the rule.
    case rejected
}

/// How a word is written.
public enum WordShape: String, CaseIterable, Hashable, Sendable {
    /// A small first letter.
    case lower
    /// A capital first letter, and more letters.
    case capitalized
    /// Two or more letters, all capitals.
    case capitals
    /// One capital letter with a full stop.
    case initial
    /// Digits, with or without more behind them.
    case number
    /// A Roman numeral in capitals.
    case roman
    /// An opening quotation mark and whatever it opens.
    case quotation
    /// No word: the clause ends here.
    case nothing
}

/// Names of lexicons that the engine itself asks for.
public enum ContextNames {
    /// Words that a full stop follows without ending the sentence: г., обл., им.
    public static let abbreviations = "abbreviation"
    /// Headings of what follows an article on a page: «Читайте также».
    public static let sideHeading = "side-heading"
    /// First words of lines that do not belong to an article.
    public static let sideLine = "side-line"
    /// Words that stand inside dates: «года», «жылғы».
    public static let dateWords = "date-word"
    /// The name of a month, from 1 on.
    public static func month(_ number: Int) -> String { "month-\(number)" }
    /// All of them.
    public static let all: Set<String> = Set(
        [abbreviations, sideHeading, sideLine, dateWords] + (1...12).map(month))
}
