#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An operation of the operating system failed.
struct SystemError: Error, CustomStringConvertible {
    var operation: String
    var code: Int32

    var description: String { "\(operation): \(String(cString: strerror(code)))" }
}

/// Files and streams, by descriptor; no Foundation, whose loading would double the time to start.
enum System {
    static let standardInput: Int32 = 0
    static let standardOutput: Int32 = 1
    static let standardError: Int32 = 2

    enum Kind {
        case file
        case folder
        case missing
    }

    /// Whether a name in a folder is a link; links are not followed on walks, which they could send in circles.
    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// What tells whether two paths name one file; nil when there is none.
    static func identity(of path: String) -> String? {
        var status = stat()
        return stat(path, &status) == 0 ? "\(status.st_dev):\(status.st_ino)" : nil
    }

    static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The names in a folder, sorted by their bytes, without "." and "..".
    static func names(inFolder path: String) throws(SystemError) -> [String] {
        guard let folder = opendir(path) else {
            throw SystemError(operation: "cannot read folder '\(path)'", code: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    static func open(forReading path: String) throws(SystemError) -> Int32 {
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #elseif canImport(Musl)
            let descriptor = Musl.open(path, O_RDONLY | O_CLOEXEC)
        #else
            let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
        guard descriptor >= 0 else { throw SystemError(operation: "cannot open '\(path)'", code: errno) }
        return descriptor
    }

    static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

    /// Up to `count` bytes; empty at the end.
    static func read(_ descriptor: Int32, count: Int, name: String) throws(SystemError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var received = -1
            repeat {
                #if canImport(Glibc)
                    received = Glibc.read(descriptor, buffer.baseAddress, count)
                #elseif canImport(Musl)
                    received = Musl.read(descriptor, buffer.baseAddress, count)
                #else
                    received = Darwin.read(descriptor, buffer.baseAddress, count)
                #endif
            } while received < 0 && errno == EINTR
            if received < 0 { failure = errno }
            filled = max(0, received)
        }
        guard failure == 0 else { throw SystemError(operation: "cannot read '\(name)'", code: failure) }
        return bytes
    }

    static func readAll(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = path == "-" ? standardInput : try open(forReading: path)
        defer { if path != "-" { closeDescriptor(descriptor) } }
        var bytes: [UInt8] = []
        while true {
            let piece = try read(descriptor, count: 1 << 18, name: path == "-" ? "standard input" : path)
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
                #else
                    Darwin.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(operation: "cannot write \(name)", code: errno) }
            written += count
        }
    }

    /// A file that is being written: it takes its name when it is whole. What is no regular file (a pipe, a device) is
    /// written through.
    struct PartialFile {
        private let path: String
        private let temporary: String?
        private let descriptor: Int32

        init(_ path: String) throws(SystemError) {
            self.path = path
            var status = stat()
            let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
            temporary = isSpecial || System.isLink(path) ? nil : path + ".part"
            #if canImport(Glibc)
                descriptor = Glibc.open(temporary ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            #elseif canImport(Musl)
                descriptor = Musl.open(temporary ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            #else
                descriptor = Darwin.open(temporary ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            #endif
            guard descriptor >= 0 else { throw SystemError(operation: "cannot write '\(path)'", code: errno) }
        }

        func write(_ bytes: [UInt8]) throws(SystemError) {
            try System.write(bytes, to: descriptor, name: "'\(path)'")
        }

        func finish() throws(SystemError) {
            guard close(descriptor) == 0, temporary.map({ rename($0, path) == 0 }) ?? true else {
                let code = errno
                if let temporary { unlink(temporary) }
                throw SystemError(operation: "cannot write '\(path)'", code: code)
            }
        }

        /// Gives up what was written.
        func discard() {
            _ = close(descriptor)
            if let temporary { unlink(temporary) }
        }
    }

    /// Writes a file whole or not at all.
    static func replaceFile(_ path: String, with bytes: [UInt8]) throws(SystemError) {
        let file = try PartialFile(path)
        do throws(SystemError) {
            try file.write(bytes)
        } catch {
            file.discard()
            throw error
        }
        try file.finish()
    }

    static func createFolders(_ path: String) throws(SystemError) {
        var made = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            made += made.isEmpty && part.isEmpty ? "/" : (made.isEmpty || made == "/" ? "" : "/") + part
            guard !part.isEmpty, kind(of: made) == .missing else { continue }
            guard mkdir(made, 0o777) == 0 || errno == EEXIST else {
                throw SystemError(operation: "cannot make folder '\(made)'", code: errno)
            }
        }
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal that standard output is; nil when it is none or does not say.
    static var terminalWidth: Int? {
        guard isTerminal(standardOutput) else { return nil }
        if let columns = environment("COLUMNS").flatMap(Int.init), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(standardOutput, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
