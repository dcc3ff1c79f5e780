public import TextCore

extension Annotator {
    /// The entries of a word or phrase, in whatever form it is given: a form of a term in any language (English labels
    /// too), or the id of a concept. Case rules and guards do not count here: whoever asks means the entry.
    ///
    /// - Parameter date: the date to explain at; nil takes that of the options.
    /// - Returns: one mention for each term that has the form, in the order of the glossaries.
    public func lookUp(_ word: String, date: PartialDate? = nil) -> [Mention] {
        let date = date ?? options.date
        var word = word
        while word.first?.isWhitespace == true { word.removeFirst() }
        while word.last?.isWhitespace == true { word.removeLast() }
        word.makeContiguousUTF8()
        let found = word.withUTF8 { bytes in
            candidates(in: bytes).filter { $0.candidate.range == 0..<bytes.count }
        }
        var result: [Mention] = []
        for (glossary, candidate) in found {
            guard let term = glossaries[glossary].term(number: candidate.term) else { continue }
            if let same = result.firstIndex(where: { $0.term == term }) {
                let more = glossaries[glossary].readings(set: candidate.readingSet)
                result[same].readings += more.filter { !result[same].readings.contains($0) }
            } else {
                result.append(
                    mention(of: term, in: word, at: candidate.range, readingSets: [candidate.readingSet], date: date))
            }
        }
        // An English label may be another word in Latin letters.
        let known = Set(result.map(\.concept.id))
        result += lookUpLatin(word, date: date).filter { !known.contains($0.concept.id) }
        if result.isEmpty {
            for glossary in glossaries {
                guard let term = glossary.concept(id: word)?.terms.first else { continue }
                result.append(mention(of: term, in: word, at: 0..<word.utf8.count, readingSets: [], date: date))
            }
        }
        return result
    }

    /// The entries of a word in Latin letters, by whatever scheme; the likeliest first.
    private func lookUpLatin(_ word: String, date: PartialDate?) -> [Mention] {
        var word = word
        var result: [Mention] = []
        let found = word.withUTF8 { bytes in
            LatinReader.mayRead(bytes) ? LatinReader(glossaries)?.candidates(of: bytes) ?? [] : []
        }
        for (glossary, candidate) in found {
            guard let term = glossaries[glossary].term(number: candidate.term), term.language != .english,
                !result.contains(where: { $0.term == term })
            else { continue }
            var mention = mention(
                of: term, in: word, at: candidate.range, readingSets: [candidate.readingSet], date: date)
            mention.decision = .likely
            result.append(mention)
        }
        return result
    }
}
