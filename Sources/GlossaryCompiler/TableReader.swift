public import Morphology
public import TextCore
public import UnicodeSupport

/// The language tables of `Dictionaries`, read.
public struct LanguageTables: Sendable {
    /// The rules, in the order in which they apply.
    public var normalization: [NormalizationRule]
    /// Russian endings.
    public var russian: Declension
    /// Kazakh suffixes.
    public var kazakh: SuffixGrammar
    /// Words with a class and some of their forms, as the tables state them.
    public var samples: [Sample]

    /// A label with a class, and some of its forms by their features.
    public struct Sample: Sendable {
        /// ru or kk.
        public var language: String
        /// The lemma.
        public var label: String
        /// The class of each word.
        public var inflection: String
        /// What the table promises.
        public var forms: [(features: Features, text: String)]
        /// Where it is written.
        public var location: SourceLocation
    }
}

/// Reads normalization rules and inflection classes from YAML.
public enum TableReader {
    /// Reads the three tables of `Dictionaries`.
    ///
    /// - Throws: ``Diagnostics`` with every problem of the three files.
    public static func read(
        normalization: SourceFile, russian: SourceFile, kazakh: SourceFile
    ) throws(Diagnostics) -> LanguageTables {
        let sink = DiagnosticSink()
        let rules = YAMLValue.read(normalization.text, file: normalization.name, sink: sink).map(readRules) ?? []
        var samples: [LanguageTables.Sample] = []
        let declension = YAMLValue.read(russian.text, file: russian.name, sink: sink).map { value in
            samples += readSamples(value)
            return readDeclension(value)
        }
        let grammar = YAMLValue.read(kazakh.text, file: kazakh.name, sink: sink).map { value in
            samples += readSamples(value)
            return readGrammar(value)
        }
        guard let declension, let grammar, sink.list.isEmpty else { throw Diagnostics(sink.list) }
        return LanguageTables(normalization: rules, russian: declension, kazakh: grammar, samples: samples)
    }

    // MARK: Normalization

    private static func readRules(_ value: YAMLValue) -> [NormalizationRule] {
        value.allow(["rules"])
        let rules = (value.required("rules")?.list ?? []).compactMap(readRule)
        if rules.count > 64 { value.error("too-many-rules", "expected at most 64 rules, found \(rules.count)") }
        return rules
    }

    private static func readRule(_ value: YAMLValue) -> NormalizationRule? {
        value.allow(
            ["id", "profiles", "reason", "sample", "remove", "replace", "icu", "collapse-spaces", "context", "after"])
        guard let id = value.required("id")?.text, let reason = value.required("reason")?.text,
            let sample = value.required("sample"), let from = sample.required("from")?.text,
            let to = sample.required("to")?.text
        else { return nil }
        let profiles = Set((value.required("profiles")?.list ?? []).compactMap { $0.choice(NormalizationProfile.self) })
        let action: NormalizationRule.Action
        if let scalars = value["remove"] {
            action = .remove(Set(scalars.list.compactMap { item in item.text.flatMap { scalar($0, item) } }))
        } else if let map = value["replace"] {
            var replacements: [UInt32: String] = [:]
            for (key, _, replacement) in map.entries {
                if let from = scalar(key, replacement), let to = replacement.text { replacements[from] = to }
            }
            action = .replace(replacements)
        } else if value["collapse-spaces"] != nil {
            action = .collapseSpaces
        } else if let form = value["icu"]?.text, form == "nfc" || form == "nfkc-casefold" {
            action = form == "nfc" ? .nfc : .nfkcCasefold
        } else {
            value.error("missing-action", "expected remove, replace, collapse-spaces, or icu: nfc or nfkc-casefold")
            return nil
        }
        var context = NormalizationRule.Context.anywhere
        if let after = value["after"]?.text { context = .after(Set(after.unicodeScalars.map(\.value))) }
        switch value["context"]?.text {
        case "beside-letter": context = .besideLetter
        case "mixed-cyrillic-word": context = .mixedCyrillicWord
        case "unmarked": context = .unmarked
        case nil: break
        case .some(let other):
            value.error("unknown-value", "expected beside-letter, mixed-cyrillic-word or unmarked, found '\(other)'")
        }
        return NormalizationRule(
            id: id, profiles: profiles, action: action, context: context, reason: reason, sample: (from, to))
    }

