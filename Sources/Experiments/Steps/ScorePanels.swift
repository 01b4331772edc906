import Figures
import Language

/// Panels of lines, points, bars or spokes from the scores of cells, ours and published ones.
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

  /// The label of the place where a signal-to-noise ratio is not defined.
  private static let clean = "clean"

  /// The cells of one series; published ones of the same name are another.
  private struct Series {
    let name: String
    let group: GroupedScores
    let origin: Origin
  }

  private var allSeries: [Series] {
    [(Origin.ours, cells.filter { $0.published == nil }), (.published, cells.filter { $0.published != nil })]
      .flatMap { origin, cells in
        GroupedScores.groups(cells, by: series).map { names, group in
          Series(name: names.joined(separator: ", "), group: group, origin: origin)
        }
      }
  }

  func lines(_ metric: String) throws -> Panel {
    guard let x else { throw DataError("A figure of lines or points needs x.") }
    if TrainingCurve.axes.contains(x) { return try curves(metric, over: x) }
    return try chart(metric) { series, points in
      isFitted && series.origin == .ours
        ? .fit(FitMark(series.name, points)) : .line(LineMark(series.name, points, origin: series.origin))
    }
  }

  func scatter(_ metric: String) throws -> Panel {
    try chart(metric) { .scatter(ScatterMark($0.name, $1, origin: $0.origin)) }
  }

  private func chart(_ metric: String, mark: (Series, [Point]) -> Mark) throws -> Panel {
    guard let x else { throw DataError("A figure of lines or points needs x.") }
    let marks = allSeries.compactMap { series -> Mark? in
      let points = points(series, metric, x)
      return points.isEmpty ? nil : mark(series, points)
    }
    return .chart(titles.heading(metric), x: across(x), y: up, marks)
  }

  private func points(_ series: Series, _ metric: String, _ x: String) -> [Point] {
    GroupedScores.groups(series.group.cells, by: [x]).compactMap { _, point -> Point? in
      guard let cell = point.cells.first, let measured = point.measured(metric, spread) else { return nil }
      return Point(position(cell, x), measured.value, measured.range)
    }.sorted { $0.x < $1.x }
  }

  /// How training went, a curve for each training.
  private func curves(_ metric: String, over x: String) throws -> Panel {
    let marks = try allSeries.flatMap { series -> [Mark] in
      let points =
        series.origin == .ours
        ? try series.group.cells.first?.training.map { try TrainingCurve(folder: $0).points(metric, over: x) } ?? []
        : points(series, metric, x)
      guard !points.isEmpty else { return [] }
      return TrainingCurve.isNoisy(metric) && series.origin == .ours
        ? [.loss(LossMark(series.name, points))] : [.line(LineMark(series.name, points, origin: series.origin))]
    }
    return .chart(titles.heading(metric), x: across(x), y: up, marks)
  }

  private func across(_ x: String) -> Figures.Axis {
    Figures.Axis(
      titles.heading(x), scale: logarithmic.contains("x") ? .logarithmic : .linear, notation: titles.notation(x),
      infinity: Self.clean)
  }

  private var up: Figures.Axis { Figures.Axis(scale: logarithmic.contains("y") ? .logarithmic : .linear) }

  /// Where no such choice was made: a ratio to nothing is infinite, an amount of nothing is 0.
  private func position(_ cell: Results.CellResult, _ path: String) -> Double {
    cell.number(path) ?? (titles.isMetric(path) ? .nan : titles.isRatioToNoise(path) ? .infinity : 0)
  }

  func bars(_ metric: String) -> Panel {
    let own = cells.filter { $0.published == nil }
    let categories = x.map { GroupedScores.groups(own, by: [$0]).map { $0.names[0] } } ?? [""]
    let marks = allSeries.map { series -> Mark in
      let measured = categories.map { category in
        let members =
          x.map { path in series.group.cells.filter { ($0.text(path) ?? "none") == category } } ?? series.group.cells
        return GroupedScores(cells: members).measured(metric, spread)
      }
      return .bars(
        BarMark(
          series.name, heights: measured.map { $0?.value ?? .nan }, intervals: measured.map { $0?.range },
          origin: series.origin))
    }
    return .chart(
      titles.heading(metric), x: .categories(categories, label: x.map(titles.title) ?? ""), y: Figures.Axis(), marks)
  }

  /// One spoke for each metric.
  func radar(_ metrics: [String]) -> Panel {
    let series = allSeries.map { series in
      let measured = metrics.map { series.group.measured($0, spread) }
      return Radar.Series(
        series.name, measured.map { $0?.value ?? .nan }, intervals: measured.map { $0?.range }, origin: series.origin)
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
