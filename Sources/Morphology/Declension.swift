/// Inflection by tables of endings, with agreement inside a phrase. Which endings there are is data.
public struct Declension: Sendable {
    /// One ending of a table, as written there.
    public struct Ending: Hashable, Sendable {
        /// Which of the two stems of a word an ending is put to.
        public enum Stem: Hashable, Sendable {
            case first
            case second
        }

        /// The letters; empty for no ending.
        public var text: String
        /// The stem it is put to.
        public var stem: Stem
        /// How sure the form is to be the term.
        public var tier: FormTier

        public init(text: String, stem: Stem, tier: FormTier) {
            self.text = text
            self.stem = stem
            self.tier = tier
        }
    }

    /// The endings of one class: for each cell (its features) one or more.
    public struct Paradigm: Sendable {
        /// The name of the class.
        public var code: String
        /// It agrees with a noun behind it.
        public var isAdjective: Bool
        /// What its words bring into agreement: Gender, Animacy.
        public var inherent: Features
        /// In the order of the table; the first one of a number is that of the lemma.
        public var cells: [(features: Features, endings: [Ending])]
        /// What the brackets of a class code give: the second stem, or the genitive plural.
        public var needsSecondStem: Bool
        /// The brackets of a class code give the genitive plural.
        public var takesGenitivePlural: Bool
        /// The word never changes.
        public var isInvariable: Bool

        public init(
            code: String, isAdjective: Bool, inherent: Features, cells: [(features: Features, endings: [Ending])],
            needsSecondStem: Bool = false, takesGenitivePlural: Bool = false, isInvariable: Bool = false
        ) {
            self.code = code
            self.isAdjective = isAdjective
            self.inherent = inherent
            self.cells = cells
            self.needsSecondStem = needsSecondStem
            self.takesGenitivePlural = takesGenitivePlural
            self.isInvariable = isInvariable
        }
    }

    /// By class code.
    public var paradigms: [String: Paradigm]
    /// The rules for words that state no class.
    public var classGuess = ClassGuess()
    /// The word that joins two of a kind.
    public var conjunction = ""
    /// After one of these letters, an ending that begins with a key begins with its value instead.
    public var spelling: (after: Set<Character>, replacements: [Character: Character]) {
        get { (spellingAfter, spellingReplacements) }
        set { (spellingAfter, spellingReplacements) = newValue }
    }
    private var spellingAfter: Set<Character>
    private var spellingReplacements: [Character: Character]

    public init(
        paradigms: [String: Paradigm], spelling: (after: Set<Character>, replacements: [Character: Character])
    ) {
        self.paradigms = paradigms
        (spellingAfter, spellingReplacements) = spelling
    }

    /// The features that a form is reported with; gender and animacy only steer agreement.
    private static let reported = ["Case", "Number"]
    private static let reportedOfAdjectives = ["Animacy", "Case", "Gender", "Number"]

    /// All forms of a label.
    ///
    /// Words that inflect agree: adjectives with the next noun in case, number, gender and animacy, nouns with each
    /// other in case and number. A complement (`gen:`) agrees within itself only: it is in the genitive of either number,
    /// whatever stands before it.
    ///
    /// - Parameters:
    ///   - label: the lemma, words separated by single spaces.
    ///   - classes: one for each word.
    /// - Returns: each form with each reading once, in the order of the tables.
    public func forms(of label: String, classes: [WordClass]) throws(ClassError) -> [WordForm] {
        let words = label.split(separator: " ").map(String.init)
        guard words.count == classes.count, let firstClass = classes.first else {
            throw .count(words: words.count, classes: classes.count)
        }
        // The forms of every word, with the features by which it agrees.
        var variants: [[Variant]] = []
        var heads: [Paradigm?] = []
        for (word, wordClass) in zip(words, classes) {
            guard !wordClass.isFixed else {
                variants.append([(word, Features(), .core)])
                heads.append(nil)
                continue
            }
            guard let paradigm = paradigms[wordClass.code] else { throw .unknown(wordClass.code) }
            variants.append(try forms(of: word, wordClass: wordClass, paradigm: paradigm, in: classes))
            heads.append(paradigm)
        }
        // A complement is one unit beside the head: its forms are joined first, and then it counts as a fixed word.
        if let start = classes.firstIndex(where: \.isComplement) {
            let end = classes[start...].lastIndex(where: \.isComplement) ?? start
            var complement = joined(variants[start...end], heads[start...end])
            complement = complement.map { ($0.text, Features(), $0.tier) }
            variants.replaceSubrange(start...end, with: [complement])
            heads.replaceSubrange(start...end, with: [nil])
        }
        if let gap = classes.firstIndex(where: \.hasGap) {
            // The complement is one unit already; the mark stands before it.
            let place = min(gap, variants.count - 1)
            variants[place] = variants[place].map { (String(WordClass.gapMark) + $0.text, $0.features, $0.tier) }
        }
        var phrases = joined(variants[...], heads[...])
        if firstClass.isCoordinated, variants.count == 2 { phrases += coordinated(variants[0], with: variants[1]) }
        var seen: Set<WordForm> = []
        return phrases.compactMap { phrase in
            let form = WordForm(text: phrase.text, features: phrase.features, tier: phrase.tier)
            return seen.insert(form).inserted ? form : nil
        }
    }

    private typealias Variant = (text: String, features: Features, tier: FormTier)

