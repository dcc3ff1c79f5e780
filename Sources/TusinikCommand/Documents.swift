import ArgumentParser
import Tusinik

/// What an input is read as.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case html
    case markdown
    case jsonl

    /// The ending of a file that is written in this format.
    var fileExtension: String {
        switch self {
        case .text: "txt"
        case .html: "html"
        case .markdown: "md"
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
        case "md", "markdown": self = .markdown
        case "xhtml", "json", "csv", "xml", "yaml", "yml", "bin": return nil
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
        let bytes = try bytes()
        do {
            return try decodeUTF8(bytes)
        } catch {
            throw Failure(
                message: "\(name): invalid UTF-8 at byte \(error.offset); texts are read as UTF-8", code: .badData)
        }
    }

    /// Its content as it stands.
    func bytes() throws -> [UInt8] {
        do {
            return try System.readAll(path)
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
    }
}

enum Documents {
    /// The endings of everything that is annotated.
    static let endings = [".txt", ".html", ".htm", ".md", ".markdown", ".jsonl", ".ndjson"]

    /// The inputs that paths name; folders are searched through for files with the endings of a format.
    ///
    /// - Parameter endings: those that are looked for in folders.
    static func find(
        _ paths: [String], format: InputFormat?, endings: [String] = Self.endings
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
                        "'\(path)' is of a format that cannot be read; say --from text, html, markdown or jsonl.")
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
