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
