import CompiledGlossary
public import Glossary
import TextCore

/// One step on the way to a decision: the rule that was tried and what it found. Words are made only when asked for.
public struct Reason: Sendable, CustomStringConvertible {
    let fact: Fact

    init(_ fact: Fact) { self.fact = fact }

    /// A stable name in kebab case: `case`, `name-guard`, `sense`, or the id of a rule of the glossary.
    public var rule: String {
        switch fact {
        case .form: "form"
        case .capital, .noCapital, .capitals, .noCapitals: "case"
        case .gap, .noName: "gap"
        case .otherWord: "not-forms"
        case .quoted, .inCapitals, .beside, .noEvidence: "name-guard"
        case .rule(let rule, _): rule.id
        case .otherLanguage, .language: "language"
        case .homonym: "homonym"
        case .newestSense, .validSense, .endedSense, .futureSense: "sense"
        case .introduced: "introduced"
        case .glued: "glued"
        case .sideColumn: "side-column"
        }
    }

    /// What was found, for people.
    public func detail(in language: Language) -> String {
        let (russian, kazakh, english) = wording
        return switch language {
        case .russian: russian
        case .kazakh: kazakh
        case .english: english
        }
    }

    /// What was found, in English.
    public var detail: String { detail(in: .english) }

    public var description: String { "\(rule): \(detail)" }

    /// What was found.
    enum Fact: Sendable {
        case form(Term)
        case capital
        case noCapital
        case capitals
        case noCapitals
        /// A name stands inside the term.
        case gap(String)
        case noName
        case otherWord(String)
        case quoted
        case inCapitals
        case beside(String)
        /// A common word, and nothing that makes it a name; one of the words that would.
        case noEvidence(String)
        case rule(ContextRule, evidence: String)
        case otherLanguage(term: Language, paragraph: Language)
        case language(Language)
        case homonym([String])
        case newestSense
        case validSense(PartialDate)
        case endedSense(PartialDate, until: PartialDate?)
        case futureSense(PartialDate, from: PartialDate?)
        case introduced
        case glued
        case sideColumn
    }

    private var wording: (String, String, String) {
        switch fact {
        case .form(let term):
            let inflection = term.inflection.map { " (\($0))" } ?? ""
            return (
                "форма термина «\(term.label)»\(inflection)", "«\(term.label)» терминінің тұлғасы\(inflection)",
                "a form of '\(term.label)'\(inflection)"
            )
        case .capital: return ("с прописной буквы", "бас әріппен жазылған", "written with a capital")
        case .noCapital:
            return (
                "в этом значении только с прописной буквы", "бұл мағынада тек бас әріппен жазылады",
                "meant only with a capital"
            )
        case .capitals: return ("прописными буквами", "бас әріптермен жазылған", "written in capitals")
        case .noCapitals:
            return (
                "сокращение пишется прописными буквами", "қысқарған сөз бас әріптермен жазылады",
                "meant only in capitals"
            )
        case .gap(let name):
            return ("внутри название: «\(name)»", "ішінде атау бар: «\(name)»", "with '\(name)' inside")
        case .noName:
            return ("слова внутри — не название", "ішіндегі сөздер атау емес", "the words inside are no name")
        case .otherWord(let word):
            return ("«\(word)» — другое слово", "«\(word)» — басқа сөз", "'\(word)' is another word")
        case .quoted: return ("в кавычках", "тырнақшаға алынған", "in quotation marks")
        case .inCapitals: return ("прописными буквами", "бас әріптермен жазылған", "in capitals")
        case .beside(let word): return ("рядом «\(word)»", "жанында «\(word)» бар", "beside '\(word)'")
        case .noEvidence(let word):
            return (
                "обычное слово: без кавычек, не прописными, рядом нет «\(word)»",
                "кәдімгі сөз: тырнақшада емес, бас әріптермен жазылмаған, жанында «\(word)» жоқ",
                "a common word: no quotation marks, no capitals, and no '\(word)' beside it"
            )
        case .rule(let rule, let evidence):
            func fill(_ language: Language) -> String {
                let template = rule.why[language] ?? rule.id
                return template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: evidence)
            }
            return (fill(.russian), fill(.kazakh), fill(.english))
        case .otherLanguage(let term, let paragraph):
            let names = Self.names
            return (
                "\(names[term]?.0 ?? "") термин, а абзац — \(names[paragraph]?.0 ?? "")",
                "термин \(names[term]?.1 ?? ""), ал абзац \(names[paragraph]?.1 ?? "")",
                "the term is \(names[term]?.2 ?? ""), the paragraph \(names[paragraph]?.2 ?? "")"
            )
        case .language(let language):
            let names = Self.names[language] ?? ("", "", "")
            return ("абзац \(names.0)", "абзац \(names.1)", "the paragraph is \(names.2)")
        case .homonym(let ids):
            let list = ids.joined(separator: ", ")
            return (
                "та же форма у: \(list)", "тұлғасы мынамен бірдей: \(list)", "the form also belongs to \(list)"
            )
        case .newestSense:
            return (
                "текст без даты: новейшее значение", "мәтіннің күні көрсетілмеген: ең жаңа мағынасы",
                "the newest, as the text has no date"
            )
        case .validSense(let date): return ("действует на \(date)", "\(date): қолданыста", "holds on \(date)")
        case .endedSense(let date, let until):
            let end = until.map(String.init) ?? ""
            return (
                "на \(date) уже не действует: до \(end)", "\(date): қолданыстан шыққан (аяқталуы: \(end))",
                "no longer holds on \(date): until \(end)"
            )
        case .futureSense(let date, let from):
            let start = from.map(String.init) ?? ""
            return (
                "на \(date) ещё не действует: с \(start)", "\(date): әлі қолданысқа енбеген (басталуы: \(start))",
                "not yet on \(date): since \(start)"
            )
        case .introduced:
            return (
                "сокращение введено в скобках после полного названия",
                "қысқарған сөз толық атаудан кейін жақшада берілген",
                "the abbreviation is introduced in brackets after the full name"
            )
        case .glued: return ("слово слилось с соседним", "көрші сөзбен қосылып кеткен", "glued to the word beside it")
        case .sideColumn:
            return ("боковая колонка, а не статья", "мақала емес, бүйірлік баған", "a side column, not the article")
        }
    }

    private static let names: [Language: (String, String, String)] = [
        .russian: ("русский", "орысша", "Russian"), .kazakh: ("казахский", "қазақша", "Kazakh"),
        .english: ("английский", "ағылшынша", "English"),
    ]
}
