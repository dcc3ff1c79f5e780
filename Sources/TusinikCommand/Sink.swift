import ArgumentParser

/// Where the output of one document goes: standard output, in large pieces, or a file that appears when it is whole.
struct Sink {
    private let file: System.PartialFile?
    private var buffer: [UInt8] = []

    /// The file that a document is written to.
    static func path(of document: Document, fileExtension: String, folder: String) -> String {
        var name = document.relativePath
        if let dot = name.lastIndex(of: "."), !name[dot...].contains("/") { name = String(name[..<dot]) }
        return folder + "/" + name + "." + fileExtension
    }

    /// No output may take the place of an input, or of another output.
    static func checkOutputs(
        of documents: [Document], fileExtension: (Document) -> String, folder: String?
    ) throws {
        guard let folder else { return }
        guard !folder.isEmpty else { throw ValidationError("--output needs the name of a folder.") }
        let inputs = Set(documents.compactMap { System.identity(of: $0.path) })
        var outputs: Set<String> = []
        for document in documents {
            let path = path(of: document, fileExtension: fileExtension(document), folder: folder)
            if let identity = System.identity(of: path), inputs.contains(identity) {
                throw ValidationError("'\(path)' is an input; choose another --output.")
            }
            guard outputs.insert(path).inserted else {
                throw ValidationError("Two inputs would be written to '\(path)'.")
            }
        }
    }

    init(_ document: Document, fileExtension: String, folder: String?) throws {
        guard let folder else {
            file = nil
            return
        }
        let path = Self.path(of: document, fileExtension: fileExtension, folder: folder)
        do {
            try System.createFolders(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            file = try System.PartialFile(path)
        } catch {
            throw Failure(message: "\(error)", code: .inputOutput)
        }
    }

    mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

    mutating func write(_ bytes: [UInt8]) throws {
        if buffer.isEmpty, bytes.count >= 1 << 16 {
            try writeThrough(bytes)
            return
        }
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    mutating func flush() throws {
        try writeThrough(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func writeThrough(_ bytes: [UInt8]) throws {
        guard let file else { return try Console.print(bytes) }
        do {
            try file.write(bytes)
        } catch {
            throw Failure(message: "\(error)", code: .inputOutput)
        }
    }

    /// Gives the file its name, or gives it up; to be called once, behind ``flush()``.
    func finish() throws {
        do {
            try file?.finish()
        } catch {
            throw Failure(message: "\(error)", code: .inputOutput)
        }
    }

    /// Leaves no half file behind.
    func discard() { file?.discard() }
}
