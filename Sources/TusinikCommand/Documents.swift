import ArgumentParser
import Tusinik

/// What an input is read as.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case html
    case jsonl

    /// The ending of a file that is written in this format.
    var fileExtension: String {
        switch self {
        case .text: "txt"
        case .html: "html"
        case .jsonl: "jsonl"
        }
    }

    /// By the ending of a name; nil for endings of other formats.
    init?(path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            self = .text
            return
        }
        switch name[name.index(after: dot)...].lowercased() {
        case "jsonl", "ndjson": self = .jsonl
        case "html", "htm": self = .html
        case "xhtml", "md", "markdown", "json", "csv", "xml", "yaml", "yml", "bin": return nil
        default: self = .text
        }
    }
}

/// One input: a file, or standard input.
struct Document {
    /// "-" for standard input.
    var path: String
    var format: InputFormat
    /// Below the folder that was named, for `--output`.
    var relativePath: String

    var name: String { path == "-" ? "standard input" : path }

    /// Its content, as UTF-8.
    func text() throws -> String {
        let bytes: [UInt8]
        do {
            bytes = try System.readAll(path)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
        do {
            return try decodeUTF8(bytes)
        } catch {
            throw Failure(
                message: "\(name): invalid UTF-8 at byte \(error.offset); texts are read as UTF-8", code: .badData)
        }
    }
}

enum Documents {
    /// The inputs that paths name; folders are searched through for files with the endings of a format.
    ///
    /// - Parameter endings: those that are looked for in folders.
    static func find(
        _ paths: [String], format: InputFormat?, endings: [String] = [".txt", ".html", ".htm", ".jsonl", ".ndjson"]
    ) throws -> [Document] {
        guard !paths.isEmpty else { return [Document(path: "-", format: format ?? .text, relativePath: "stdin")] }
        var documents: [Document] = []
        for path in paths {
            if path != "-", System.kind(of: path) == .folder {
                let found = try search(path, below: "", format: format, endings: endings)
                guard !found.isEmpty else {
                    throw Failure(
                        message: "no articles (\(endings.joined(separator: ", "))) in '\(path)'", code: .noInput)
                }
                documents += found
            } else {
                guard let format = format ?? (path == "-" ? .text : InputFormat(path: path)) else {
                    throw ValidationError(
                        "'\(path)' is of a format that cannot be read; say --from text, html or jsonl.")
                }
                let name = path.split(separator: "/").last.map(String.init) ?? path
                documents.append(Document(path: path, format: format, relativePath: path == "-" ? "stdin" : name))
            }
        }
        return documents
    }

    private static func search(
        _ folder: String, below prefix: String, format: InputFormat?, endings: [String]
    ) throws -> [Document] {
        let names: [String]
        do {
            names = try System.names(inFolder: folder)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
        var documents: [Document] = []
        for name in names where !name.hasPrefix(".") {
            let path = (folder.hasSuffix("/") ? folder : folder + "/") + name
            if System.kind(of: path) == .folder {
                guard !System.isLink(path) else { continue }
                documents += try search(path, below: prefix + name + "/", format: format, endings: endings)
            } else if endings.contains(where: name.hasSuffix) {
                guard let found = format ?? InputFormat(path: name) else { continue }
                documents.append(Document(path: path, format: found, relativePath: prefix + name))
            }
        }
        return documents
    }
}

/// Reads lines of any length from a descriptor, piece by piece.
struct LineReader {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var searched = 0
    private var isAtEnd = false

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// The next line without its line end (LF or CR LF); nil at the end.
    mutating func next() throws(SystemError) -> [UInt8]? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer {
                    start = end + 1
                    searched = start
                }
                return line(until: end)
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return line(until: buffer.count)
            }
            buffer.removeFirst(start)
            searched -= start
            start = 0
            let piece = try System.read(descriptor, count: 1 << 18, name: name)
            isAtEnd = piece.isEmpty
            buffer += piece
        }
    }

    private func line(until end: Int) -> [UInt8] {
        let hasReturn = end > start && end < buffer.count && buffer[end - 1] == 0x0D
        return Array(buffer[start..<(hasReturn ? end - 1 : end)])
    }
}
