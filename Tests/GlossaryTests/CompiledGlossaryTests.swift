import Foundation
import Glossary
import GlossaryCompiler
import TestSupport
import Testing
import TextCore

@testable import CompiledGlossary

@Suite struct CompiledGlossaryTests {
    /// Values of the reference implementation (the specification's sanity buffer is not needed for these).
    @Test(arguments: [
        ("", 0xEF46_DB37_51D8_E999 as UInt64),
        ("a", 0xD24E_C4F1_A98C_6E5B),
        ("abc", 0x44BC_2CF5_AD77_0999),
        ("The quick brown fox jumps over the lazy dog", 0x0B24_2D36_1FDA_71BC),
    ])
    func `The checksum is xxHash64`(text: String, hash: UInt64) {
        #expect(Array(text.utf8).withUnsafeBytes(xxHash64) == hash)
    }

    /// Reads everything that a glossary can be asked.
    private func readAll(_ glossary: CompiledGlossary) -> Int {
        var count = 0
        for concept in glossary.concepts {
            count += concept.id.utf8.count + concept.category.utf8.count + concept.related.joined().utf8.count
            for term in concept.terms {
                count += term.label.utf8.count + (term.inflection ?? "").utf8.count + term.guards.count
                count += "\(term.kind) \(term.caseRule) \(term.language)".utf8.count
            }
            for sense in concept.senses {
                count += Language.allCases.compactMap { sense.gloss(in: $0) }.joined().utf8.count
                count += Language.allCases.compactMap { sense.text(in: $0) }.joined().utf8.count
                count += "\(sense.status) \(sense.from?.description ?? "") \(sense.until?.description ?? "")".utf8.count
                count += (sense.follows + sense.followedBy).joined().utf8.count
                for citation in sense.citations {
                    count += citation.id.utf8.count + citation.title.utf8.count + (citation.url ?? "").utf8.count
                    count += (citation.place ?? "").utf8.count + (citation.act ?? "").utf8.count
                    count += citation.read == nil ? 0 : 1
                }
            }
        }
        for set in 0..<glossary.readingSetCount { count += glossary.readings(set: set).count }
        return count
    }

    @Test func `The built-in glossary can be read whole`() throws {
        let glossary = try CompiledGlossary.builtIn()
        #expect(readAll(glossary) > 10_000)
        #expect(Array(glossary.concepts.map(\.id)) == glossary.concepts.map(\.id).sorted())
        for concept in glossary.concepts { #expect(glossary.concept(id: concept.id) == concept) }
        #expect(glossary.concept(id: "no-such-thing") == nil)
        #expect(glossary.term(number: -1) == nil && glossary.term(number: glossary.termCount) == nil)
        #expect(glossary.readings(set: glossary.readingSetCount).isEmpty)
    }

    @Test func `The compiled glossary is that of the sources`() throws {
        let folder = Shared.projectFolder.appending(path: "Dictionaries")
        var paths = ["Dictionaries/sources.yaml"]
        for name in ["glossary", "context", "schemes"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()
            paths += names.map { "Dictionaries/\(name)/\($0)" }
        }
        let files = try paths.map { name in
            SourceFile(name: name, text: String(decoding: try Shared.project(name), as: UTF8.self))
        }
        let (source, diagnostics) = GlossaryReader.read(files)
        #expect(diagnostics.isEmpty)
        #expect(GlossaryChecker.check(source).isEmpty)
        let compiler = GlossaryCompiler(tables: try TableReader.builtIn())
        let once = try compiler.compile(source)
        #expect(once.guessed.isEmpty)
        #expect(once.bytes == (try compiler.compile(source)).bytes)
        #expect(once.bytes == Array(try Shared.project("Dictionaries/compiled/glossary.bin")))
    }

    @Test func `Truncated files are refused`() throws {
        let bytes = Array(try Shared.project("Dictionaries/compiled/glossary.bin"))
        #expect(throws: GlossaryFileError.notAGlossary) { try CompiledGlossary(bytes: []) }
        #expect(throws: GlossaryFileError.notAGlossary) { try CompiledGlossary(bytes: Array("hello, world".utf8)) }
        for count in [8, 20, 31, 32, 100, bytes.count / 2, bytes.count - 1] {
            #expect(throws: GlossaryFileError.self) { try CompiledGlossary(bytes: Array(bytes[..<count])) }
        }
    }

    @Test func `Damage is noticed`() throws {
        let bytes = Array(try Shared.project("Dictionaries/compiled/glossary.bin"))
        var random = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            var damaged = bytes
            damaged[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            #expect(throws: GlossaryFileError.self) { try CompiledGlossary(bytes: damaged) }
        }
        var newer = bytes
        newer[8] = 9
        #expect(throws: GlossaryFileError.unsupportedVersion(found: 9, expected: 3)) {
            try CompiledGlossary(bytes: newer)
        }
    }

    @Test func `Damage under a right checksum is refused or harmless, and never a crash`() throws {
        let small = GlossarySource.sample
        let bytes = try GlossaryCompiler(tables: try TableReader.builtIn()).compile(small).bytes
        var random = SeededGenerator(seed: 8)
        var refused = 0
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: Format.headerLength..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            let checksum = damaged[Format.headerLength...].withUnsafeBytes(xxHash64)
            damaged.replaceSubrange(24..<32, with: withUnsafeBytes(of: checksum.littleEndian, Array.init))
            guard let glossary = try? CompiledGlossary(bytes: damaged) else {
                refused += 1
                continue
            }
            _ = readAll(glossary)
            _ = try? glossary.normalizer.normalize("Мәжiлiс аки\u{301}м", for: .match)
        }
        #expect(refused > 100)
    }

    @Test func `A file is mapped, and what is no file is told`() throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "tusinik-test-\(UInt64.random(in: 0...UInt64.max)).bin"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = try Shared.project("Dictionaries/compiled/glossary.bin")
        try bytes.write(to: URL(filePath: path))
        #expect(try CompiledGlossary(path: path).fingerprint == CompiledGlossary.builtIn().fingerprint)
        #expect(throws: GlossaryFileError.self) { try CompiledGlossary(path: path + ".missing") }
        #expect(throws: GlossaryFileError.self) { try CompiledGlossary(path: "/") }
    }
}

extension GlossarySource {
    /// A glossary of one concept.
    static var sample: GlossarySource {
        GlossaryReader.read([SourceFile(name: "sample.yaml", text: sampleText)]).source
    }

    static let sampleText = """
        concepts:
          - id: akim
            category: local-government
            terms:
              ru:
                - {label: аким, class: m1a}
                - {label: посол, class: "m4a[посл]", guards: {not: [после], name: [партия]}}
              kk:
                - {label: әкім, class: F.N}
              en:
                - {label: akim}
            senses:
              - from: 1995
                until: 2026-07-01
                follows: [akim]
                status: confirmed
                gloss: {ru: Глава., kk: Басшы., en: Head.}
                sources:
                  - {source: lg, at: art. 1}
        sources:
          - {id: lg, title: Law, act: Z1, url: "https://example.org", read: 2026-11-21}
        """
}