    private static func scalar(_ text: String, _ value: YAMLValue) -> UInt32? {
        if text.hasPrefix("U+"), let number = UInt32(text.dropFirst(2), radix: 16), Unicode.Scalar(number) != nil {
            return number
        }
        if text.unicodeScalars.count == 1 { return text.unicodeScalars.first?.value }
        value.error("bad-scalar", "expected one character or U+XXXX, found '\(text)'")
        return nil
    }

    // MARK: Samples

    private static func readSamples(_ value: YAMLValue) -> [LanguageTables.Sample] {
        let language = value.required("language")?.text ?? ""
        return (value["samples"]?.list ?? []).compactMap { sample in
            guard let label = sample.required("label")?.text, let inflection = sample.required("class")?.text
            else { return nil }
            let forms = (sample.required("forms")?.entries ?? []).compactMap { entry in
                features(entry.key, entry.value).flatMap { features in entry.value.text.map { (features, $0) } }
            }
            return LanguageTables.Sample(
                language: language, label: label, inflection: inflection, forms: forms, location: sample.location)
        }
    }

    private static func features(_ text: String, _ value: YAMLValue) -> Features? {
        if let features = Features(text) { return features }
        value.error("bad-features", "expected Name=Value pairs separated by |, found '\(text)'")
        return nil
    }

    // MARK: Endings

    private static func readDeclension(_ value: YAMLValue) -> Declension {
        value.allow(
            [
                "language", "cases", "conjunction", "spelling", "nouns", "adjectives", "adjectival-nouns", "samples",
                "guess",
                "guess-adjective",
            ])
        let cases = (value.required("cases")?.list ?? []).compactMap(\.text)
        let spelling = value.required("spelling")
        let after = Set(spelling?.required("after")?.text ?? "")
        var replacements: [Character: Character] = [:]
        for (key, _, to) in spelling?.required("replace")?.entries ?? [] {
            if let from = key.first, let to = to.text?.first { replacements[from] = to }
        }
        var paradigms: [String: Declension.Paradigm] = [:]
        for (code, _, noun) in value.required("nouns")?.entries ?? [] {
            noun.allow(
                [
                    "model", "gender", "animacy", "singular", "feminine", "plural", "second-stem", "genitive-plural",
                    "invariable",
                ])
            var inherent = Features()
            inherent["Gender"] = noun.required("gender")?.text
            inherent["Animacy"] = noun.required("animacy")?.text
            var cells: [(features: Features, endings: [Declension.Ending])] = []
            for (number, key) in [("Sing", "singular"), ("Sing", "feminine"), ("Plur", "plural")] {
                guard let row = noun[key] else { continue }
                // A noun for men and women (surnames) agrees in the gender of its form.
                if key == "feminine" { inherent["Gender"] = nil }
                for (name, endings) in zip(cases, readRow(row, cases: cases, animacy: inherent["Animacy"])) {
                    var features = Features()
                    features["Case"] = name
                    features["Number"] = number
                    cells.append((features, endings.endings))
                }
            }
            paradigms[code] = Declension.Paradigm(
                code: code, isAdjective: false, inherent: inherent, cells: cells,
                needsSecondStem: noun["second-stem"] != nil, takesGenitivePlural: noun["genitive-plural"] != nil,
                isInvariable: noun["invariable"] != nil)
        }
        for (code, _, adjective) in value.required("adjectives")?.entries ?? [] {
            adjective.allow(["model", "masculine", "neuter", "feminine", "plural"])
            var cells: [(features: Features, endings: [Declension.Ending])] = []
            for (key, gender) in [("masculine", "Masc"), ("neuter", "Neut"), ("feminine", "Fem"), ("plural", nil)] {
                guard let row = adjective.required(key) else { continue }
                for animacy in ["Inan", "Anim"] {
                    let endings = readRow(row, cases: cases, animacy: animacy)
                    for (name, endings) in zip(cases, endings) {
                        guard animacy == "Inan" || endings.dependsOnAnimacy else { continue }
                        var features = Features()
                        features["Case"] = name
                        features["Number"] = gender == nil ? "Plur" : "Sing"
                        features["Gender"] = gender
                        if endings.dependsOnAnimacy { features["Animacy"] = animacy }
                        cells.append((features, endings.endings))
                    }
                }
            }
            paradigms[code] = Declension.Paradigm(code: code, isAdjective: true, inherent: Features(), cells: cells)
        }
        for (code, _, noun) in value["adjectival-nouns"]?.entries ?? [] {
            noun.allow(["model", "like", "animacy"])
            guard let like = noun.required("like")?.text, let adjective = paradigms[like] else {
                noun.error("unknown-class", "expected the code of an adjective in 'like'")
                continue
            }
            var animacy = Features()
            animacy["Animacy"] = noun.required("animacy")?.text
            let cells = adjective.cells.compactMap { cell -> (features: Features, endings: [Declension.Ending])? in
                guard cell.features["Gender"] != "Neut", let features = cell.features.unified(with: animacy)
                else { return nil }
                return (features, cell.endings)
            }
            paradigms[code] = Declension.Paradigm(code: code, isAdjective: false, inherent: animacy, cells: cells)
        }
        var declension = Declension(paradigms: paradigms, spelling: (after, replacements))
        declension.conjunction = value.required("conjunction")?.text ?? ""
        declension.classGuess.nouns = readGuesses(value["guess"], result: "class")
        declension.classGuess.adjectives = readGuesses(value["guess-adjective"], result: "class")
        return declension
    }

