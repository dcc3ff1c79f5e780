import CompiledGlossary
import Foundation
import Glossary
import GlossaryCompiler
import TestSupport
import Testing

@testable import Annotation

/// Every rule applies to the samples that it states, and leaves those that it says it leaves.
@Suite struct RuleTests {
    static let rules: [RuleEntry] = {
        guard let data = try? Shared.project("Dictionaries/context/rules.yaml") else { return [] }
        let file = SourceFile(name: "rules.yaml", text: String(decoding: data, as: UTF8.self))
        return GlossaryReader.read([file]).source.rules
    }()

    /// The rules that spoke about the part in bars, whatever came of it.
    private func tried(_ sample: String) throws -> [String] {
        let parts = sample.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        var options = AnnotationOptions()
        options.overlaps = .all
        let annotated = try Annotator(options: options).annotate(parts.joined())
        let start = parts[0].utf8.count
        return (annotated.mentions + annotated.suppressed).filter {
            $0.utf8Range.lowerBound == start && $0.text == parts[1]
        }.flatMap { $0.reasons.map(\.rule) }
    }

    @Test(arguments: rules) func samples(_ rule: RuleEntry) throws {
        #expect(!rule.applies.isEmpty && !rule.leaves.isEmpty, "\(rule.id) needs samples of both kinds")
        for sample in rule.applies {
            let tried = try tried(sample)
            #expect(tried.contains(rule.id), "\(rule.id) should apply: \(sample) \(tried)")
        }
        for sample in rule.leaves {
            let tried = try tried(sample)
            #expect(tried.contains("form"), "no term in the bars: \(sample)")
            #expect(!tried.contains(rule.id), "\(rule.id) should not apply: \(sample)")
        }
    }
}
