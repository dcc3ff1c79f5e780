import ArgumentParser
import Tusinik

/// Exit codes beside ArgumentParser's 64 for usage; those of sysexits.h.
extension ExitCode {
    /// `glossary check` and `compile --check` found something; `lookup` found nothing.
    static let findings = ExitCode(1)
    static let usage = ExitCode(64)
    static let badData = ExitCode(65)
    static let noInput = ExitCode(66)
    static let inputOutput = ExitCode(74)
}

/// A failure with its message and exit code.
struct Failure: Error {
    var message: String
    var code: ExitCode
}

/// What the command says. Data goes to standard output, everything else to standard error.
enum Console {
    /// Adds to the data on standard output; a closed pipe ends the program quietly.
    static func print(_ text: String) throws { try print(Array(text.utf8)) }

    static func print(_ bytes: [UInt8]) throws {
        do {
            try System.write(bytes, to: System.standardOutput, name: "standard output")
        } catch {
            if error.code == 32 { throw ExitCode.success }
            note("\(error)")
            throw ExitCode.inputOutput
        }
    }

    static func note(_ message: String) {
        try? System.write(Array("tusinik: \(message)\n".utf8), to: System.standardError, name: "standard error")
    }

    /// Prints a failure and leaves.
    static func exit(_ failure: Failure) -> ExitCode {
        note(failure.message)
        return failure.code
    }
}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never

    /// Whether to color standard output. NO_COLOR (no-color.org) speaks for `auto`.
    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            System.isTerminal(System.standardOutput) && System.environment("NO_COLOR").map(\.isEmpty) ?? true
                && System.environment("TERM") != "dumb"
        }
    }
}

extension Language: ExpressibleByArgument {
    /// The language that the environment asks for; English when it asks for none of ours.
    static var ofEnvironment: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = System.environment(name), !value.isEmpty else { continue }
            return Language(rawValue: String(value.prefix(2)).lowercased()) ?? .english
        }
        return .english
    }
}

extension PartialDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension OffsetUnit: ExpressibleByArgument {}
extension Keeping: ExpressibleByArgument {}
extension OverlapPolicy: ExpressibleByArgument {}
extension MentionPolicy: ExpressibleByArgument {}
extension PagePart: ExpressibleByArgument {}
extension NormalizationProfile: ExpressibleByArgument {}
