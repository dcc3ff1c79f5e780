/// Inflection by chains of suffixes that adapt to what they follow. Which suffixes there are is data.
public struct SuffixGrammar: Sendable {
    /// A suffix with its shapes.
    public struct Suffix: Hashable, Sendable {
        /// Its name in the table.
        public var id: String
        /// The form after each class of sound; capital letters stand for what the harmony decides. Nil: not possible.
        public var forms: [String: String]
        /// The class that it leaves behind, when its last letter does not tell.
        public var leaves: String?
        /// The harmony from it on, when it is not that of the stem.
        public var harmony: String?

        public init(id: String, forms: [String: String], leaves: String?, harmony: String?) {
            self.id = id
            self.forms = forms
            self.leaves = leaves
            self.harmony = harmony
        }
    }

    /// A place in a chain: the suffixes that can fill it (nil: none) and what each says.
    public struct Slot: Hashable, Sendable {
        /// Its name in the table.
        public var id: String
        /// In the order of the table.
        public var fillers: [Filler]

        /// A suffix that can stand in the slot, and what it says there.
        public struct Filler: Hashable, Sendable {
            /// Nil stands for no suffix.
            public var suffix: String?
            /// Universal Dependencies features.
            public var features: Features

            public init(suffix: String?, features: Features) {
                self.suffix = suffix
                self.features = features
            }
        }

        public init(id: String, fillers: [Filler]) {
            self.id = id
            self.fillers = fillers
        }
    }

    /// An order of slots.
    public struct Chain: Hashable, Sendable {
        /// How sure its forms are to be the term.
        public var tier: FormTier
        /// The names of the slots, from the stem on.
        public var slots: [String]

        public init(tier: FormTier, slots: [String]) {
            self.tier = tier
            self.slots = slots
        }
    }

    /// All suffix sequences of a class are the same for every stem of the class; this names them.
    public struct Paradigm: Hashable, Sendable {
        /// "B", "F".
        public var harmony: String
        /// "V", "T".
        public var sound: String
        /// What may follow the stem.
        public var part: Part
        /// Only chains with these suffixes: what the label's own word carries.
        public var requiresPlural = false
        /// Only chains with a possessive.
        public var requiresPossessive = false
        /// Only this person of the possessor ("3"), or any.
        public var possessors = ""
        /// A name that has no plural.
        public var isSingular = false

        /// An abbreviation or a word in Latin letters: nothing, or a hyphen and a suffix of either harmony and any
        /// class, since the spelling does not show how it is read (ҚР-ның, ЖШС-не, БҰҰ-ға).
        public static let abbreviation = Paradigm(harmony: "", sound: "", part: [.bare, .consonant, .vowel])
    }

    /// What may follow a stem: one that changes before vowels, or before any suffix, has several stems.
    public struct Part: OptionSet, Hashable, Sendable {
        /// One bit for each kind.
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Nothing.
        public static let bare = Part(rawValue: 1)
        /// A suffix that begins with a consonant.
        public static let consonant = Part(rawValue: 2)
        /// A suffix that begins with a vowel.
        public static let vowel = Part(rawValue: 4)
    }

    /// A stem as it stands in text, with what may follow it.
    public struct Stem: Hashable, Sendable {
        /// As it stands in text.
        public var text: String
        /// What may follow it.
        public var paradigm: Paradigm
    }

    /// For each harmony, the letters that capital letters in suffixes stand for.
    public var harmonies: [String: [Character: Character]]
    /// The class of each letter.
    public var sounds: [Character: String]
    /// The classes whose letters are vowels (a consonant behind them changes as `voicing` says).
    public var vowelSounds: Set<String>
    /// What a last consonant becomes between vowels.
    public var voicing: [Character: Character]
    /// Nil stands for no suffix.
    public var suffixes: [String: Suffix]
    /// By name.
    public var slots: [String: Slot]
    /// In the order of the table.
    public var chains: [Chain]
    /// The rules for words that state no class.
    public var classGuess = ClassGuess()

    public init(
        harmonies: [String: [Character: Character]], sounds: [Character: String], vowelSounds: Set<String>,
        voicing: [Character: Character], suffixes: [String: Suffix], slots: [String: Slot], chains: [Chain]
    ) {
        self.harmonies = harmonies
        self.sounds = sounds
        self.vowelSounds = vowelSounds
        self.voicing = voicing
        self.suffixes = suffixes
        self.slots = slots
        self.chains = chains
    }

