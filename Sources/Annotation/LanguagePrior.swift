import Glossary
import TextCore
import UnicodeSupport

/// The language of each paragraph of a text: a prior for terms that both languages write alike, not a wall.
///
/// Nine letters are Kazakh only (ә ғ қ ң ө ұ ү һ і). In Kazakh print about every sixth letter is one of them; in Russian
/// print only those of names are (Қазақстан Халық Кеңесі). A paragraph too short to tell by its letters is judged by the
/// terms in it that only one of the languages has, then by the whole text.
struct LanguagePrior {
    /// The language of most of the text.
    let document: Language
    /// The end of each paragraph and its language, ascending.
    private let paragraphs: [(end: Int, language: Language)]

    /// One letter in eight is enough for Kazakh; from one in twenty-five on, it may be, and terms are asked first: a
    /// Russian sentence can name «Әділет».
    private static let threshold = 8
    private static let possible = 25
    /// Fewer letters than this, hardly any of them Kazakh only, decide nothing.
    private static let enough = 60

    /// - Parameters:
    ///   - given: the language, when it is known.
    ///   - votes: places of terms that only one language has.
    init(_ bytes: UnsafeBufferPointer<UInt8>, given: Language?, votes: [(offset: Int, language: Language)]) {
        if let given {
            document = given
            paragraphs = []
            return
        }
        var found: [(end: Int, language: Language?, letters: Letters)] = []
        var letters = Letters()
        var all = Letters()
        var offset = 0
        while offset < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: offset)
            offset += length
            letters.count(scalar)
            if LineBreaks.count(of: scalar) > 0 || offset == bytes.count {
                found.append((offset, letters.language, letters))
                all.add(letters)
                letters = Letters()
            }
        }
        func winner(_ balance: Int) -> Language? { balance == 0 ? nil : balance > 0 ? .kazakh : .russian }
        let votes = votes.sorted { $0.offset < $1.offset }
        let balance = votes.reduce(0) { $0 + ($1.language == .kazakh ? 1 : -1) }
        let document = all.language ?? winner(balance) ?? (all.mayBeKazakh ? .kazakh : .russian)
        var next = 0
        paragraphs = found.map { paragraph in
            var balance = 0
            while next < votes.count, votes[next].offset < paragraph.end {
                balance += votes[next].language == .kazakh ? 1 : -1
                next += 1
            }
            let undecided = paragraph.letters.mayBeKazakh ? .kazakh : document
            return (paragraph.end, paragraph.language ?? winner(balance) ?? undecided)
        }
        self.document = document
    }

    /// The language of the paragraph that holds a UTF-8 offset.
    ///
    /// - Complexity: O(log n) for n paragraphs.
    func language(at offset: Int) -> Language {
        var low = 0
        var high = paragraphs.count
        while low < high {
            let middle = (low + high) / 2
            if paragraphs[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low < paragraphs.count ? paragraphs[low].language : document
    }

    private struct Letters {
        var cyrillic = 0
        var kazakhOnly = 0

        mutating func count(_ scalar: UInt32) {
            guard (0x400...0x52F).contains(scalar) else { return }
            cyrillic += 1
            switch scalar {
            case 0x406, 0x456, 0x492, 0x493, 0x49A, 0x49B, 0x4A2, 0x4A3, 0x4AE...0x4B1, 0x4BA, 0x4BB, 0x4D8, 0x4D9,
                0x4E8, 0x4E9:
                kazakhOnly += 1
            default: break
            }
        }

        mutating func add(_ other: Letters) {
            cyrillic += other.cyrillic
            kazakhOnly += other.kazakhOnly
        }

        var language: Language? {
            if kazakhOnly > 0, kazakhOnly * LanguagePrior.threshold >= cyrillic { return .kazakh }
            return cyrillic >= LanguagePrior.enough && !mayBeKazakh ? .russian : nil
        }

        var mayBeKazakh: Bool { kazakhOnly > 0 && kazakhOnly * LanguagePrior.possible >= cyrillic }
    }
}
