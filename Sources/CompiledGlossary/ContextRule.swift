public import Glossary

/// A rule in compiled form: it tells from its surroundings what a term means in a place.
public struct ContextRule: Sendable {
    /// Its place in ``CompiledGlossary/rules``; conditions name rules by it.
    public var number: Int
    /// Kebab case; `explain` prints it.
    public var id: String
    /// What follows when it applies.
    public var effect: RuleEffect
    /// Why, in each language; `%` stands for the words that were found.
    public var why: [Language: String]
    /// The numbers of the concepts that it judges.
    public var concepts: Set<Int>
    /// It applies when all conditions of one of these lists hold.
    public var when: [[ContextCondition]]
    /// It does not apply when all conditions of one of these lists hold.
    public var unless: [[ContextCondition]]
}

/// A condition in compiled form; see `ConditionEntry` in the module Glossary for what its parts mean.
public struct ContextCondition: Hashable, Sendable {
    public var kind: ConditionKind
    /// The number of a lexicon.
    public var lexicon: Int?
    public var shape: WordShape?
    /// The number of a lexicon.
    public var over: Int?
    public var skip: Int
    public var feature: String?
    /// The number of a lexicon.
    public var ledBy: Int?
    /// The number of a rule.
    public var rule: Int?
}

/// Words that rules look for, in compiled form; the words themselves are in the context automaton.
public struct Lexicon: Sendable {
    /// Kebab case; rules name it.
    public var id: String
    /// Every capitalized word that ends so, in the `match` profile, is in it as well.
    public var endings: [String]

    public init(id: String, endings: [String]) {
        self.id = id
        self.endings = endings
    }
}
