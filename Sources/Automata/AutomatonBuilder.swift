/// Builds a minimal acyclic automaton from the ends to the start: equal states become one when they are made.
///
/// After J. Daciuk, S. Mihov, B. Watson, R. Watson, "Incremental construction of minimal acyclic finite-state automata",
/// Computational Linguistics 26(1), 2000: the register of states, here filled bottom-up only.
public struct AutomatonBuilder: Sendable {
    /// A state that was made; usable as the target of states made later.
    public struct State: Hashable, Comparable, Sendable {
        fileprivate var number: Int

        /// States are ordered as they were made.
        public static func < (first: State, second: State) -> Bool { first.number < second.number }
    }

    /// A step that reads nothing and says something.
    public struct Epsilon: Hashable, Sendable {
        /// What the step says.
        public var output: UInt32
        /// Where it leads.
        public var target: State

        public init(output: UInt32, target: State) {
            self.output = output
            self.target = target
        }
    }

    private struct Node: Hashable, Sendable {
        var final: UInt32?
        var epsilons: [Epsilon]
        var arcs: [Arc]
    }

    private struct Arc: Hashable {
        var label: UInt8
        var target: State
    }

    private var nodes: [Node] = []
    private var register: [Node: State] = [:]

    public init() {}

    /// The number of different states made so far.
    public var stateCount: Int { nodes.count }

    /// The state with this right side, made or found.
    ///
    /// - Parameters:
    ///   - final: what the automaton says when the input ends here; nil when it may not end here.
    ///   - epsilons: steps without input, in the order in which they are to be tried.
    ///   - arcs: steps by label, one target each.
    public mutating func state(
        final: UInt32? = nil, epsilons: [Epsilon] = [], arcs: [UInt8: State] = [:]
    ) -> State {
        let node = Node(
            final: final, epsilons: epsilons,
            arcs: arcs.sorted { $0.key < $1.key }.map { Arc(label: $0.key, target: $0.value) })
        if let known = register[node] { return known }
        let state = State(number: nodes.count)
        nodes.append(node)
        register[node] = state
        return state
    }

    /// The state that reads `labels` and then goes on as `target`.
    public mutating func chain(_ labels: some BidirectionalCollection<UInt8>, to target: State) -> State {
        labels.reversed().reduce(target) { state(arcs: [$1: $0]) }
    }

    /// The compact form of everything that `root` reaches.
    ///
    /// - Throws: ``AutomatonError/tooLarge(words:limit:)``.
    public func build(root: State) throws(AutomatonError) -> (words: [UInt32], root: UInt32) {
        var reached = [Bool](repeating: false, count: nodes.count)
        reached[root.number] = true
        for number in stride(from: root.number, through: 0, by: -1) where reached[number] {
            for arc in nodes[number].arcs { reached[arc.target.number] = true }
            for epsilon in nodes[number].epsilons { reached[epsilon.target.number] = true }
        }
        var words: [UInt32] = []
        var places = [UInt32](repeating: 0, count: nodes.count)
        for (number, node) in nodes.enumerated() where reached[number] {
            guard words.count <= Automaton.wordLimit, node.epsilons.count <= Automaton.epsilonLimit else {
                throw .tooLarge(words: words.count, limit: Automaton.wordLimit)
            }
            places[number] = UInt32(words.count)
            if node.final == nil, node.epsilons.isEmpty, node.arcs.count == 1, let arc = node.arcs.first {
                words.append(UInt32(arc.label) << 24 | Automaton.singleArc | places[arc.target.number])
                continue
            }
            words.append(
                Automaton.header(arcs: node.arcs.count, epsilons: node.epsilons.count, isFinal: node.final != nil))
            if let final = node.final { words.append(final) }
            for epsilon in node.epsilons {
                words.append(epsilon.output)
                words.append(places[epsilon.target.number])
            }
            for arc in node.arcs { words.append(UInt32(arc.label) << 24 | places[arc.target.number]) }
        }
        return (words, places[root.number])
    }
}

/// A set of labelled paths on the way to becoming states.
public struct Trie: Sendable {
    private struct Node {
        var outputs: Set<UInt32> = []
        var epsilons: [AutomatonBuilder.Epsilon] = []
        var arcs: [UInt8: Int] = [:]
    }

    private var nodes = [Node()]

    public init() {}

    /// Adds a path that ends with an output.
    public mutating func insert(_ labels: some Sequence<UInt8>, output: UInt32) {
        nodes[node(at: labels)].outputs.insert(output)
    }

    /// Adds a path that goes on elsewhere.
    public mutating func insert(_ labels: some Sequence<UInt8>, epsilon: AutomatonBuilder.Epsilon) {
        let node = node(at: labels)
        if !nodes[node].epsilons.contains(epsilon) { nodes[node].epsilons.append(epsilon) }
    }

    private mutating func node(at labels: some Sequence<UInt8>) -> Int {
        var node = 0
        for label in labels {
            if let next = nodes[node].arcs[label] {
                node = next
            } else {
                nodes.append(Node())
                nodes[node].arcs[label] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        return node
    }

    /// The state that accepts these paths.
    ///
    /// - Parameter combine: one output for all outputs of one end.
    public func freeze(
        into builder: inout AutomatonBuilder, combine: (Set<UInt32>) -> UInt32
    ) -> AutomatonBuilder.State {
        // Children have larger numbers than their parent, so that going down the numbers goes up the tree.
        var states = [AutomatonBuilder.State?](repeating: nil, count: nodes.count)
        for number in nodes.indices.reversed() {
            let node = nodes[number]
            states[number] = builder.state(
                final: node.outputs.isEmpty ? nil : combine(node.outputs), epsilons: node.epsilons,
                arcs: node.arcs.compactMapValues { states[$0] })
        }
        return states[0] ?? builder.state()
    }
}
