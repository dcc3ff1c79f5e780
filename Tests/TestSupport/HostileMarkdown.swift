/// Pieces of Markdown that begin, end and break what stands around them.
private let markdownPieces = [
    "*", "**", "_", "__", "~~", "`", "``", "```", "~~~", "[", "]", "(", ")", "](", "][", "![", "<", ">", "<b>", "</b>",
    "<!--",
    "-->", "<div>", "<https://a.kz/аким>", "https://аким.kz ", "\\", "&amp;", "&", "#", "## ", "- ", "+ ", "1. ", "2) ",
    "> ",
    ">", "    ", "\t", "  \n", "\\\n", "\n", "\n\n", "\r\n", "---\n", "===\n", "***\n", "|", "|---|\n", "[^1]",
    "[^1]: ",
    "[a]: b\n", "[аким]", "[аким]: c \"t\"\n", "(#tusinik-akim)", "[^tusinik-akim]",
    "<!-- tusinik seal=0123456789abcdef -->\n",
    "<!-- /tusinik -->\n", "](#tusinik.2-akim)", "tusinik.1", "\u{FEFF}", "!", "^", ":", "\"", "'",
]

extension SeededGenerator {
    /// Marks of Markdown, words and terms, in any order.
    public mutating func hostileMarkdown(pieces: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...pieces, using: &self) {
            switch Int.random(in: 0..<5, using: &self) {
            case 0: text += hostilePieces.randomElement(using: &self, default: " ")
            case 1:
                text += ["акимов", "депутаты", "глава государства", "выборы", " и ", "слово"]
                    .randomElement(using: &self, default: " ")
            default: text += markdownPieces.randomElement(using: &self, default: " ")
            }
        }
        return text
    }
}
