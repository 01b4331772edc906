import Figures
import Language

/// Panels of lines, points, bars or spokes from the scores of cells.
struct ScorePanels {
  let cells: [Results.CellResult]
  let x: String?
  let series: [String]
  let spread: GroupedScores.Spread
  let titles: MetricTitles
  /// The axes that are logarithmic, `x` and `y`.
  let logarithmic: Set<String>
  /// Whether a power law is put through the points.
  let isFitted: Bool

  /// The label of the place where a number is not defined: no noise, or no such choice.
  private static let clean = "clean"

  func lines(_ metric: String) throws -> Panel {
    try chart(metric) { isFitted ? .fit(FitMark($0, $1)) : .line(LineMark($0, $1)) }
  }

  func scatter(_ metric: String) throws -> Panel { try chart(metric) { .scatter(ScatterMark($0, $1)) } }

  private func chart(_ metric: String, mark: (String, [Point]) -> Mark) throws -> Panel {
    guard let x else { throw DataError("A figure of lines or points needs x.") }
    let marks = GroupedScores.groups(cells, by: series).map { names, group -> Mark in
      let points = GroupedScores.groups(group.cells, by: [x]).compactMap { _, point -> Point? in
        guard let cell = point.cells.first, let measured = point.measured(metric, spread) else { return nil }
        return Point(position(cell, x), measured.value, measured.range)
      }
      return mark(names.joined(separator: ", "), points.sorted { $0.x < $1.x })
    }
    let across = Axis(titles.title(x), scale: logarithmic.contains("x") ? .logarithmic : .linear, infinity: Self.clean)
    let up = Axis(scale: logarithmic.contains("y") ? .logarithmic : .linear)
    return .chart(titles.title(metric), x: across, y: up, marks)
  }

  private func position(_ cell: Results.CellResult, _ path: String) -> Double {
    if titles.isMetric(path) { return cell.scores[path]?.value ?? .nan }
    return cell.configuration.value(path)?.number ?? .infinity
  }

  func bars(_ metric: String) -> Panel {
    let categories = x.map { GroupedScores.groups(cells, by: [$0]).map { $0.names[0] } } ?? [""]
    let marks = GroupedScores.groups(cells, by: series).map { names, group -> Mark in
      let measured = categories.map { category in
        let members = x.map { path in group.cells.filter { ($0.text(path) ?? "none") == category } } ?? group.cells
        return GroupedScores(cells: members).measured(metric, spread)
      }
      return .bars(
        BarMark(
          names.joined(separator: ", "), heights: measured.map { $0?.value ?? .nan },
          intervals: measured.map { $0?.range }))
    }
    return .chart(
      titles.title(metric), x: .categories(categories, label: x.map(titles.title) ?? ""), y: Axis(), marks)
  }

  /// One spoke for each metric.
  func radar(_ metrics: [String]) -> Panel {
    let series = GroupedScores.groups(cells, by: series).map { names, group in
      let measured = metrics.map { group.measured($0, spread) }
      return Radar.Series(
        names.joined(separator: ", "), measured.map { $0?.value ?? .nan }, intervals: measured.map { $0?.range })
    }
    return Panel("", .radar(Radar(spokes: metrics.map { Radar.Spoke(titles.title($0)) }, series: series)))
  }
}

extension Measured {
  /// The interval that a band or bar shows.
  fileprivate var range: Interval? {
    switch spread {
    case .interval(let interval): interval
    case .deviation(let deviation): Interval(value - deviation, value + deviation)
    case nil: nil
    }
  }
}
