import Annotation

/// The lines of an annotated text that hold more than white space, each as pieces: text, and mentions that do not overlap.
///
/// A mention can hold a line break; its paragraph then goes on to the end of the next line.
struct Paragraphs: Sequence, IteratorProtocol {
    struct Piece {
        var text: Substring
        var mention: Mention?
    }

    private let text: String
    private var mentions: ArraySlice<Mention>
    private var position: String.Index

    init(_ annotated: AnnotatedText) {
        text = annotated.text
        mentions = annotated.mentions[...]
        position = text.startIndex
    }

    mutating func next() -> [Piece]? {
        while position < text.endIndex {
            var end = text[position...].firstIndex(where: \.isNewline) ?? text.endIndex
            var pieces: [Piece] = []
            var place = position
            while let mention = mentions.first, mention.range.lowerBound < end {
                mentions.removeFirst()
                guard mention.range.lowerBound >= place else { continue }
                if place < mention.range.lowerBound {
                    pieces.append(Piece(text: text[place..<mention.range.lowerBound]))
                }
                pieces.append(Piece(text: mention.text, mention: mention))
                place = mention.range.upperBound
                if place > end { end = text[place...].firstIndex(where: \.isNewline) ?? text.endIndex }
            }
            if place < end { pieces.append(Piece(text: text[place..<end])) }
            position = end == text.endIndex ? end : text.index(after: end)
            if pieces.contains(where: { $0.text.contains { !$0.isWhitespace } }) { return pieces }
        }
        return nil
    }
}
