import Figures
import Language
import Metrics

/// Cells that differ in nothing that a table or figure shows, mostly in their seed, taken together.
struct GroupedScores {
  let cells: [Results.CellResult]

  /// How a number's uncertainty is shown.
  enum Spread: Equatable {
    case none
    case interval(level: Double)
    case deviation

    /// What `cell` of a table or `band` of a figure asks for.
    init(_ value: Value?) {
      self =
        switch value?.head {
        case "mean-ci", "ci": .interval(level: value?.argument("level")?.number ?? 0.95)
        case "mean-sd", "sd": .deviation
        default: .none
        }
    }
  }

  /// The data that the cells were scored on: numbers from other data are no better and no worse.
  var testData: String {
    let sources = cells.map { cell in
      let path = cell.configuration.choice("eval.source") == "same" ? "data.source" : "eval.source"
      return cell.configuration.canonical(path)
    }
    return Set(sources).sorted().joined(separator: ", ")
  }

  /// The mean of a score over the cells. With several cells the spread is that between them, with one the bootstrap's.
  func measured(_ metric: String, _ spread: Spread) -> Measured? {
    let scores = cells.compactMap { $0.scores[metric] }
    guard !scores.isEmpty else { return nil }
    let mean = scores.reduce(0) { $0 + $1.value } / Double(scores.count)
    guard spread != .none else { return Measured(mean) }
    if scores.count == 1 {
      guard let low = scores[0].low, let high = scores[0].high else { return Measured(mean) }
      return Measured(mean, .interval(Interval(low, high)))
    }
    switch spread {
    case .deviation:
      guard let deviation = try? SeedSummary(scores.map(\.value)).deviation else { return Measured(mean) }
      return Measured(mean, .deviation(deviation), n: scores.count)
    case .interval(let level):
      guard let interval = try? SeedSummary(scores.map(\.value), level: level).interval else { return Measured(mean) }
      return Measured(mean, .interval(Interval(interval.lowerBound, interval.upperBound)), n: scores.count)
    case .none: return Measured(mean)
    }
  }

  /// The groups of cells with equal values of some options, in the order in which they first occur.
  static func groups(
    _ cells: [Results.CellResult], by paths: [String]
  ) -> [(names: [String], group: GroupedScores)] {
    var order: [[String]] = []
    var members: [[String]: [Results.CellResult]] = [:]
    for cell in cells {
      let names = paths.map { cell.text($0) ?? "none" }
      if members[names] == nil { order.append(names) }
      members[names, default: []].append(cell)
    }
    return order.map { ($0, GroupedScores(cells: members[$0] ?? [])) }
  }
}