    /// A singular adjective that shares a plural noun with one more: «областной и районный маслихаты». The reading is that
    /// of one of the two things, in the singular.
    private func coordinated(_ adjectives: [Variant], with nouns: [Variant]) -> [Variant] {
        adjectives.flatMap { adjective -> [Variant] in
            nouns.compactMap { noun in
                // Only the number differs; the plural has no gender to ask.
                var singular = noun.features
                guard singular["Number"] == "Plur", adjective.features["Number"] == "Sing" else { return nil }
                singular["Number"] = "Sing"
                guard let features = singular.unified(with: adjective.features) else { return nil }
                let text = "\(adjective.text) \(conjunction) \(WordClass.anyWordMark)\(noun.text)"
                return (text, features.keeping(Self.reported), max(adjective.tier, noun.tier, .extended))
            }
        }
    }

    /// All combinations of words that agree.
    private func joined(
        _ variants: ArraySlice<[Variant]>, _ heads: ArraySlice<Paradigm?>
    ) -> [Variant] {
        // An adjective without a noun behind it stands for itself, with its gender.
        let lastNoun = heads.lastIndex { $0?.isAdjective == false }
        // Right to left, so that an adjective meets the features of its noun.
        var phrases: [(text: String, features: Features, group: Features, tier: FormTier)] = [
            ("", Features(), Features(), .core)
        ]
        for index in variants.indices.reversed() {
            var next: [(text: String, features: Features, group: Features, tier: FormTier)] = []
            for phrase in phrases {
                for variant in variants[index] {
                    let text = phrase.text.isEmpty ? variant.text : variant.text + " " + phrase.text
                    let tier = max(phrase.tier, variant.tier)
                    guard let head = heads[index] else {
                        next.append((text, phrase.features, phrase.group, tier))
                        continue
                    }
                    let agrees = head.isAdjective && index < lastNoun ?? 0
                    let known = agrees ? phrase.group : phrase.features
                    guard let features = known.unified(with: variant.features) else { continue }
                    let names = head.isAdjective && !agrees ? Self.reportedOfAdjectives : Self.reported
                    next.append((text, features.keeping(names), agrees ? phrase.group : features, tier))
                }
            }
            phrases = next
        }
        return phrases.map { ($0.text, $0.features, $0.tier) }
    }

    private func forms(
        of word: String, wordClass: WordClass, paradigm: Paradigm, in classes: [WordClass]
    ) throws(ClassError) -> [Variant] {
        if paradigm.isInvariable { return [(word, Features(), .core)] }
        // The lemma is the nominative singular, or the first nominative of the number it keeps to.
        var number = wordClass.number
        if number == nil, paradigm.isAdjective, let noun = head(behind: wordClass, in: classes) { number = noun.number }
        // A complement stands in the genitive singular.
        let lemmaCase = wordClass.isComplement ? "Gen" : paradigm.cells.first?.features["Case"]
        if wordClass.isComplement { number = "Sing" }
        let first = paradigm.cells.first { cell in
            guard cell.features["Case"] == lemmaCase else { return false }
            guard number == nil || cell.features["Number"] == number else { return false }
            return cell.endings.contains { word.hasSuffix(respelled($0.text, after: stem(of: word, without: $0.text))) }
        }
        guard let first,
            let lemmaEnding = first.endings.first(where: {
                word.hasSuffix(respelled($0.text, after: stem(of: word, without: $0.text)))
            })
        else {
            let expected = paradigm.cells.filter { number == nil || $0.features["Number"] == number }
                .prefix(1).flatMap { $0.endings.map { "-" + $0.text } }.joined(separator: ", ")
            throw .ending(word: word, code: wordClass.code, expected: expected)
        }
        guard !paradigm.needsSecondStem || wordClass.given != nil else { throw .missingStem(code: wordClass.code) }
        let firstStem = stem(of: word, without: lemmaEnding.text)
        let secondStem = matchingCase(wordClass.given ?? firstStem, of: word)
        var result: [Variant] = []
        for cell in paradigm.cells {
            if let number = wordClass.number, let own = cell.features["Number"], own != number { continue }
            if wordClass.isComplement, cell.features["Case"] != lemmaCase { continue }
            guard let features = cell.features.unified(with: paradigm.isAdjective ? Features() : paradigm.inherent)
            else { continue }
            if paradigm.takesGenitivePlural, let given = wordClass.given, cell.features["Number"] == "Plur",
                cell.features["Case"] == "Gen"
                    || cell.features["Case"] == "Acc" && paradigm.inherent["Animacy"] == "Anim"
            {
                result.append((matchingCase(given, of: word), features, .core))
                continue
            }
            for ending in cell.endings {
                let stem = ending.stem == .first ? firstStem : secondStem
                result.append((stem + respelled(ending.text, after: stem), features, ending.tier))
            }
        }
        return result
    }

    private func head(behind wordClass: WordClass, in classes: [WordClass]) -> WordClass? {
        guard let index = classes.firstIndex(of: wordClass) else { return nil }
        return classes[(index + 1)...].first { paradigms[$0.code]?.isAdjective == false }
    }

    private func stem(of word: String, without ending: String) -> String {
        String(word.dropLast(ending.count))
    }

    private func respelled(_ ending: String, after stem: String) -> String {
        guard let last = stem.lowercased().last, spellingAfter.contains(last), let first = ending.first,
            let replacement = spellingReplacements[first]
        else { return ending }
        return String(replacement) + ending.dropFirst()
    }

    /// Stems in brackets are written in lower case; a capitalized lemma capitalizes them.
    private func matchingCase(_ stem: String, of word: String) -> String {
        guard let first = word.first, first.isUppercase, let own = stem.first, own.isLowercase else { return stem }
        return own.uppercased() + stem.dropFirst()
    }
}
