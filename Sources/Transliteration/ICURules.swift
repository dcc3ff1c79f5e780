extension TransliterationScheme {
    /// The scheme as rules of ICU (UTS 35, part 2, transforms): the reference that the scanner is compared with, and a
    /// form in which the scheme can be used elsewhere.
    ///
    /// They expect prepared text (letters in one piece, no look-alikes) without private-use characters, line by line.
    ///
    /// ICU looks at contexts in a text that is being rewritten: what stands before a letter is already Latin. Therefore the
    /// rules work in passes. The first ones settle what depends on neighbours and put a private-use character in its
    /// place, which later contexts still know as the letter it was; the last one writes everything out.
    public var icuRules: String {
        var writer = ICURuleWriter(self)
        return writer.rules()
    }
}

private struct ICURuleWriter {
    private let scheme: TransliterationScheme
    private var next: UInt32 = 0xE000
    /// What a private-use character will be written as.
    private var images: [(placeholder: UInt32, image: String)] = []
    /// Private-use characters, by the small letter that they stand for.
    private var placeholders: [UInt32: [UInt32]] = [:]
    private var capitalPlaceholders: [UInt32] = []
    private var smallPlaceholders: [UInt32] = []

    init(_ scheme: TransliterationScheme) { self.scheme = scheme }

    mutating func rules() -> String {
        let silent = "ъьЪЬ".unicodeScalars.map(\.value).filter { scalar in
            let small = Cyrillic.index(scalar).map { Cyrillic.first + UInt32(Cyrillic.small[$0]) } ?? scalar
            return scheme.letters[small].map { !LetterImages($0, in: scheme).hasLetters } ?? false
        }
        // Pass 1: rules. A sequence leaves a filler for each letter but the last, so that words keep their length.
        let fillers = (small: placeholder("", isCapital: false), capital: placeholder("", isCapital: true))
        var undecided: [(character: UInt32, images: LetterImages)] = []
        var contextual: [(rule: TransliterationScheme.Rule, lines: [(from: [UInt32], to: [UInt32])])] = []
        for rule in scheme.rules {
            let from = rule.from.unicodeScalars.map(\.value)
            guard let last = from.last, from.allSatisfy({ scheme.letters[$0] != nil || Cyrillic.index($0) != nil })
            else {
                continue
            }
            let images = LetterImages(rule.to, in: scheme)
            var lines: [(from: [UInt32], to: [UInt32])] = []
            // Every combination of capitals.
            for cases in 0..<(1 << from.count) {
                let isCapital = from.indices.map { cases >> $0 & 1 == 1 }
                let source = zip(from, isCapital).map { $1 ? capital(of: $0) : $0 }
                guard zip(zip(from, source), isCapital).allSatisfy({ $0.0 != $0.1 || !$1 }) else { continue }
                let image =
                    !isCapital[0] ? images.small : isCapital.allSatisfy { $0 } ? images.capital : images.title
                let character = placeholder(image, isCapital: isCapital[isCapital.count - 1], letter: last)
                if from.count == 1, isCapital[0], images.dependsOnNeighbours { undecided.append((character, images)) }
                lines.append(
                    (source, isCapital.dropLast().map { $0 ? fillers.capital : fillers.small } + [character]))
            }
            contextual.append((rule, lines))
        }
        // Pass 2: capitals whose image has several letters.
        for (letter, image) in scheme.letters.sorted(by: { $0.key < $1.key }) {
            let images = LetterImages(image, in: scheme)
            if images.dependsOnNeighbours, capital(of: letter) != letter {
                undecided.append((capital(of: letter), images))
            }
        }
        let decided = undecided.map { item in
            let letter = placeholders.first { $0.value.contains(item.character) }?.key
            let small = Cyrillic.index(item.character).map { Cyrillic.first + UInt32(Cyrillic.small[$0]) }
            return (
                character: item.character,
                title: placeholder(item.images.title, isCapital: true, letter: letter ?? small),
                capital: placeholder(item.images.capital, isCapital: true, letter: letter ?? small)
            )
        }
        return [
            classes(silent: silent), wordMarks(), contexts(contextual), capitals(decided), spellings(),
        ].joined(separator: "\n:: Null ;\n") + "\n"
    }

    private mutating func placeholder(_ image: String, isCapital: Bool, letter: UInt32? = nil) -> UInt32 {
        defer { next += 1 }
        images.append((next, image))
        if let letter { placeholders[letter, default: []].append(next) }
        if isCapital { capitalPlaceholders.append(next) } else { smallPlaceholders.append(next) }
        return next
    }

    // MARK: Passes

    /// Variables: transparent characters, letters, capitals, small letters, line ends, what is not a letter.
    private func classes(silent: [UInt32]) -> String {
        let known = "[" + (capitalPlaceholders + smallPlaceholders).map(escaped).joined() + "]"
        let capitals = "[" + capitalPlaceholders.map(escaped).joined() + "]"
        let smalls = "[" + smallPlaceholders.map(escaped).joined() + "]"
        let quiet =
            silent.map(escaped).joined()
            + silent.flatMap { placeholders[$0] ?? [] }.map(escaped).joined()
        return """
            $transparent = [[:M:][:Cf:][:Default_Ignorable_Code_Point:]] ;
            $letter = [[[:Alphabetic:]-$transparent]\(known)] ;
            $member = [$letter[:Nd:]] ;
            $capital = [[[:Uppercase:]-$transparent]\(capitals)] ;
            $small = [[[:Lowercase:]-$transparent]\(smalls)] ;
            $unseen = [$transparent\(quiet)] ;
            $break = [\\u000A-\\u000D\\u0085\\u2028\\u2029] ;
            $gap = [^$letter$break] ;
            $end = [$break$] ;
            $other = [^$letter$transparent] ;
            $cap = [$capital$transparent] ;
            """
    }

