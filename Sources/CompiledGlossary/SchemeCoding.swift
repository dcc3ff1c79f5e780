import Transliteration

/// How schemes and what belongs to them are kept: each record is a fixed number of lists of strings.
enum SchemeCoding {
    static let listCounts: [Format.RecordTable: Int] = [
        .schemes: 8, .schemePairs: 1, .languageCues: 5, .spellings: 2, .latinTexts: 5,
    ]

    // MARK: Writing

    static func records(of tables: TransliterationTables) -> [(table: Format.RecordTable, lists: [[String]])] {
        tables.schemes.map { (.schemes, lists(of: $0)) }
            + tables.pairs.map { (.schemePairs, [[$0.id, $0.russian, $0.kazakh]]) }
            + tables.cues.map {
                (
                    .languageCues,
                    [
                        [$0.language, $0.letters, $0.hints], $0.words.sorted(), $0.endings.sorted(),
                        $0.nameEndings.sorted(),
                        $0.unlikely.flatMap { [$0.letters, $0.after ?? "", $0.before ?? "", String($0.cost)] },
                    ]
                )
            }
            + tables.spellings.map { (.spellings, [[$0.latin, $0.source], $0.names]) }
            + tables.latinTexts.map { texts in
                (
                    .latinTexts,
                    [
                        texts.schemes,
                        texts.habits.flatMap { [$0.language, $0.letters, $0.images.joined(separator: " ")] },
                        texts.words.sorted { $0.key < $1.key }.flatMap {
                            [$0.key, $0.value.sorted().joined(separator: " ")]
                        },
                        texts.foreign.sorted(), texts.shared.sorted(),
                    ]
                )
            }
    }

    private static func lists(of scheme: TransliterationScheme) -> [[String]] {
        [
            [
                scheme.id, scheme.name, scheme.year, scheme.authority, scheme.restoration.rawValue, scheme.notes,
                scheme.hasCapitals ? "capitals" : "",
            ],
            scheme.languages, scheme.sources, pairs(scheme.letters), pairs(scheme.capitals),
            scheme.rules.flatMap { [$0.from, $0.after ?? "", $0.before ?? "", $0.to] },
            scheme.wordMark.map { [$0.mark, $0.holding, $0.without] } ?? [],
            scheme.samples.flatMap { [$0.from, $0.to] },
        ]
    }

    private static func pairs(_ map: [UInt32: String]) -> [String] {
        map.sorted { $0.key < $1.key }.flatMap { [String(Unicode.Scalar($0.key) ?? " "), $0.value] }
    }

    // MARK: Reading

    static func names(_ table: Format.RecordTable, in sections: GlossarySections) -> [String] {
        (0..<sections.count(table)).map { name(of: $0, table, in: sections) }
    }

    /// The number of a record by its name; the records are sorted.
    static func number(of name: String, _ table: Format.RecordTable, in sections: GlossarySections) -> Int? {
        (0..<sections.count(table)).first { self.name(of: $0, table, in: sections) == name }
    }

    private static func name(of number: Int, _ table: Format.RecordTable, in sections: GlossarySections) -> String {
        sections.list(of: sections.record(table, number), at: 0).first.flatMap { sections.string($0) } ?? ""
    }

    static func scheme(_ lists: [[String]]) -> TransliterationScheme? {
        guard lists.count == 8, lists[0].count == 7,
            let restoration = TransliterationScheme.Restoration(rawValue: lists[0][4])
        else { return nil }
        return TransliterationScheme(
            id: lists[0][0], name: lists[0][1], languages: lists[1], year: lists[0][2], authority: lists[0][3],
            restoration: restoration, notes: lists[0][5], sources: lists[2], letters: map(lists[3]),
            capitals: map(lists[4]), hasCapitals: !lists[0][6].isEmpty,
            rules: stride(from: 0, to: lists[5].count - 3, by: 4).map { index in
                .init(
                    from: lists[5][index], after: text(lists[5][index + 1]), before: text(lists[5][index + 2]),
                    to: lists[5][index + 3])
            },
            wordMark: lists[6].count == 3
                ? .init(mark: lists[6][0], holding: lists[6][1], without: lists[6][2]) : nil,
            samples: stride(from: 0, to: lists[7].count - 1, by: 2).map {
                .init(from: lists[7][$0], to: lists[7][$0 + 1])
            })
    }

    private static func text(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func map(_ pairs: [String]) -> [UInt32: String] {
        var map: [UInt32: String] = [:]
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            if let scalar = pairs[index].unicodeScalars.first { map[scalar.value] = pairs[index + 1] }
        }
        return map
    }

    static func pair(_ lists: [[String]]) -> SchemePair? {
        guard let list = lists.first, list.count == 3 else { return nil }
        return SchemePair(id: list[0], russian: list[1], kazakh: list[2])
    }

    static func cues(_ lists: [[String]]) -> LanguageCues? {
        guard lists.count == 5, lists[0].count == 3 else { return nil }
        return LanguageCues(
            language: lists[0][0], letters: lists[0][1], hints: lists[0][2], words: Set(lists[1]),
            endings: Set(lists[2]), nameEndings: Set(lists[3]),
            unlikely: stride(from: 0, to: lists[4].count - 3, by: 4).map { index in
                .init(
                    letters: lists[4][index], after: text(lists[4][index + 1]), before: text(lists[4][index + 2]),
                    cost: Int(lists[4][index + 3]) ?? 1)
            })
    }

    static func latinTexts(_ lists: [[String]]) -> LatinTexts? {
        guard lists.count == 5 else { return nil }
        func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        return LatinTexts(
            schemes: lists[0],
            habits: stride(from: 0, to: lists[1].count - 2, by: 3).map { index in
                let images = list(lists[1][index + 2])
                return .init(
                    language: lists[1][index], letters: lists[1][index + 1], images: images.isEmpty ? [""] : images)
            },
            words: Dictionary(
                stride(from: 0, to: lists[2].count - 1, by: 2).map { (lists[2][$0], Set(list(lists[2][$0 + 1]))) },
                uniquingKeysWith: { $0.union($1) }),
            foreign: Set(lists[3]), shared: Set(lists[4]))
    }

    static func spelling(_ lists: [[String]]) -> OfficialSpelling? {
        guard lists.count == 2, lists[0].count == 2 else { return nil }
        return OfficialSpelling(names: lists[1], latin: lists[0][0], source: lists[0][1])
    }
}