    private static func readGuesses(_ value: YAMLValue?, result: String) -> [ClassGuess.Rule] {
        (value?.list ?? []).compactMap { rule in
            rule.allow(["ending", result])
            guard let ending = rule.required("ending")?.text, let result = rule.required(result)?.text else {
                return nil
            }
            return ClassGuess.Rule(ending: ending, result: result)
        }
    }

    private static func readRow(
        _ value: YAMLValue, cases: [String], animacy: String?
    ) -> [(endings: [Declension.Ending], dependsOnAnimacy: Bool)] {
        let tokens = (value.text ?? "").split(separator: " ")
        guard tokens.count == cases.count else {
            value.error("bad-row", "expected \(cases.count) endings, found \(tokens.count)")
            return []
        }
        var row = tokens.map { token in
            (endings: token.split(separator: "/").map(ending), dependsOnAnimacy: token == "=")
        }
        for index in row.indices where row[index].dependsOnAnimacy {
            let like = animacy == "Anim" ? "Gen" : "Nom"
            if let other = cases.firstIndex(of: like) { row[index].endings = row[other].endings }
        }
        return row
    }

    private static func ending(_ token: Substring) -> Declension.Ending {
        var text = token
        let isSecond = text.hasPrefix("*")
        if isSecond { text = text.dropFirst() }
        let tier: FormTier = text.hasSuffix("?") ? .marginal : text.hasSuffix("~") ? .extended : .core
        if tier != .core { text = text.dropLast() }
        return Declension.Ending(
            text: text == "0" ? "" : String(text), stem: isSecond ? .second : .first, tier: tier)
    }

    // MARK: Suffixes

