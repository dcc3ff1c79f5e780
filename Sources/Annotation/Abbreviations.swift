import CompiledGlossary
import Glossary
import TextCore

/// Abbreviations that a text introduces itself, in brackets behind the full name: «Администрации Президента (АП)». From
/// there on they need nothing else to be understood.
struct Abbreviations {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var introduced: Set<Term> = []
    private var last: (concept: Concept, end: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Remembers the mention that came last.
    mutating func note(_ concept: Concept, at range: Range<Int>) { last = (concept, range.upperBound) }

    /// Whether an abbreviation was introduced, here or before.
    mutating func isIntroduced(_ term: Term, at range: Range<Int>) -> Bool {
        guard term.caseRule == .acronym, term.kind == .abbreviation else { return false }
        if introduced.contains(term) { return true }
        guard let last, last.concept == term.concept, range.lowerBound - last.end <= 3, range.lowerBound > last.end,
            bytes[range.lowerBound - 1] == UInt8(ascii: "("), range.upperBound < bytes.count,
            bytes[range.upperBound] == UInt8(ascii: ")")
        else { return false }
        introduced.insert(term)
        return true
    }
}
