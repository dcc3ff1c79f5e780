import Automata
import TestSupport
import Testing

/// All strings that an automaton accepts from a state, with the output of their end; epsilons are not followed.
private func language(of automaton: Automaton, from state: UInt32) -> [[UInt8]: UInt32] {
    var result: [[UInt8]: UInt32] = [:]
    func visit(_ state: UInt32, _ path: [UInt8]) {
        if let output = automaton.output(of: state) { result[path] = output }
        automaton.forEachArc(of: state) { label, target in visit(target, path + [label]) }
    }
    visit(state, [])
    return result
}

private func withAutomaton(_ words: [UInt32], root: UInt32, _ body: (Automaton) -> Void) throws(AutomatonError) {
    let result: Result<Void, AutomatonError> = words.withUnsafeBufferPointer { words in
        do throws(AutomatonError) {
            body(try Automaton(validating: words, root: root))
            return .success(())
        } catch {
            return .failure(error)
        }
    }
    try result.get()
}

@Suite struct AutomatonTests {
    @Test func `An automaton accepts exactly what was put in`() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<100 {
            var expected: [[UInt8]: UInt32] = [:]
            var trie = Trie()
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                let word = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    UInt8.random(in: 0...3, using: &random)
                }
                let output = UInt32.random(in: 0...2, using: &random)
                expected[word] = max(expected[word] ?? 0, output)
                trie.insert(word, output: output)
            }
            var builder = AutomatonBuilder()
            let root = trie.freeze(into: &builder) { $0.max() ?? 0 }
            let built = try builder.build(root: root)
            try withAutomaton(built.words, root: built.root) { automaton in
                #expect(language(of: automaton, from: automaton.root) == expected)
            }
        }
    }

    @Test func `Equal endings are stored once`() throws {
        var trie = Trie()
        for word in ["акимов", "депутатов", "министров"] {
            trie.insert(Array(word.utf8), output: 0)
        }
        var builder = AutomatonBuilder()
        let root = trie.freeze(into: &builder) { _ in 0 }
        let built = try builder.build(root: root)
        try withAutomaton(built.words, root: built.root) { automaton in
            // One end for all, and -ов shared: fewer states than letters.
            #expect(automaton.size.states < "акимовдепутатовминистров".utf8.count)
        }
    }

    @Test func `Damaged words are refused and never followed`() throws {
        var trie = Trie()
        for word in ["abc", "abd", "b"] { trie.insert(Array(word.utf8), output: 7) }
        var builder = AutomatonBuilder()
        let tail = builder.chain(Array("xy".utf8), to: builder.state(final: 3))
        trie.insert(Array("ab".utf8), epsilon: .init(output: 1, target: tail))
        let root = trie.freeze(into: &builder) { $0.max() ?? 0 }
        let built = try builder.build(root: root)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<3_000 {
            var words = built.words
            words[Int.random(in: words.indices, using: &random)] = UInt32.random(in: 0...UInt32.max, using: &random)
            // Either refused, or still an acyclic automaton that can be walked to its ends.
            try? withAutomaton(words, root: built.root) { automaton in _ = language(of: automaton, from: automaton.root)
            }
        }
        for count in built.words.indices {
            #expect(throws: AutomatonError.self) {
                try withAutomaton(Array(built.words[..<count]), root: built.root) { _ in }
            }
        }
    }
}
