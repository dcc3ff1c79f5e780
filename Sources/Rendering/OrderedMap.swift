/// Transforms inputs on several tasks and hands the results out in the order of the inputs.
///
/// At most `jobs` transformations run at a time, and at most twice as many inputs and results are held: memory does not
/// grow with their number.
///
/// - Parameters:
///   - jobs: at least 1.
///   - next: the next input; nil at the end. Called by one task only, like `body`.
///   - transform: called by any task.
///   - body: takes the results.
/// - Throws: what `next` and `body` throw; the tasks that still run are then waited for, their results dropped.
public func mapInOrder<Input: Sendable, Output: Sendable>(
    jobs: Int, _ next: () throws -> Input?, transform: @escaping @Sendable (Input) -> Output,
    body: (Output) throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
        var results: [Int: Output] = [:]
        var started = 0
        var finished = 0
        var handedOut = 0
        var isAtEnd = false
        while true {
            while !isAtEnd, started - finished < max(1, jobs), started - handedOut < 2 * max(1, jobs) {
                guard let input = try next() else {
                    isAtEnd = true
                    break
                }
                let number = started
                started += 1
                group.addTask { (number, transform(input)) }
            }
            guard let (number, output) = try await group.next() else { return }
            finished += 1
            results[number] = output
            while let output = results.removeValue(forKey: handedOut) {
                try body(output)
                handedOut += 1
            }
        }
    }
}
