import Automata
import CompiledGlossary
import Transliteration
import UnicodeSupport

/// Walks an automaton of Cyrillic letters beside a text in Latin ones: each run of Latin letters may stand for several
/// Cyrillic ones, and the automaton prunes what leads nowhere.
///
/// The work of one walk is bounded, whatever the text: a place of the text holds at most ``placeLimit`` states.
struct LatinWalk {
    let glossary: CompiledGlossary
    let automaton: Automaton
    let letters: LatinLetters
    /// The scheme whose images cost nothing.
    var scheme: Int?

    /// A form that was found.
    struct Match {
        /// The end in the folded text.
        var end: Int
        var term: Int
        var readingSet: Int
        /// 0 when every letter is that of the scheme; see ``cost(of:)``.
        var cost: Int
        /// The last of its steps.
        fileprivate var node: Int
    }

    /// What a stretch of the text stands for.
    struct Piece {
        var range: Range<Int>
        /// Small Cyrillic letters; nil for what stays as it is.
        var letters: [UInt32]?
        /// No scheme writes so.
        var isHabit: Bool
    }

    private struct Node {
        var state: UInt32
        var term: Int32
        var cost: Int32
        var place: Int32
        var parent: Int32
        /// The number of a unit; of a silent letter as ``silent`` minus it; or one of the others.
        var step: Int32
    }

    /// Some seventy terms begin with one word and go different ways behind it.
    private static let placeLimit = 256
    private static let epsilon: Int32 = -1
    /// A character that stands for itself, white space, or a word that a term leaves open.
    private static let asItIs: Int32 = -2
    private static let silent: Int32 = -3
    private static let otherSchemeCost: Int32 = 1
    private static let habitCost: Int32 = 3

    private var nodes: [Node] = []
    /// For each place from the start of the walk on, the nodes there.
    private var byPlace: [[Int]] = []

    init(glossary: CompiledGlossary, automaton: Automaton, letters: LatinLetters) {
        self.glossary = glossary
        self.automaton = automaton
        self.letters = letters
    }

    /// How many states the last walk visited.
    var nodeCount: Int { nodes.count }

    /// All forms that begin at a place and end where a word ends.
    mutating func matches(from start: Int, in text: [UInt32]) -> [Match] {
        nodes.removeAll(keepingCapacity: true)
        for index in byPlace.indices { byPlace[index].removeAll(keepingCapacity: true) }
        var found: [Match] = []
        add(Node(state: automaton.root, term: -1, cost: 0, place: Int32(start), parent: -1, step: Self.epsilon), start)
        var place = start
        while place - start < byPlace.count {
            var index = 0
            while index < byPlace[place - start].count {
                let number = byPlace[place - start][index]
                index += 1
                expand(number, at: place, start, text, &found)
            }
            place += 1
        }
        return found
    }

    private mutating func add(_ node: Node, _ start: Int) {
        let place = Int(node.place) - start
        while byPlace.count <= place { byPlace.append([]) }
        // A step that names a term is taken once for each state.
        if node.step != Self.epsilon {
            for known in byPlace[place] where nodes[known].state == node.state && nodes[known].term == node.term {
                if nodes[known].cost > node.cost { nodes[known] = node }
                return
            }
        }
        guard byPlace[place].count < Self.placeLimit else { return }
        nodes.append(node)
        byPlace[place].append(nodes.count - 1)
    }

