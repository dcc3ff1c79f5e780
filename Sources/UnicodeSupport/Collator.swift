internal import ICUShim

/// Sorts words as a language does (Kazakh: а ә б ... г ғ д). Owns its ICU handle; not for several threads at once.
package final class Collator {
    private let handle: OpaquePointer

    /// - Parameter language: a BCP 47 tag: "kk", "ru".
    package init(language: String) throws(ICUError) {
        var error: Int32 = 0
        guard let handle = tusinik_icu_collator_open(language, &error) else {
            throw ICUError("open the collation of '\(language)'", code: error)
        }
        self.handle = handle
    }

    deinit { tusinik_icu_collator_close(handle) }

    /// Whether `first` sorts before `second`. Strings that ICU cannot compare count as equal.
    package func areInIncreasingOrder(_ first: String, _ second: String) -> Bool {
        var first = first
        var second = second
        var error: Int32 = 0
        let order = first.withUTF8 { first in
            second.withUTF8 { second in
                first.withMemoryRebound(to: CChar.self) { first in
                    second.withMemoryRebound(to: CChar.self) { second in
                        tusinik_icu_collator_compare(
                            handle, first.baseAddress, Int32(first.count), second.baseAddress, Int32(second.count),
                            &error)
                    }
                }
            }
        }
        return error == 0 && order < 0
    }
}
