/// The upper halves of encodings for Kazakh that ICU lacks: the scalars of the bytes 80 to FF; U+FFFD stands for nothing.
enum SingleByteTable {
    /// KZ-1048, also STRK1048-2002: windows-1251 with the Kazakh letters (registered with IANA in 2006).
    static let kz1048 = """
        ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{FFFD}™љ›њқһџ\
        \u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү\
        АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
        абвгдежзийклмнопрстуфхцчшщъыьэюя
        """

    /// PTCP154, also PT154: ParaType's Asian Cyrillic (registered with IANA in 2002).
    static let pt154 = """
        ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\
        \u{A0}ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ\
        АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
        абвгдежзийклмнопрстуфхцчшщъыьэюя
        """
}
