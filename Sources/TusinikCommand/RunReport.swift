import Tusinik

/// What a run over several documents says on standard error: how far it is, where that is a terminal, and at the end what
/// was done, where a folder was searched through.
struct RunReport {
    private let count: Int
    private let isWalk: Bool
    private let showsProgress: Bool
    private var done = 0
    private var failed = 0
    private var mentions = 0
    private var hasLine = false

    init(count: Int, isWalk: Bool) {
        self.count = count
        self.isWalk = isWalk
        // Progress would run into data on the same terminal.
        showsProgress =
            count > 1 && System.isTerminal(System.standardError) && !System.isTerminal(System.standardOutput)
    }

    mutating func finish(_ name: String, mentions: Int) {
        done += 1
        self.mentions += mentions
        progress(name)
    }

    mutating func fail(_ name: String, _ failure: Failure) {
        failed += 1
        note(failure.message)
        progress(name)
    }

    /// A message on a line of its own.
    mutating func note(_ message: String) {
        clear()
        Console.note(message)
    }

    mutating func summarize() {
        clear()
        guard isWalk else { return }
        var parts = ["\(done) of \(count) files"]
        if mentions > 0 { parts.append("\(mentions) mentions") }
        if failed > 0 { parts.append("\(failed) failed") }
        Console.note(parts.joined(separator: ", "))
    }

    private mutating func progress(_ name: String) {
        guard showsProgress else { return }
        clear()
        // Control characters in names do not reach the terminal.
        let plain = String(
            String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        put("\(done + failed)/\(count) \(plain.suffix(60))")
        hasLine = true
    }

    private mutating func clear() {
        guard hasLine else { return }
        put("\r\u{1B}[K")
        hasLine = false
    }

    private func put(_ text: String) {
        try? System.write(Array(text.utf8), to: System.standardError, name: "standard error")
    }
}
