import Tusinik

/// Reads lines of any length from a descriptor, piece by piece, as UTF-8.
struct LineReader {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var searched = 0
    private var isAtEnd = false
    private var hasBegun = false
    private var decoder: TextDecoder?
    private let decoding: InputDecoding

    /// What is to be said about the encoding; known when the first line is.
    private(set) var note: String?

    /// Bytes that an encoding is detected from, at most.
    private static let sampleLength = 1 << 18

    init(descriptor: Int32, name: String, decoding: InputDecoding = .declared) {
        self.descriptor = descriptor
        self.name = name
        self.decoding = decoding
    }

    /// The next line without its line end (LF or CR LF); nil at the end.
    mutating func next() throws -> [UInt8]? {
        if !hasBegun { try begin() }
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = line(until: end)
                start = end + 1
                searched = start
                return line
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                let line = line(until: buffer.count)
                start = buffer.count
                return line
            }
            buffer.removeFirst(start)
            searched -= start
            start = 0
            try append(try read())
        }
    }

    private mutating func begin() throws {
        hasBegun = true
        var sample: [UInt8] = []
        var wanted = 4
        if case .detected = decoding { wanted = Self.sampleLength }
        while !isAtEnd, sample.count < wanted { sample += try read() }
        let (encoding, mark, note) = try decoding.encoding(of: sample, name: name)
        self.note = note
        if encoding != .utf8 {
            do {
                decoder = try TextDecoder(encoding)
            } catch {
                throw Failure(message: "\(name): \(error)", code: .badData)
            }
        }
        try append(Array(sample[mark...]))
    }

    private mutating func read() throws -> [UInt8] {
        do {
            let piece = try System.read(descriptor, count: Self.sampleLength, name: name)
            isAtEnd = piece.isEmpty
            return piece
        } catch {
            throw Failure(message: "\(error)", code: .noInput)
        }
    }

    private mutating func append(_ piece: [UInt8]) throws {
        do {
            buffer += try decoder?.decode(piece, isLast: isAtEnd) ?? piece
        } catch {
            throw Failure(message: "\(name): \(error)", code: .badData)
        }
    }

    private func line(until end: Int) -> [UInt8] {
        let hasReturn = end > start && end < buffer.count && buffer[end - 1] == 0x0D
        return Array(buffer[start..<(hasReturn ? end - 1 : end)])
    }
}
