import UnicodeSupport

/// What stands for a letter, in its three cases.
struct LetterImages: Hashable, Sendable {
    /// For a small letter.
    var small: String
    /// For a capital among small letters: Shch.
    var title: String
    /// For a capital among capitals: SHCH.
    var capital: String

    /// Letters that a tie (U+0361) joins to the first are of one case with it (I͡U).
    init(_ image: String, in scheme: TransliterationScheme) {
        small = image
        title = ""
        capital = ""
        guard scheme.hasCapitals else {
            title = image
            capital = image
            return
        }
        var hasCapital = false
        var isTied = false
        for scalar in image.unicodeScalars {
            let upper = Self.capital(of: scalar, in: scheme)
            let isCased = upper != String(scalar)
            capital += upper
            title += isCased && (!hasCapital || isTied) ? upper : String(scalar)
            hasCapital = hasCapital || isCased
            isTied = scalar == "\u{361}"
        }
    }

    /// Whether the letters around a capital have a say in its image.
    var dependsOnNeighbours: Bool { title != capital }

    /// Whether there is a letter in it; signs such as ʹ ’ ` are none.
    var hasLetters: Bool { small != capital }

    private static func capital(of scalar: Unicode.Scalar, in scheme: TransliterationScheme) -> String {
        if let own = scheme.capitals[scalar.value] { return own }
        let mapping = scalar.properties.uppercaseMapping
        return mapping.unicodeScalars.count == 1 ? mapping : String(scalar)
    }
}
