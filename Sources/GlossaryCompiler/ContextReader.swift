import Glossary
import TextCore

/// Reads lexicons and rules from YAML (the schema is in Dictionaries/README.md).
enum ContextReader {
    static func readLexicon(_ value: YAMLValue) -> LexiconEntry? {
        value.allow(["id", "ru", "kk", "forms", "endings"])
        guard let id = value.required("id")?.text else { return nil }
        var words: [LexiconWord] = []
        for language in [Language.russian, .kazakh] {
            for word in value[language.rawValue]?.list ?? [] {
                if let word = readWord(word, language: language) { words.append(word) }
            }
        }
        for form in value["forms"]?.list ?? [] {
            guard let label = form.text else { continue }
            words.append(LexiconWord(language: nil, label: label, inflection: nil, location: form.location))
        }
        return LexiconEntry(
            id: id, words: words, endings: (value["endings"]?.list ?? []).compactMap(\.text), location: value.location)
    }

    private static func readWord(_ value: YAMLValue, language: Language) -> LexiconWord? {
        if value.isText {
            guard let label = value.text else { return nil }
            return LexiconWord(language: language, label: label, inflection: nil, location: value.location)
        }
        value.allow(["label", "class"])
        guard let label = value.required("label")?.text, let inflection = value.required("class")?.text else {
            return nil
        }
        return LexiconWord(language: language, label: label, inflection: inflection, location: value.location)
    }

    static func readRule(_ value: YAMLValue) -> RuleEntry? {
        value.allow(["id", "concepts", "categories", "except", "effect", "when", "unless", "why", "applies", "leaves"])
        guard let id = value.required("id")?.text, let effect = value.required("effect")?.choice(RuleEffect.self)
        else { return nil }
        return RuleEntry(
            id: id, concepts: GlossaryReader.readReferences(value["concepts"]),
            categories: GlossaryReader.readReferences(value["categories"]),
            except: GlossaryReader.readReferences(value["except"]), effect: effect,
            when: readAlternatives(value.required("when")), unless: readAlternatives(value["unless"]),
            why: GlossaryReader.readTexts(value.required("why")),
            applies: (value.required("applies")?.list ?? []).compactMap(\.text),
            leaves: (value.required("leaves")?.list ?? []).compactMap(\.text), location: value.location)
    }

    /// A list of alternatives; each is one condition, or a list of conditions that must all hold.
    private static func readAlternatives(_ value: YAMLValue?) -> [[ConditionEntry]] {
        (value?.list ?? []).map { alternative in
            let conditions = alternative.isList ? alternative.list : [alternative]
            return conditions.compactMap(readCondition)
        }
    }

    private static func readCondition(_ value: YAMLValue) -> ConditionEntry? {
        let kinds = ConditionKind.allCases.filter { value[$0.rawValue] != nil }
        guard let kind = kinds.first, kinds.count == 1, let argument = value[kind.rawValue] else {
            value.error(
                "bad-condition",
                "expected one of \(ConditionKind.allCases.map(\.rawValue).joined(separator: ", ")), found \(kinds.count)"
            )
            return nil
        }
        var condition = ConditionEntry(kind: kind)
        switch kind {
        case .after, .before:
            value.allow([kind.rawValue, "over", "skip", "feature"])
            condition.lexicon = reference(argument)
            condition.over = value["over"].flatMap(reference)
            condition.skip = number(value["skip"])
            condition.feature = value["feature"]?.text
        case .clause, .sentence, .earlier, .paragraph, .inside, .form:
            value.allow([kind.rawValue, "feature", "led-by"])
            condition.lexicon = reference(argument)
            condition.ledBy = value["led-by"].flatMap(reference)
            condition.feature = value["feature"]?.text
        case .written, .next, .previous:
            value.allow([kind.rawValue])
            condition.shape = argument.choice(WordShape.self)
        case .reading:
            value.allow([kind.rawValue])
            condition.feature = argument.text
        case .rejected:
            value.allow([kind.rawValue])
            condition.rule = reference(argument)
        case .first, .quoted, .part:
            value.allow([kind.rawValue])
            if argument.flag == false {
                argument.error("unknown-value", "expected true; put it under 'unless' instead")
            }
        }
        return condition
    }

    private static func reference(_ value: YAMLValue) -> Reference? {
        value.text.map { Reference(id: $0, location: value.location) }
    }

    private static func number(_ value: YAMLValue?) -> Int {
        guard let value, let text = value.text else { return 0 }
        if let number = Int(text), (0..<10).contains(number) { return number }
        value.error("unknown-value", "expected a number from 0 to 9, found '\(text)'")
        return 0
    }
}