    private mutating func expand(
        _ number: Int, at place: Int, _ start: Int, _ text: [UInt32], _ found: inout [Match]
    ) {
        let node = nodes[number]
        if node.term >= 0, let set = automaton.output(of: node.state), endsWord(at: place, text) {
            found.append(
                Match(
                    end: place, term: Int(node.term), readingSet: Int(set), cost: Int(node.cost), node: number))
        }
        if automaton.hasEpsilons(node.state) {
            var steps: [(UInt32, UInt32)] = []
            automaton.forEachEpsilon(of: node.state) { steps.append(($0, $1)) }
            for (output, target) in steps {
                add(
                    Node(
                        state: target, term: Int32(output), cost: node.cost, place: node.place, parent: Int32(number),
                        step: Self.epsilon), start)
            }
        }
        if place > start, node.step > Self.silent {
            for (index, letter) in letters.silent.enumerated() {
                guard let target = target(of: node.state, [letter.letter]) else { continue }
                add(
                    Node(
                        state: target, term: node.term, cost: node.cost + cost(of: letter.schemes), place: node.place,
                        parent: Int32(number), step: Self.silent - Int32(index)), start)
            }
        }
        guard place < text.count else { return }
        let scalar = text[place]
        func step(_ target: UInt32?, to end: Int, cost: Int32, _ step: Int32) {
            guard let target else { return }
            add(
                Node(
                    state: target, term: node.term, cost: node.cost + cost, place: Int32(end), parent: Int32(number),
                    step: step), start)
        }
        if LatinLetters.isLetter(scalar) || LatinLetters.isSign(scalar) {
            letters.forEachUnit(at: place, of: text) { unit in
                step(
                    target(of: node.state, letters.units[unit].letters), to: place + letters.units[unit].image.count,
                    cost: cost(of: letters.units[unit].schemes), Int32(unit))
            }
            if let target = automaton.target(of: node.state, label: Symbol.anyWord) {
                var end = place
                while end < text.count, isWord(text[end]) || text[end] == 0x2D { end += 1 }
                if let next = endOfSpaces(from: end, text), next > end { step(target, to: next, cost: 0, Self.asItIs) }
            }
            guard LatinLetters.isSign(scalar) else { return }
        }
        guard let symbol = glossary.symbol(of: scalar), symbol != Symbol.special else { return }
        if symbol == Symbol.space {
            guard let end = endOfSpaces(from: place, text) else { return }
            step(automaton.target(of: node.state, label: symbol), to: end, cost: 0, Self.asItIs)
        } else if symbol >= Symbol.firstFree {
            step(automaton.target(of: node.state, label: symbol), to: place + 1, cost: 0, Self.asItIs)
        }
    }

    private func cost(of schemes: UInt64) -> Int32 {
        if let scheme, schemes >> UInt64(scheme) & 1 == 1 { return 0 }
        return schemes == 0 ? Self.habitCost : Self.otherSchemeCost
    }

    private func target(of state: UInt32, _ letters: [UInt32]) -> UInt32? {
        var state = state
        for letter in letters {
            guard let symbol = glossary.symbol(of: letter), let next = automaton.target(of: state, label: symbol) else {
                return nil
            }
            state = next
        }
        return state
    }

    private func isWord(_ scalar: UInt32) -> Bool {
        LatinLetters.isLetter(scalar) || LatinLetters.isSign(scalar) || CharacterProperties.isAlphabetic(scalar)
            || CharacterProperties.isDigit(scalar) || CharacterProperties.isTransparent(scalar)
    }

    /// An apostrophe ends a word unless a letter follows it.
    private func endsWord(at place: Int, _ text: [UInt32]) -> Bool {
        var place = place
        while place < text.count, LatinLetters.isSign(text[place]) { place += 1 }
        return place == text.count || !isWord(text[place])
    }

    /// The place behind white space; nil when it ends a paragraph.
    private func endOfSpaces(from start: Int, _ text: [UInt32]) -> Int? {
        var place = start
        var breaks = 0
        while place < text.count, glossary.symbol(of: text[place]) == Symbol.space {
            if !(text[place] == 0x0A && place > start && text[place - 1] == 0x0D) {
                breaks += LineBreaks.count(of: text[place])
            }
            place += 1
        }
        return breaks < 2 ? place : nil
    }

    /// What the text of a match stands for, piece by piece; of the last walk only.
    func pieces(of match: Match) -> [Piece] {
        var pieces: [Piece] = []
        var number = match.node
        while number >= 0, nodes[number].parent >= 0 {
            let node = nodes[number]
            let start = Int(nodes[Int(node.parent)].place)
            switch node.step {
            case Self.epsilon: break
            case Self.asItIs: pieces.append(Piece(range: start..<Int(node.place), letters: nil, isHabit: false))
            case 0...:
                let unit = letters.units[Int(node.step)]
                pieces.append(
                    Piece(range: start..<Int(node.place), letters: unit.letters, isHabit: unit.schemes == 0))
            default:
                let letter = letters.silent[Int(Self.silent - node.step)]
                pieces.append(Piece(range: start..<start, letters: [letter.letter], isHabit: letter.schemes == 0))
            }
            number = Int(node.parent)
        }
        return pieces.reversed()
    }
}
