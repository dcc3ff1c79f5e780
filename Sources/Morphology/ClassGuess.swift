/// Rules that guess the inflection class of a word that states none; the first rule that fits decides.
public struct ClassGuess: Sendable {
    /// An ending, and what words with it are.
    public struct Rule: Hashable, Sendable {
        /// In small letters.
        public var ending: String
        /// A class code, a harmony, or what the list is about.
        public var result: String

        public init(ending: String, result: String) {
            self.ending = ending
            self.result = result
        }
    }

    public init() {}

    /// Classes by the ending of a word, and of a word that stands before another one.
    public var nouns: [Rule] = []
    /// The same for words before a noun.
    public var adjectives: [Rule] = []
    /// Harmonies by whole endings, and by letter from the end.
    public var harmonies: [Rule] = []
    /// Endings of words whose last letter may be missing before suffixes ("short": always, "both": either way), and of
    /// words that may take a linking vowel.
    public var shortened: [Rule] = []
    /// Endings of words that may take a linking vowel.
    public var linked: [Rule] = []
    /// The harmony that a letter decides.
    public var harmonyOfLetter: [Character: String] = [:]
    /// Letters that decide only between consonants.
    public var transparentLetters: Set<Character> = []
    /// The harmony of such a letter between consonants.
    public var transparentInside = ""
    /// The harmony of a word that nothing decides.
    public var defaultHarmony = ""

    static func first(_ rules: [Rule], for word: String) -> String? {
        let word = word.lowercased()
        guard let rule = rules.first(where: { word.hasSuffix($0.ending) }) else { return nil }
        // `~` stands for the word without the ending.
        let stem = word.dropLast(rule.ending.count)
        return String(rule.result.flatMap { $0 == "~" ? String(stem) : String($0) })
    }
}

extension Declension {
    /// The classes of a label, guessed by its spelling: adjectives up to the first noun, that noun, and the rest fixed.
    /// A word in capitals never changes.
    public func guess(_ label: String) -> String {
        let words = label.split(separator: " ").map(String.init)
        var codes: [String] = []
        var hasHead = false
        for (index, word) in words.enumerated() {
            if hasHead {
                codes.append(WordClass.fixed)
            } else if index + 1 < words.count, let adjective = ClassGuess.first(classGuess.adjectives, for: word) {
                codes.append(adjective)
            } else {
                hasHead = true
                let isAcronym = word.count > 1 && word.allSatisfy { !$0.isLowercase }
                codes.append(isAcronym ? "fx" : ClassGuess.first(classGuess.nouns, for: word) ?? "fx")
            }
        }
        // An adjective before a plural noun says so by its own ending only; the noun keeps to the plural.
        return codes.joined(separator: " ")
    }
}

extension SuffixGrammar {
    /// The classes of a label, guessed by its spelling: the last word inflects. In a phrase a last word in -ы, -і, -сы
    /// or -сі carries the possessive of its compound.
    public func guess(_ label: String) -> String {
        let words = label.split(separator: " ").map(String.init)
        guard let word = words.last else { return "" }
        let before = Array(repeating: WordClass.fixed, count: words.count - 1)
        let letters = word.filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy({ !$0.isLowercase }) {
            return (before + ["abbr"]).joined(separator: " ")
        }
        let harmony = guessHarmony(of: word)
        var code = ""
        if words.count > 1, let possessed = guessPossessed(word, harmony: harmony) {
            code = possessed
        } else {
            code = "\(harmony).\(sound(of: word) ?? "T")"
            if word.hasSuffix("нь") { code = "\(harmony).N" }
            if ClassGuess.first(classGuess.linked, for: word) != nil { code += "+i" }
            if let stems = ClassGuess.first(classGuess.shortened, for: word) {
                let stem = String(word.lowercased().dropLast(word.hasSuffix("ь") ? 2 : 1))
                let short = "c=" + stem
                code = "\(harmony).\(sound(of: stem) ?? "T")"
                code += stems == "both" ? "[\(short),c=\(word.lowercased())]" : "[\(short)]"
            }
        }
        return (before + [code]).joined(separator: " ")
    }

    private func guessPossessed(_ word: String, harmony: String) -> String? {
        for suffix in ["сы", "сі"] where word.hasSuffix(suffix) && word.count > 3 {
            guard let last = word.dropLast(2).last, isVowel(last) else { continue }
            return "\(harmony).V+px"
        }
        for suffix in ["ы", "і"] where word.hasSuffix(suffix) && word.count > 3 {
            let stem = String(word.dropLast(1))
            guard let sound = sound(of: stem), sound != "V" else { continue }
            let isPlural = ["лар", "лер", "дар", "дер", "тар", "тер"].contains { stem.hasSuffix($0) }
            guard isPlural else { return "\(harmony).\(sound)+px" }
            return "\(harmony).\(self.sound(of: String(stem.dropLast(3))) ?? "T")+pl+px"
        }
        return nil
    }

    private func guessHarmony(of word: String) -> String {
        if let whole = ClassGuess.first(classGuess.harmonies, for: word) { return whole }
        let letters = Array(word.lowercased())
        for index in letters.indices.reversed() {
            let letter = letters[index]
            if classGuess.transparentLetters.contains(letter) {
                let isOpen = index == letters.count - 1 || index > 0 && isVowel(letters[index - 1])
                if !isOpen { return classGuess.transparentInside }
            } else if let harmony = classGuess.harmonyOfLetter[letter] {
                // қ and ғ decide only as the last letter.
                if !isVowel(letter), index != letters.count - 1 { continue }
                return harmony
            }
        }
        return classGuess.defaultHarmony
    }
}
