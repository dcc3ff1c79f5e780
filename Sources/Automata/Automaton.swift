/// An acyclic automaton in one array of 32-bit words, readable where it lies.
///
/// A state is its place in the array and stands behind all states it leads to. It is written as
///
///     header    bits 0-8 number of arcs, bit 9 whether input may end here, bits 10-22 number of epsilon steps
///     output    if input may end here
///     output, target    for each epsilon step: what it says, where it goes
///     label << 24 | target    for each arc, ascending by label
///
/// or, when all it has is one arc (most states are such: the insides of words), as that arc alone, with bit 23 set.
///
/// What labels and outputs mean is the affair of whoever builds it.
public struct Automaton: @unchecked Sendable {
    // Unchecked because of the pointer: the words are never written after `init`, and their owner outlives this value.
    private let words: UnsafeBufferPointer<UInt32>
    /// The state in which every walk begins.
    public let root: UInt32

    /// Targets have 23 bits.
    public static let wordLimit = (1 << 23) - 1
    static let epsilonLimit = (1 << 13) - 1
    private static let targetMask: UInt32 = (1 << 23) - 1
    static let singleArc: UInt32 = 1 << 23

    static func header(arcs: Int, epsilons: Int, isFinal: Bool) -> UInt32 {
        UInt32(arcs) | (isFinal ? 1 << 9 : 0) | UInt32(epsilons) << 10
    }

    /// An automaton over words that stay valid and unchanged as long as it is used.
    ///
    /// - Throws: ``AutomatonError/malformed(word:)`` unless every state is whole and leads only to states before it, so
    ///   that walking it can neither leave the array nor go on for ever, and no epsilon step leads to another.
    /// - Complexity: O(number of words).
    public init(validating words: UnsafeBufferPointer<UInt32>, root: UInt32) throws(AutomatonError) {
        var isState = [Bool](repeating: false, count: words.count)
        var place = 0
        while place < words.count {
            let state = Layout(header: words[place], place: place)
            guard state.arcs.upperBound <= words.count, state.isSingle || words[place] >> 23 == 0 else {
                throw .malformed(word: place)
            }
            for index in stride(from: state.epsilons.lowerBound, to: state.epsilons.upperBound, by: 2) {
                let target = Int(words[index + 1])
                // One step without input leads to reading: walking them needs no stack.
                guard target < place, isState[target],
                    Layout(header: words[target], place: target).epsilons.isEmpty
                else { throw .malformed(word: index + 1) }
            }
            var last = -1
            for index in state.arcs {
                let target = Int(words[index] & Self.targetMask)
                let label = Int(words[index] >> 24)
                guard target < place, isState[target], label > last else { throw .malformed(word: index) }
                last = label
            }
            isState[place] = true
            place = state.arcs.upperBound
        }
        guard Int(root) < words.count, isState[Int(root)] else { throw .malformed(word: Int(root)) }
        self.words = words
        self.root = root
    }

    private struct Layout {
        let output: Int?
        let epsilons: Range<Int>
        let arcs: Range<Int>
        let isSingle: Bool

        @inline(__always)
        init(header: UInt32, place: Int) {
            isSingle = header & Automaton.singleArc != 0
            if isSingle {
                output = nil
                epsilons = place..<place
                arcs = place..<(place + 1)
                return
            }
            var next = place + 1
            if header & 1 << 9 != 0 {
                output = next
                next += 1
            } else {
                output = nil
            }
            let epsilonEnd = next + 2 * Int(header >> 10 & 0x1FFF)
            epsilons = next..<epsilonEnd
            arcs = epsilonEnd..<(epsilonEnd + Int(header & 0x1FF))
        }
    }

    /// Where a state's arc with this label leads; nil when it has none.
    @inlinable
    public func target(of state: UInt32, label: UInt8) -> UInt32? { lookUp(state, label) }

    @usableFromInline
    func lookUp(_ state: UInt32, _ label: UInt8) -> UInt32? {
        let layout = Layout(header: words[Int(state)], place: Int(state))
        for index in layout.arcs {
            let arc = words[index]
            let found = UInt8(truncatingIfNeeded: arc >> 24)
            if found == label { return arc & Self.targetMask }
            if found > label { return nil }
        }
        return nil
    }

    /// What the automaton says when the input ends in this state; nil when it may not end here.
    public func output(of state: UInt32) -> UInt32? {
        let header = words[Int(state)]
        return header & (Self.singleArc | 1 << 9) == 1 << 9 ? words[Int(state) + 1] : nil
    }

    /// Whether the state has steps that read nothing.
    public func hasEpsilons(_ state: UInt32) -> Bool {
        let header = words[Int(state)]
        return header & Self.singleArc == 0 && header >> 10 & 0x1FFF != 0
    }

    /// Calls `body` with the output and the target of each step of the state that reads nothing.
    public func forEachEpsilon(of state: UInt32, _ body: (_ output: UInt32, _ target: UInt32) -> Void) {
        let layout = Layout(header: words[Int(state)], place: Int(state))
        for index in stride(from: layout.epsilons.lowerBound, to: layout.epsilons.upperBound, by: 2) {
            body(words[index], words[index + 1])
        }
    }

    /// Calls `body` with the label and the target of each arc of the state.
    public func forEachArc(of state: UInt32, _ body: (_ label: UInt8, _ target: UInt32) -> Void) {
        for index in Layout(header: words[Int(state)], place: Int(state)).arcs {
            body(UInt8(truncatingIfNeeded: words[index] >> 24), words[index] & Self.targetMask)
        }
    }

    /// Numbers of states, arcs, epsilon steps and bytes.
    public var size: (states: Int, arcs: Int, epsilons: Int, bytes: Int) {
        var size = (states: 0, arcs: 0, epsilons: 0, bytes: words.count * 4)
        forEachState { state in
            let layout = Layout(header: words[Int(state)], place: Int(state))
            size.states += 1
            size.arcs += layout.arcs.count
            size.epsilons += layout.epsilons.count / 2
        }
        return size
    }

    /// Calls `body` with every state.
    public func forEachState(_ body: (UInt32) -> Void) {
        var place = 0
        while place < words.count {
            body(UInt32(place))
            place = Layout(header: words[place], place: place).arcs.upperBound
        }
    }
}

/// Why an automaton cannot be built or read.
public enum AutomatonError: Error, Hashable, Sendable {
    /// The automaton needs more words than its targets can name.
    case tooLarge(words: Int, limit: Int)
    /// The word at this place does not fit where it stands.
    case malformed(word: Int)
}

extension Automaton {
    /// The largest output of a step without input, and of an end; nil when there is none.
    ///
    /// - Complexity: O(number of words).
    public var largestOutputs: (epsilon: UInt32?, final: UInt32?) {
        var epsilon: UInt32?
        var final: UInt32?
        forEachState { state in
            if let output = output(of: state) { final = max(final ?? 0, output) }
            forEachEpsilon(of: state) { output, _ in epsilon = max(epsilon ?? 0, output) }
        }
        return (epsilon, final)
    }
}
