import Automata

extension CompiledGlossary {
    /// Whether a word is a form of a term, or the first word of one.
    ///
    /// - Parameter word: a single word in small letters; ё counts as е.
    /// - Complexity: O(length of the word), times the number of terms that begin like it.
    public func holdsForm(_ word: String) -> Bool {
        var states: Set<UInt32> = []
        func add(_ state: UInt32) {
            guard states.insert(state).inserted else { return }
            automaton.forEachEpsilon(of: state) { _, target in add(target) }
        }
        add(automaton.root)
        for scalar in word.unicodeScalars {
            guard let symbol = symbol(of: scalar.value), symbol >= Symbol.firstFree else { return false }
            let current = states
            states = []
            for state in current {
                if let next = automaton.target(of: state, label: symbol) { add(next) }
            }
            if states.isEmpty { return false }
        }
        return states.contains {
            automaton.output(of: $0) != nil || automaton.target(of: $0, label: Symbol.space) != nil
        }
    }
}
