import MessagePassing
import Tensors

/// Running moments that follow the parts of a batch in their order, whichever rank saw them.
final class SharedMoments {
  private let team: Team
  private let all: [RunningMoments]

  /// - Parameter all: in the same order on all ranks.
  init(_ all: [RunningMoments], team: Team) {
    self.team = team
    self.all = all
  }

  /// Begins a batch: what is seen is noted.
  func begin() {
    guard !team.isAlone else { return }
    for running in all { running.noted = [] }
  }

  /// Follows what all ranks noted, in the order of the parts, which is that of the ranks.
  /// - Throws: `TeamError`.
  func finish() throws {
    guard !team.isAlone, !all.isEmpty else { return }
    let counts = try team.gathered(all.map { $0.noted?.count ?? 0 })
    let numbers = try team.gathered(all.flatMap { ($0.noted ?? []).flatMap { $0.mean + $0.variance } })
    for (counts, numbers) in zip(counts, numbers) {
      var rest = numbers[...]
      func next(_ count: Int) -> [Float] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      for (running, count) in zip(all, counts) {
        let channels = running.mean.count
        for _ in 0..<count { running.follow(.init(mean: next(channels), variance: next(channels))) }
      }
    }
    for running in all { running.noted = nil }
  }
}
