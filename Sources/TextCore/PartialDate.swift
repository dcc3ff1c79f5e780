/// A day, a month or a year of the Gregorian calendar: as exact as the source that gives it.
public struct PartialDate: Hashable, Sendable, CustomStringConvertible {
    /// 1 to 9999.
    public let year: Int
    /// 1 to 12; nil for a whole year.
    public let month: Int?
    /// 1 to 31; nil for a whole month.
    public let day: Int?

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else, and for days that do not exist.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
        var numbers: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index == 0 || part.utf8.count == 2, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        guard numbers[0] > 0 else { return nil }
        year = numbers[0]
        month = numbers.count > 1 ? numbers[1] : nil
        day = numbers.count > 2 ? numbers[2] : nil
        if let month {
            guard (1...12).contains(month) else { return nil }
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            if let day, !(1...lengths[month - 1]).contains(day) { return nil }
        }
    }

    public var description: String {
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        return [digits(year, 4), month.map { digits($0, 2) }, day.map { digits($0, 2) }]
            .compactMap { $0 }.joined(separator: "-")
    }

    /// The first day that this date can mean, as a number that grows with time.
    public var earliest: Int { year * 10_000 + (month ?? 1) * 100 + (day ?? 1) }
    /// The last day that this date can mean, on the same scale; not necessarily a day that exists (31 February).
    public var latest: Int { year * 10_000 + (month ?? 12) * 100 + (day ?? 31) }
}