    /// Which slots say what a label's own plural and possessive are.
    private static let pluralSlots: Set<String> = ["number", "base-number"]
    private static let modifierLimit = 256
    private static let possessiveSlot = "possessive"
    /// The class of what stands behind a third person possessive.
    private static let possessedSound = "P"

    /// Everything that can follow a stem of this paradigm, each sequence with each reading once.
    ///
    /// - Complexity: O(number of forms), about 900 for a noun.
    public func endings(of paradigm: Paradigm, upTo tier: FormTier) -> [WordForm] {
        if paradigm == .abbreviation { return abbreviationEndings(upTo: tier) }
        var result: [WordForm] = []
        var seen: Set<WordForm> = []
        for chain in chains where chain.tier <= tier {
            if paradigm.requiresPlural, !chain.slots.prefix(1).contains(where: Self.pluralSlots.contains) { continue }
            if paradigm.requiresPossessive, !chain.slots.contains(Self.possessiveSlot) { continue }
            extend(
                "", sound: paradigm.sound, harmony: paradigm.harmony, features: Features(), slots: chain.slots[...],
                in: chain, of: paradigm
            ) { form in
                if seen.insert(form).inserted { result.append(form) }
            }
        }
        return result
    }

    /// The endings of every class behind a hyphen.
    private func abbreviationEndings(upTo tier: FormTier) -> [WordForm] {
        var result: [WordForm] = []
        var seen: Set<WordForm> = []
        for harmony in harmonies.keys.sorted() {
            // Also the endings of a possessive that the reading has and the letters do not (ЖШС-не: серіктестігіне).
            for sound in Set(sounds.values).sorted() + [Self.possessedSound] {
                let paradigm = Paradigm(harmony: harmony, sound: sound, part: [.bare, .consonant, .vowel])
                for ending in endings(of: paradigm, upTo: min(tier, .extended)) {
                    var features = ending.features
                    if sound == Self.possessedSound { features["Person[psor]"] = "3" }
                    let text = ending.text.isEmpty ? "" : "-" + ending.text
                    let form = WordForm(text: text, features: features, tier: ending.tier)
                    if seen.insert(form).inserted { result.append(form) }
                }
            }
        }
        return result
    }

    private func extend(
        _ text: String, sound: String, harmony: String, features: Features, slots remaining: ArraySlice<String>,
        in chain: Chain, of paradigm: Paradigm, _ body: (WordForm) -> Void
    ) {
        guard let id = remaining.first else {
            let part: Part = text.first.map { isVowel($0) ? .vowel : .consonant } ?? .bare
            guard paradigm.part.contains(part) else { return }
            body(WordForm(text: text, features: features, tier: chain.tier))
            return
        }
        guard let slot = slots[id] else { return }
        // Number is the first slot of every chain that has one; only there is it the label's own.
        let isOwnNumber = Self.pluralSlots.contains(id) && remaining.startIndex == chain.slots.startIndex
        let rest = remaining.dropFirst()
        for filler in slot.fillers {
            guard let all = features.unified(with: filler.features) else { continue }
            if !paradigm.possessors.isEmpty, let person = filler.features["Person[psor]"], person != paradigm.possessors
            {
                continue
            }
            guard let name = filler.suffix else {
                if isOwnNumber && paradigm.requiresPlural { continue }
                if id == Self.possessiveSlot && paradigm.requiresPossessive { continue }
                extend(
                    text, sound: sound, harmony: harmony, features: all, slots: rest, in: chain, of: paradigm, body)
                continue
            }
            if isOwnNumber && paradigm.isSingular { continue }
            guard let suffix = suffixes[name], let form = suffix.forms[sound] else { continue }
            let nextHarmony = suffix.harmony ?? harmony
            let spelled = spell(form, harmony: harmony)
            let nextSound = suffix.leaves ?? self.sound(of: spelled) ?? sound
            extend(
                text + spelled, sound: nextSound, harmony: nextHarmony, features: all, slots: rest, in: chain,
                of: paradigm, body)
        }
    }

    private func spell(_ form: String, harmony: String) -> String {
        let letters = harmonies[harmony] ?? [:]
        return String(form.map { letters[$0] ?? ($0 == "_" ? " " : $0) })
    }

