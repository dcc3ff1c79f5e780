import ArgumentParser
import GlossaryCompiler
import Tusinik

/// Which glossaries a command uses.
struct GlossaryOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("A glossary of your own, before the built-in one: compiled, YAML or CSV.", valueName: "path")
    )
    var glossary: [String] = []

    @Flag(help: "Do not use the built-in glossary.")
    var noDefaultGlossary = false

    /// The user's own first.
    func open() throws -> [CompiledGlossary] {
        var glossaries = try glossary.map(Glossaries.open)
        if !noDefaultGlossary {
            do {
                glossaries.append(try CompiledGlossary.builtIn())
            } catch {
                throw Failure(message: "built-in glossary: \(error)", code: .badData)
            }
        }
        guard !glossaries.isEmpty else {
            throw ValidationError("--no-default-glossary needs a glossary of your own: --glossary PATH.")
        }
        return glossaries
    }
}

/// Opens glossaries that the user names: compiled ones, or YAML and CSV that are compiled on the way.
enum Glossaries {
    /// - Parameter path: a compiled glossary, a YAML or CSV file, or a folder of such files.
    static func open(_ path: String) throws -> CompiledGlossary {
        switch System.kind(of: path) {
        case .missing: throw Failure(message: "no glossary '\(path)'", code: .noInput)
        case .file where !isSource(path):
            do {
                return try CompiledGlossary(path: path)
            } catch {
                if case .unreadable(_, let code) = error {
                    throw Failure(
                        message: "\(SystemError(operation: "cannot read '\(path)'", code: code))", code: .noInput)
                }
                throw Failure(message: "\(path): \(error)", code: .badData)
            }
        case .file, .folder:
            let source = try source(of: [path])
            report(GlossaryChecker.check(source))
            let bytes = try compile(source).bytes
            do {
                return try CompiledGlossary(bytes: bytes)
            } catch {
                throw Failure(message: "\(path): \(error)", code: .badData)
            }
        }
    }

    /// YAML or a table.
    static func isSource(_ path: String) -> Bool {
        path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".csv")
    }

    /// The YAML and CSV files of these paths, folders searched through, in a fixed order.
    static func files(of paths: [String]) throws -> [SourceFile] {
        var files: [SourceFile] = []
        for path in paths {
            switch System.kind(of: path) {
            case .missing: throw Failure(message: "no such file or folder: '\(path)'", code: .noInput)
            case .folder:
                let names = try system { () throws(SystemError) in try System.names(inFolder: path) }
                let inside = names.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
                files += try self.files(
                    of: inside.filter { isSource($0) || System.kind(of: $0) == .folder && !System.isLink($0) })
            case .file:
                let bytes = try system { () throws(SystemError) in try System.readAll(path) }
                do {
                    files.append(SourceFile(name: path, text: try decodeUTF8(bytes)))
                } catch {
                    throw Failure(message: "\(path): invalid UTF-8 at byte \(error.offset)", code: .badData)
                }
            }
        }
        return files
    }

    private static func system<Value>(_ body: () throws(SystemError) -> Value) throws -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
    }

    /// Where this project keeps its glossary, for commands that name no path.
    static let projectPaths = [
        "Dictionaries/glossary", "Dictionaries/context", "Dictionaries/sources.yaml", "Dictionaries/schemes",
    ]
    static let projectOutput = "Dictionaries/compiled/glossary.bin"

    /// The paths given, or those of the project when none is and they are there.
    static func orProject(_ paths: [String]) throws -> [String] {
        guard paths.isEmpty else { return paths }
        guard projectPaths.allSatisfy({ System.kind(of: $0) != .missing }) else {
            throw ValidationError("Name the YAML files or folders of a glossary.")
        }
        return projectPaths
    }

    /// Reads; every problem is printed.
    static func source(of paths: [String]) throws -> GlossarySource {
        let files = try files(of: paths)
        guard !files.isEmpty else {
            throw Failure(message: "no YAML or CSV files in \(paths.joined(separator: ", "))", code: .noInput)
        }
        let (source, diagnostics) = GlossaryReader.read(files)
        guard report(diagnostics) == 0 else {
            throw Failure(message: "the glossary cannot be read", code: .badData)
        }
        return source
    }

    static func compile(_ source: GlossarySource) throws -> CompiledSource {
        do {
            return try GlossaryCompiler(tables: try TableReader.builtIn()).compile(source)
        } catch {
            report(error.list)
            throw Failure(message: "the glossary cannot be compiled", code: .badData)
        }
    }

    /// Prints findings on standard error.
    ///
    /// - Returns: the number of errors.
    @discardableResult
    static func report(_ diagnostics: [Diagnostic]) -> Int {
        for diagnostic in diagnostics {
            try? System.write(Array("\(diagnostic)\n".utf8), to: System.standardError, name: "standard error")
        }
        return diagnostics.filter { $0.severity == .error }.count
    }
}
