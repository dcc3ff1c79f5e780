import Glossary

/// Grammatical features in the words of school grammar: «plural + 3rd person possessive + genitive of әкім».
public struct FeatureWords: Sendable {
    /// The language of the words.
    public var language: Language

    public init(language: Language) { self.language = language }

    /// One reading of a form.
    ///
    /// - Parameters:
    ///   - features: a Universal Dependencies feature string; empty for a word that does not change.
    ///   - term: the language of the word; Russian and Kazakh have different names for one case.
    /// - Returns: the parts joined by " + "; empty for the dictionary form.
    public func describe(_ features: String, of term: Language) -> String {
        let values = Dictionary(
            features.split(separator: "|").compactMap { pair -> (String, String)? in
                guard let equals = pair.firstIndex(of: "=") else { return nil }
                return (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
            }, uniquingKeysWith: { first, _ in first })
        var parts: [String] = []
        func add(_ row: Row?) { if let row { parts.append(row.text(in: language)) } }
        // What is inside comes first, as the suffixes stand.
        if values["Number[base]"] == "Plur" { add(Self.plural) }
        if values["Case[base]"] == nil, values["Number"] == "Plur" { add(Self.plural) }
        if let person = values["Person[psor]"] {
            add(Self.possessors[person + (values["Number[psor]"] ?? "")])
            if values["Polite"] == "Form" { add(Self.polite) }
        }
        if let base = values["Case[base]"] {
            add(Self.bases[base])
            if values["Number"] == "Plur" { add(Self.plural) }
        }
        if values["Derivation"] == "Attr" {
            add(Self.bases["Loc"])
        } else if values["Derivation"] == "Orn" {
            add(Self.ornative)
        } else if let name = values["Case"], name != "Nom" {
            add(term == .russian && name == "Loc" ? Self.prepositional : Self.cases[name])
        } else if values["Case"] == "Nom", term == .russian, values["Number"] == "Plur" {
            add(Self.cases["Nom"])
        }
        if let person = values["Person[subj]"] { add(Self.subjects[person + (values["Number[subj]"] ?? "")]) }
        if let kind = values["PartType"] { add(Self.particles[kind]) }
        return parts.joined(separator: " + ")
    }

    /// All readings of a form, each once: «plural + accusative / plural + genitive».
    public func describe(_ readings: [String], in term: Language) -> String {
        var seen: [String] = []
        for reading in readings {
            let text = describe(reading, of: term)
            if !seen.contains(text) { seen.append(text) }
        }
        let dictionaryForm = Self.dictionaryForm.text(in: language)
        return seen.isEmpty ? dictionaryForm : seen.map { $0.isEmpty ? dictionaryForm : $0 }.joined(separator: " / ")
    }

    /// The same with the lemma: «plural + genitive of аким».
    public func describe(_ readings: [String], of lemma: String, in term: Language) -> String {
        let text = describe(readings, in: term)
        if text == Self.dictionaryForm.text(in: language) { return text }
        switch language {
        case .russian: return "\(text) от «\(lemma)»"
        case .kazakh: return "«\(lemma)»: \(text)"
        case .english: return "\(text) of \(lemma)"
        }
    }

    private struct Row: Sendable {
        var russian: String
        var kazakh: String
        var english: String

        init(_ russian: String, _ kazakh: String, _ english: String) {
            self.russian = russian
            self.kazakh = kazakh
            self.english = english
        }

        func text(in language: Language) -> String {
            switch language {
            case .russian: russian
            case .kazakh: kazakh
            case .english: english
            }
        }
    }

    private static let dictionaryForm = Row("начальная форма", "бастапқы тұлға", "dictionary form")
    private static let plural = Row("множественное число", "көпше түрі", "plural")
    private static let polite = Row("вежливая форма", "сыпайы түрі", "polite")
    private static let ornative = Row("обладание (-лы)", "-лы жұрнағы", "having it (-лы)")
    private static let prepositional = Row("предложный падеж", "предлогтік септік", "prepositional")
    private static let cases = [
        "Nom": Row("именительный падеж", "атау септігі", "nominative"),
        "Gen": Row("родительный падеж", "ілік септігі", "genitive"),
        "Dat": Row("дательный падеж", "барыс септігі", "dative"),
        "Acc": Row("винительный падеж", "табыс септігі", "accusative"),
        "Loc": Row("местный падеж", "жатыс септігі", "locative"),
        "Abl": Row("исходный падеж", "шығыс септігі", "ablative"),
        "Ins": Row("творительный падеж", "көмектес септігі", "instrumental"),
        "Sem": Row("уподобление (-дай)", "-дай жұрнағы", "likeness (-дай)"),
        "Equ": Row("образ или мера (-ша)", "-ша жұрнағы", "manner or measure (-ша)"),
        "Abe": Row("отсутствие (-сыз)", "-сыз жұрнағы", "absence (-сыз)"),
    ]
    private static let possessors = [
        "1Sing": Row("принадлежность 1-му лицу (мой)", "1-жақ тәуелдік жалғауы (менің)", "1st person possessive (my)"),
        "2Sing": Row(
            "принадлежность 2-му лицу (твой)", "2-жақ тәуелдік жалғауы (сенің)", "2nd person possessive (your)"),
        "1Plur": Row(
            "принадлежность 1-му лицу (наш)", "1-жақ тәуелдік жалғауы (біздің)", "1st person possessive (our)"),
        "2Plur": Row(
            "принадлежность 2-му лицу (ваш)", "2-жақ тәуелдік жалғауы (сендердің)",
            "2nd person possessive (your, plural)"),
        "3": Row("принадлежность 3-му лицу", "3-жақ тәуелдік жалғауы", "3rd person possessive"),
    ]
    private static let subjects = [
        "1Sing": Row("сказуемое: я", "1-жақ жіктік жалғауы (мен)", "predicate: I am"),
        "1Plur": Row("сказуемое: мы", "1-жақ жіктік жалғауы (біз)", "predicate: we are"),
        "2Sing": Row("сказуемое: ты", "2-жақ жіктік жалғауы (сен)", "predicate: you are"),
        "2Plur": Row("сказуемое: вы", "2-жақ жіктік жалғауы (сендер)", "predicate: you are (plural)"),
    ]
    private static let particles = [
        "Int": Row("вопрос (ма)", "сұраулық шылау (ма)", "question (ма)"),
        "Conj": Row("«тоже» (да)", "жалғаулық шылау (да)", "also (да)"),
        "Emp": Row("усиление (ғой)", "нақтылау шылауы (ғой)", "emphasis (ғой)"),
        "Res": Row("«только» (ғана)", "шектік шылау (ғана)", "only (ғана)"),
    ]
    private static let bases = [
        "Loc": Row("находящийся в нём (-дағы)", "-дағы қосымшасы", "being there (-дағы)"),
        "Gen": Row("принадлежащий ему (-нікі)", "-нікі қосымшасы", "belonging to it (-нікі)"),
    ]
}