    /// The class of the last sound of a word; nil when it ends in no letter of the language.
    public func sound(of word: String) -> String? {
        var letters = word.lowercased()[...]
        guard let last = letters.last else { return nil }
        if last == "ь" || last == "ъ" { letters = letters.dropLast() }
        return letters.last.flatMap { sounds[$0] }
    }

    func isVowel(_ letter: Character) -> Bool {
        letter.lowercased().first.flatMap { sounds[$0] }.map(vowelSounds.contains) ?? false
    }

    /// The stems of a label: its last word inflects.
    ///
    /// A word before it that has a class is a modifier, which may stand bare, in the genitive, with the third person
    /// possessive, or with both (облыс әкімі, облыстың әкімі, облысы әкімі, облысының әкімі); all but the label's own
    /// wording leave the head no other possessive than that of the third person.
    ///
    /// - Parameter classes: one for each word of the label.
    public func stems(of label: String, classes: [WordClass]) throws(ClassError) -> [Stem] {
        let words = label.split(separator: " ").map(String.init)
        guard words.count == classes.count, let word = words.last, let wordClass = classes.last else {
            throw .count(words: words.count, classes: classes.count)
        }
        if wordClass.code == "abbr" { return [Stem(text: label, paradigm: .abbreviation)] }
        var result: [Stem] = []
        let heads = try stems(ofWord: word, wordClass)
        for (before, isBare) in try modifiers(words.dropLast(), classes.dropLast()) {
            for head in heads {
                var stem = head
                stem.text = before + head.text
                if !isBare {
                    stem.paradigm.requiresPossessive = true
                    stem.paradigm.possessors = "3"
                }
                if !result.contains(stem) { result.append(stem) }
            }
        }
        return result
    }

    /// What may stand before the head, with the space behind it, and whether it is the label's own wording.
    private func modifiers(
        _ words: ArraySlice<String>, _ classes: ArraySlice<WordClass>
    ) throws(ClassError) -> [(text: String, isBare: Bool)] {
        var result: [(text: String, isBare: Bool)] = [("", true)]
        for (word, wordClass) in zip(words, classes) {
            var variants: [(text: String, isBare: Bool)] = [(word, true)]
            if !wordClass.isFixed {
                for stem in try stems(ofWord: word, wordClass) {
                    for ending in endings(of: stem.paradigm, upTo: .core)
                    where isModifier(ending.features, of: wordClass) && stem.text + ending.text != word {
                        variants.append((stem.text + ending.text, false))
                    }
                }
            }
            guard result.count * variants.count <= Self.modifierLimit else {
                throw .tooManyVariants(label: words.joined(separator: " "))
            }
            result = result.flatMap { before in
                variants.map { (before.text + $0.text + " ", before.isBare && $0.isBare) }
            }
        }
        return result
    }

    /// Whether a modifier may stand in this form: of a label in the genitive, in the genitive with or without the third
    /// person possessive (министрдің, министрінің), and of one that has both, also without the genitive
    /// (Республикасының, Республикасы); of a bare one, in any of these.
    private func isModifier(_ features: Features, of wordClass: WordClass) -> Bool {
        guard features["Derivation"] == nil, features["Person[psor]"] ?? "3" == "3",
            features["Number"] == (wordClass.hasPlural ? "Plur" : "Sing")
        else { return false }
        let isPossessed = features["Person[psor]"] == "3"
        switch features["Case"] {
        case "Gen": return isPossessed || !wordClass.hasPossessive
        case "Nom": return isPossessed && (!wordClass.hasGenitive || wordClass.hasPossessive)
        default: return false
        }
    }

