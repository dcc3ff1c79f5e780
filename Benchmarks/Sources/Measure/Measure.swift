import Foundation
import Tusinik

/// Runs one engine on one file and prints how many megabytes it did in a second: `Measure ENGINE FILE`.
///
/// To add an engine, add a case to ``engine(_:)`` and a line to `run`.
@main struct Measure {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let engine = try engine(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: Measure ENGINE FILE\n".utf8))
            exit(64)
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: arguments[2])))
        let pieces = pieces(of: bytes)
        // Once to have memory and caches as they are in a running program.
        var length = try pieces.first.map(engine) ?? 0
        let start = ContinuousClock.now
        for piece in pieces { length += try engine(piece) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        precondition(length > 0)
        print(String(format: "%.1f", Double(bytes.count) / seconds / 1e6))
    }

    /// Pieces of whole lines, as a program reads them: the price of fresh memory for a huge result is not the engine's.
    private static func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let limit = min(bytes.count, start + 1 << 18)
            let end = limit == bytes.count ? limit : (bytes[start..<limit].lastIndex(of: 0x0A) ?? limit - 1) + 1
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }

    /// What an engine does to a text; gives something that depends on the result.
    static func engine(_ name: String) throws -> (([UInt8]) throws -> Int)? {
        let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "scanner":
            let transliterator = try Transliterator(scheme: parts[1])
            return { transliterator.transliterate(utf8: $0).count }
        case "icu":
            let transform = try ICUTransform(id: parts[1])
            return { try transform.transform(utf8: $0).count }
        case "icu-rules":
            guard let scheme = try CompiledGlossary.builtIn().scheme(id: parts[1]) else { return nil }
            let transform = try ICUTransform(rules: scheme.icuRules)
            return { try transform.transform(utf8: $0).count }
        default: return nil
        }
    }
}
