internal import ICUShim

/// Unicode properties of a scalar, as ICU's tables have them.
public enum CharacterProperties {
    /// The property Alphabetic.
    public static func isAlphabetic(_ scalar: UInt32) -> Bool { tusinik_icu_is_alphabetic(scalar) }
    /// General category M: combining marks.
    public static func isMark(_ scalar: UInt32) -> Bool { tusinik_icu_is_mark(scalar) }
    /// General category Nd.
    public static func isDigit(_ scalar: UInt32) -> Bool { tusinik_icu_is_digit(scalar) }
    /// The property White_Space; NBSP has it, zero-width space does not.
    public static func isWhiteSpace(_ scalar: UInt32) -> Bool { tusinik_icu_is_white_space(scalar) }
    /// The property Uppercase.
    public static func isUppercase(_ scalar: UInt32) -> Bool { tusinik_icu_is_uppercase(scalar) }
    /// The property Lowercase.
    public static func isLowercase(_ scalar: UInt32) -> Bool { tusinik_icu_is_lowercase(scalar) }
    /// Invisible: general category Cf or the property Default_Ignorable_Code_Point.
    public static func isIgnorable(_ scalar: UInt32) -> Bool { tusinik_icu_is_ignorable(scalar) }

    /// A mark or an invisible character: it belongs to what it follows, and neither ends a word nor begins one.
    public static func isTransparent(_ scalar: UInt32) -> Bool { isMark(scalar) || isIgnorable(scalar) }

    /// The property Script is Cyrillic.
    public static func isCyrillic(_ scalar: UInt32) -> Bool { script(scalar) == "Cyrl" }
    /// The property Script is Latin.
    public static func isLatin(_ scalar: UInt32) -> Bool { script(scalar) == "Latn" }

    /// The ISO 15924 name of the property Script: "Cyrl", "Latn", "Zyyy" for what scripts share.
    public static func script(_ scalar: UInt32) -> String { String(cString: tusinik_icu_script(scalar)) }

    /// Whether two strings look alike by Unicode Technical Standard 39.
    public static func areConfusable(_ first: String, _ second: String) throws(ICUError) -> Bool {
        var first = first
        var second = second
        var error: Int32 = 0
        let found = first.withUTF8 { first in
            second.withUTF8 { second in
                first.withMemoryRebound(to: CChar.self) { first in
                    second.withMemoryRebound(to: CChar.self) { second in
                        tusinik_icu_confusable(
                            first.baseAddress, Int32(first.count), second.baseAddress, Int32(second.count), &error)
                    }
                }
            }
        }
        guard error == 0 else { throw ICUError("compare look-alikes", code: error) }
        return found
    }
}