    private static func readGrammar(_ value: YAMLValue) -> SuffixGrammar {
        value.allow(
            [
                "language", "harmonies", "sounds", "vowels", "voicing", "columns", "suffixes", "slots", "chains",
                "samples",
                "guess",
            ])
        var harmonies: [String: [Character: Character]] = [:]
        for (name, _, letters) in value.required("harmonies")?.entries ?? [] {
            for (key, _, letter) in letters.entries {
                if let key = key.first, let letter = letter.text?.first { harmonies[name, default: [:]][key] = letter }
            }
        }
        var sounds: [Character: String] = [:]
        for (name, _, letters) in value.required("sounds")?.entries ?? [] {
            for letter in letters.text ?? "" { sounds[letter] = name }
        }
        var voicing: [Character: Character] = [:]
        for (key, _, letter) in value.required("voicing")?.entries ?? [] {
            if let key = key.first, let letter = letter.text?.first { voicing[key] = letter }
        }
        let columns = (value.required("columns")?.text ?? "").split(separator: " ").map(String.init)
        var suffixes: [String: SuffixGrammar.Suffix] = [:]
        for (id, _, row) in value.required("suffixes")?.entries ?? [] {
            row.allow(["forms", "ends", "harmony"])
            let forms = (row.required("forms")?.text ?? "").split(separator: " ").map(String.init)
            guard forms.count == columns.count else {
                row.error("bad-row", "expected \(columns.count) forms, found \(forms.count)")
                continue
            }
            suffixes[id] = SuffixGrammar.Suffix(
                id: id,
                forms: Dictionary(uniqueKeysWithValues: zip(columns, forms).filter { $0.1 != "-" }),
                leaves: row["ends"]?.text, harmony: row["harmony"]?.text)
        }
        var slots: [String: SuffixGrammar.Slot] = [:]
        for (id, _, slot) in value.required("slots")?.entries ?? [] {
            var fillers: [SuffixGrammar.Slot.Filler] = []
            for (suffix, location, text) in slot.entries {
                guard suffix == "0" || suffixes[suffix] != nil else {
                    value.sink.error("unknown-suffix", "there is no suffix '\(suffix)'", at: location)
                    continue
                }
                guard let text = text.text, let features = features(text, slot) else { continue }
                fillers.append(.init(suffix: suffix == "0" ? nil : suffix, features: features))
            }
            slots[id] = SuffixGrammar.Slot(id: id, fillers: fillers)
        }
        let chains = (value.required("chains")?.list ?? []).compactMap { chain -> SuffixGrammar.Chain? in
            chain.allow(["tier", "slots"])
            let names = (chain.required("slots")?.list ?? []).compactMap { item -> String? in
                guard let name = item.text else { return nil }
                if slots[name] == nil { item.error("unknown-slot", "there is no slot '\(name)'") }
                return name
            }
            guard let text = chain.required("tier")?.text, let tier = Int(text).flatMap(FormTier.init) else {
                chain.error("unknown-value", "expected a tier from 1 to 3")
                return nil
            }
            return SuffixGrammar.Chain(tier: tier, slots: names)
        }
        var grammar = SuffixGrammar(
            harmonies: harmonies, sounds: sounds,
            vowelSounds: Set((value.required("vowels")?.text ?? "").split(separator: " ").map(String.init)),
            voicing: voicing, suffixes: suffixes,
            slots: slots, chains: chains)
        if let guess = value["guess"] {
            guess.allow([
                "harmony", "transparent", "transparent-inside", "default", "endings", "shortened", "linked",
            ])
            for (harmony, _, letters) in guess.required("harmony")?.entries ?? [] {
                for letter in letters.text ?? "" { grammar.classGuess.harmonyOfLetter[letter] = harmony }
            }
            grammar.classGuess.transparentLetters = Set(guess.required("transparent")?.text ?? "")
            grammar.classGuess.transparentInside = guess.required("transparent-inside")?.text ?? ""
            grammar.classGuess.defaultHarmony = guess.required("default")?.text ?? ""
            grammar.classGuess.shortened = readGuesses(guess["shortened"], result: "stems")
            grammar.classGuess.linked = readGuesses(guess["linked"], result: "vowel")
            grammar.classGuess.harmonies = readGuesses(guess["endings"], result: "harmony")
        }
        return grammar
    }
}
