import CompiledGlossary
import TextCore

/// Chooses what a concept means at a date.
enum SenseChoice {
    /// The sense that holds at `date`, or the nearest one, with the reason.
    ///
    /// Without a date the newest sense is taken. A concept outside its validity keeps its mention: an article of today
    /// speaks of what was abolished yesterday.
    static func choose(among senses: [Sense], at date: PartialDate?) -> (sense: Sense?, reason: Reason?) {
        guard let newest = senses.last else { return (nil, nil) }
        guard let date else {
            return (newest, senses.count > 1 ? Reason(.newestSense) : nil)
        }
        if let valid = senses.last(where: { holds($0, at: date) }) {
            return (valid, senses.count > 1 ? Reason(.validSense(date)) : nil)
        }
        if let until = senses.last(where: { $0.until.map { $0.earliest <= date.earliest } ?? false }) {
            return (until, Reason(.endedSense(date, until: until.until)))
        }
        let first = senses.first
        return (first, Reason(.futureSense(date, from: first?.from)))
    }

    /// Of homonyms whose concepts all have dates, those that began last before `date`, or last of all without one: a word
    /// that passed from one thing to another means the later one. Others are left as they are: nothing chooses between
    /// them. Never empty unless `choices` is.
    static func latest<Choice>(
        _ choices: [Choice], at date: PartialDate?, of concept: (Choice) -> Concept
    ) -> [Choice] {
        guard choices.count > 1 else { return choices }
        let beginnings = choices.map { beginning(of: concept($0), before: date) }
        guard !beginnings.contains(nil), let last = beginnings.compactMap({ $0 }).max() else { return choices }
        return zip(choices, beginnings).filter { $0.1 == last }.map(\.0)
    }

    /// When a concept last began before a date; nil when its senses have no dates, and less than every day when it has
    /// not begun.
    private static func beginning(of concept: Concept, before date: PartialDate?) -> Int? {
        let senses = concept.senses
        guard senses.contains(where: { $0.from != nil || $0.until != nil }) else { return nil }
        return senses.map { sense in
            if let date, begins(sense, after: date) { return -1 }
            return sense.from?.earliest ?? 0
        }.max()
    }

    /// Whether the sense cannot have begun at a date.
    static func begins(_ sense: Sense, after date: PartialDate) -> Bool {
        sense.from.map { $0.earliest > date.latest } ?? false
    }

    /// From the first day it can have begun to the last day it can have lasted.
    private static func holds(_ sense: Sense, at date: PartialDate) -> Bool {
        if let from = sense.from, from.earliest > date.latest { return false }
        if let until = sense.until, until.earliest <= date.earliest { return false }
        return true
    }
}
