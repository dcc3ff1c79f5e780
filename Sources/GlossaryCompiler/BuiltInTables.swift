internal import Dictionaries
public import TextCore

extension TableReader {
    /// The language tables that the program was built with.
    ///
    /// - Throws: ``Diagnostics`` when one of them has a mistake.
    public static func builtIn() throws(Diagnostics) -> LanguageTables {
        func file(_ name: String, _ table: tusinik_dictionaries_table) -> SourceFile {
            let bytes = UnsafeBufferPointer(
                start: tusinik_dictionaries_table_bytes(table), count: tusinik_dictionaries_table_length(table))
            return SourceFile(name: "Dictionaries/" + name, text: String(decoding: bytes, as: UTF8.self))
        }
        return try read(
            normalization: file("normalization.yaml", TUSINIK_TABLE_NORMALIZATION),
            russian: file("morphology/russian.yaml", TUSINIK_TABLE_RUSSIAN),
            kazakh: file("morphology/kazakh.yaml", TUSINIK_TABLE_KAZAKH))
    }
}
