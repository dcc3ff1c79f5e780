import Foundation

/// The material beside the project (articles, corpora, expected forms), read by path and never copied. Tests that need
/// it are skipped where it is not there.
public enum Shared {
    public static let projectFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    public static let folder = projectFolder.deletingLastPathComponent().appending(path: "shared")

    public static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

    public static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    public static func project(_ path: String) throws -> Data {
        try Data(contentsOf: projectFolder.appending(path: path))
    }

    /// The rows of a gzipped table without its head, split at tabs.
    public static func table(_ path: String) throws -> [[String]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", folder.appending(path: path).path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The texts of a corpus.
    public static func corpus(_ path: String) throws -> [String] {
        struct Line: Decodable { var text: String }
        return try text(path).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).text
        }
    }
}