    /// `^` and `$` of contexts: the edge of a word is what is no member of one; an apostrophe is one when it does not stand
    /// between letters.
    private func edges() -> (before: [String], after: [String]) {
        (
            ["[^$member$transparent'\u{27}'\\u2019] $transparent*", "[^$letter] ['\u{27}'\\u2019] $transparent*"],
            ["$transparent* [^$member$transparent'\u{27}'\\u2019]", "$transparent* ['\u{27}'\\u2019] [^$letter]"]
        )
    }

    private func contexts(_ rules: [(rule: TransliterationScheme.Rule, lines: [(from: [UInt32], to: [UInt32])])])
        -> String
    {
        let edges = edges()
        var output: [String] = []
        for (rule, lines) in rules {
            var before = [""]
            if let after = rule.after {
                before = after.contains("^") ? edges.before : []
                let letters = set(after, withPlaceholders: true)
                if !letters.isEmpty { before.append("[\(letters)] $transparent*") }
            }
            var behind = [""]
            if let set = rule.before {
                behind = set.contains("$") ? edges.after : []
                let letters = self.set(set, withPlaceholders: false)
                if !letters.isEmpty { behind.append("$transparent* [\(letters)]") }
            }
            for before in before {
                for behind in behind {
                    for (from, to) in lines {
                        output.append(
                            "\(before) { \(from.map(escaped).joined()) } \(behind) > \(to.map(escaped).joined()) ;")
                    }
                }
            }
        }
        return output.joined(separator: "\n")
    }

    private func capitals(_ items: [(character: UInt32, title: UInt32, capital: UInt32)]) -> String {
        // A neighbouring word in capitals: of two letters and more, of one letter; or none on the line.
        let left = (
            long: "$other $cap* $capital $transparent* $capital $gap*", short: "$other $transparent* $capital $gap*",
            none: "$end $gap*"
        )
        let right = (
            long: "$gap* $capital $transparent* $capital $cap* $other", short: "$gap* $capital $transparent* $other",
            none: "$gap* $end"
        )
        var output: [String] = []
        for (character, title, capital) in items {
            let letter = escaped(character)
            output.append("{ \(letter) } $unseen* $capital > \(escaped(capital)) ;")
            output.append("{ \(letter) } $unseen* $small > \(escaped(title)) ;")
            output.append("$capital $transparent* { \(letter) > \(escaped(capital)) ;")
            output.append("$small $transparent* { \(letter) > \(escaped(title)) ;")
            for (before, after) in [
                (left.long, right.long), (left.long, right.short), (left.long, right.none), (left.short, right.long),
                (left.none, right.long),
            ] {
                output.append("\(before) { \(letter) } \(after) > \(escaped(capital)) ;")
            }
            output.append("\(letter) > \(escaped(title)) ;")
        }
        return output.joined(separator: "\n")
    }

    private func wordMarks() -> String {
        guard let mark = scheme.wordMark else { return "" }
        let holding = set(mark.holding, withPlaceholders: false)
        let without = set(mark.without, withPlaceholders: false)
        let cyrillic = "[\\u0400-\\u0481\\u048A-\\u052F]"
        return """
            $holding = [\(holding)] ;
            $neutral = [[$letter$transparent]-[\(holding)\(without)]] ;
            [^$letter$transparent] $transparent* { ([$holding&\(cyrillic)]) } [$neutral$holding]* $other > \(escaped(mark.mark)) $1 ;
            [^$letter$transparent] $transparent* { ([$neutral&\(cyrillic)]) } $neutral* $holding [$neutral$holding]* $other > \(escaped(mark.mark)) $1 ;
            """
    }

    private func spellings() -> String {
        var output = images.map { "\(escaped($0.placeholder)) > \(escaped($0.image)) ;" }
        for (letter, image) in scheme.letters.sorted(by: { $0.key < $1.key }) {
            let images = LetterImages(image, in: scheme)
            output.append("\(escaped(letter)) > \(escaped(images.small)) ;")
            let capital = capital(of: letter)
            if capital != letter { output.append("\(escaped(capital)) > \(escaped(images.capital)) ;") }
        }
        return output.joined(separator: "\n")
    }

    // MARK: Writing

    /// Letters in both cases, and what stands for them by now.
    private func set(_ letters: String, withPlaceholders: Bool) -> String {
        letters.unicodeScalars.map(\.value).filter { Cyrillic.index($0) != nil }.map { letter in
            escaped(letter) + escaped(capital(of: letter))
                + (withPlaceholders ? (placeholders[letter] ?? []).map(escaped).joined() : "")
        }.joined()
    }

    private func capital(of small: UInt32) -> UInt32 {
        guard let index = Cyrillic.index(small) else { return small }
        let capital = (0..<Cyrillic.count).first { $0 != index && Int(Cyrillic.small[$0]) == index }
        return capital.map { Cyrillic.first + UInt32($0) } ?? small
    }

    private func escaped(_ text: String) -> String { text.unicodeScalars.map { escaped($0.value) }.joined() }

    private func escaped(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return scalar > 0xFFFF
            ? "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
