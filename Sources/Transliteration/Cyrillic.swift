/// Facts about the Cyrillic letters from U+0400 to U+053F that Unicode states.
enum Cyrillic {
    static let first: UInt32 = 0x400
    static let count = 0x140

    /// The place of a scalar in tables of Cyrillic letters; nil outside of them.
    @inline(__always)
    static func index(_ scalar: UInt32) -> Int? {
        let index = scalar &- first
        return index < UInt32(count) ? Int(index) : nil
    }

    /// The place of the small letter of each.
    static let small: [UInt16] = (0..<count).map { index in
        let mapping = Unicode.Scalar(first + UInt32(index))?.properties.lowercaseMapping.unicodeScalars
        guard let mapping, mapping.count == 1, let small = mapping.first.flatMap({ Self.index($0.value) }) else {
            return UInt16(index)
        }
        return UInt16(small)
    }

    /// Every letter with a canonical decomposition: what it is composed of.
    static let decompositions: [UInt32: (base: UInt32, mark: UInt32)] = {
        var table: [UInt32: (base: UInt32, mark: UInt32)] = [:]
        for (letters, mark) in rows {
            let scalars = letters.unicodeScalars.map(\.value)
            for index in stride(from: 0, to: scalars.count, by: 2) {
                table[scalars[index + 1]] = (scalars[index], mark)
            }
        }
        return table
    }()

    /// Base and composed letter in turns.
    private static let rows: [(String, UInt32)] = [
        ("ЕЀеѐИЍиѝ", 0x300), ("ГЃгѓКЌкќ", 0x301), ("ИӢиӣУӮуӯ", 0x304),
        ("ИЙийУЎуўЖӁжӂАӐаӑЕӖеӗ", 0x306),
        (
            "ЕЁеёІЇіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹ",
            0x308
        ), ("УӲуӳ", 0x30B), ("ѴѶѵѷ", 0x30F),
    ]
}