    private func stems(ofWord word: String, _ wordClass: WordClass) throws(ClassError) -> [Stem] {
        let code = wordClass.code.split(separator: ".").map(String.init)
        guard code.count == 2, let sound = code.last, suffixes.values.contains(where: { $0.forms[sound] != nil }) else {
            throw .unknown(wordClass.code)
        }
        let chosen = code[0].map(String.init)
        guard !chosen.isEmpty, chosen.allSatisfy({ harmonies[$0] != nil }) else { throw .unknown(wordClass.code) }

        let bare: String
        if let given = wordClass.stems["stem"]?.first {
            bare = given
        } else {
            bare = try strip(word, wordClass: wordClass, sound: sound, harmonies: chosen)
        }
        var result: [Stem] = []
        for harmony in chosen {
            func add(_ stem: String, _ part: Part, sound: String) {
                let found = Stem(
                    text: matchingCase(stem, of: word),
                    paradigm: Paradigm(
                        harmony: harmony, sound: sound, part: part,
                        requiresPlural: wordClass.hasPlural || wordClass.number == "Plur",
                        requiresPossessive: wordClass.hasPossessive, isSingular: wordClass.number == "Sing"))
                if !result.contains(found) { result.append(found) }
            }
            if let shortened = wordClass.stems["c"] {
                // A stem that differs before every suffix: съезд, съезі, съезде.
                add(bare, .bare, sound: sound)
                for stem in shortened { add(stem, [.consonant, .vowel], sound: sound) }
                continue
            }
            var beforeVowels = wordClass.stems["v"] ?? []
            if beforeVowels.isEmpty { beforeVowels = [beforeVowel(bare)] }
            if beforeVowels == [bare] {
                add(bare, [.bare, .consonant, .vowel], sound: sound)
            } else {
                add(bare, [.bare, .consonant], sound: sound)
                for stem in beforeVowels { add(stem, .vowel, sound: sound) }
            }
            if wordClass.hasLinkingVowel, let vowel = harmonies[harmony]?["I"] {
                // акт: актісі and актілер beside the plain forms.
                add(bare + String(vowel), [.consonant, .vowel], sound: self.sound(of: String(vowel)) ?? sound)
            }
        }
        return result
    }

    /// All forms of a label with each reading once.
    public func forms(of label: String, classes: [WordClass], upTo tier: FormTier) throws(ClassError) -> [WordForm] {
        var result: [WordForm] = []
        var seen: Set<WordForm> = []
        for stem in try stems(of: label, classes: classes) {
            for ending in endings(of: stem.paradigm, upTo: tier) {
                let form = WordForm(text: stem.text + ending.text, features: ending.features, tier: ending.tier)
                if seen.insert(form).inserted { result.append(form) }
            }
        }
        return result
    }

    private func beforeVowel(_ stem: String) -> String {
        var letters = Array(stem)
        if letters.last == "ь" { letters.removeLast() }
        guard let last = letters.last, letters.count > 1 else { return stem }
        let before = letters[letters.count - 2]
        if let voiced = voicing[last.lowercased().first ?? last], isVowel(before) {
            letters[letters.count - 1] = voiced
        }
        return String(letters)
    }

    /// The bare stem of a word that carries the plural or the third person possessive.
    private func strip(
        _ word: String, wordClass: WordClass, sound: String, harmonies chosen: [String]
    ) throws(ClassError) -> String {
        guard wordClass.hasPossessive || wordClass.hasPlural || wordClass.hasGenitive else { return word }
        var tried: [String] = []
        for harmony in chosen {
            var ending = ""
            var last = sound
            if wordClass.hasPlural, let form = suffixes["pl"]?.forms[last] {
                ending += spell(form, harmony: harmony)
                last = self.sound(of: ending) ?? last
            }
            if wordClass.hasPossessive, let form = suffixes["px3"]?.forms[last] {
                ending += spell(form, harmony: harmony)
                last = suffixes["px3"]?.leaves ?? last
            }
            if wordClass.hasGenitive, let form = suffixes["gen"]?.forms[last] {
                ending += spell(form, harmony: harmony)
            }
            tried.append("-" + ending)
            guard word.hasSuffix(ending), word.count > ending.count else { continue }
            var stem = Array(word.dropLast(ending.count))
            if let first = ending.first, isVowel(first), stem.count > 1, isVowel(stem[stem.count - 2]),
                let plain = voicing.first(where: { $0.value == stem[stem.count - 1] })
            {
                stem[stem.count - 1] = plain.key
            }
            return String(stem)
        }
        throw .ending(word: word, code: wordClass.code, expected: tried.joined(separator: ", "))
    }

    private func matchingCase(_ stem: String, of word: String) -> String {
        guard let first = word.first, first.isUppercase, let own = stem.first, own.isLowercase else { return stem }
        return own.uppercased() + stem.dropFirst()
    }
}
