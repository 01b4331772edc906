import Figures
import Foundation
import Language

/// Draws a figure of the scores of an experiment's cells.
struct DrawStep: StepExecutor {
  let results: Results

  func execute(_ context: StepContext) throws -> StepSummary {
    guard let name = context.step.output, let output = results.program.output(name) else {
      throw DataError("The plan has a figure that the recipe does not declare.")
    }
    let figure = try figure(output, identity: context.step.identity.short)
    let files = output["save"]?.elements.compactMap(\.text) ?? ["\(name).svg", "\(name).png"]
    let formats = try files.map { file in
      let ending = URL(filePath: file).pathExtension
      guard let format = FigureFormat(fileExtension: ending) else {
        throw DataError("A figure can be saved as .pdf, .svg, .png or .tex, not as .\(ending).")
      }
      return format
    }
    _ = try FigureDrawer().draw(figure, formats: formats, in: context.workspace.folder)
    return StepSummary(notes: ["title": figure.title])
  }

  /// The figure as a value.
  func figure(_ output: Output, identity: String) throws -> Figure {
    let titles = MetricTitles(catalog: results.program.catalog)
    let cells = try results.cells(of: output.base)
    let metrics = (output["panels"]?.elements.compactMap(\.path) ?? []).filter(titles.isMetric)
    let size = output["size"]?.elements.compactMap(\.number) ?? []
    let content = LineContent(
      cells: cells, x: output["x"]?.path, series: output["series"]?.elements.compactMap(\.path) ?? [],
      spread: Self.spread(output["band"]), titles: titles,
      isLogarithmic: output["log"]?.elements.contains { $0.head == "x" } ?? false)
    let panels = try metrics.map { metric in
      switch output["kind"]?.head {
      case "bars": try content.bars(metric)
      default: try content.lines(metric)
      }
    }
    let note = results.isSimulated(cells) ? "Simulated ECGs and reports." : ""
    return Figure(
      output.name, size: .init(width: size.first ?? 170, height: size.count > 1 ? size[1] : 60),
      title: note, caption: output["caption"]?.text ?? "", panels: panels,
      showsLegend: output["legend"]?.head != "none",
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  private static func spread(_ band: Value?) -> GroupedScores.Spread {
    switch band?.head {
    case "ci": .interval(level: band?.argument("level")?.number ?? 0.95)
    case "sd": .deviation
    default: .none
    }
  }
}

/// Panels of lines or bars from cells.
private struct LineContent {
  let cells: [Results.CellResult]
  let x: String?
  let series: [String]
  let spread: GroupedScores.Spread
  let titles: MetricTitles
  let isLogarithmic: Bool

  /// The label of the place where a number is not defined: no noise, or no such choice.
  private static let clean = "clean"

  func lines(_ metric: String) throws -> Panel {
    guard let x else { throw DataError("A figure of lines needs x.") }
    let marks = GroupedScores.groups(cells, by: series).map { names, group -> Mark in
      let points = GroupedScores.groups(group.cells, by: [x]).compactMap { _, point -> Point? in
        guard let cell = point.cells.first, let measured = point.measured(metric, spread) else { return nil }
        return Point(position(cell, x), measured.value, measured.range)
      }
      return .line(LineMark(names.joined(separator: ", "), points.sorted { $0.x < $1.x }))
    }
    let axis = Axis(
      titles.title(x), scale: isLogarithmic ? .logarithmic : .linear, infinity: Self.clean, descending: false)
    return .chart(titles.title(metric), x: axis, y: Axis(), marks)
  }

  private func position(_ cell: Results.CellResult, _ path: String) -> Double {
    if titles.isMetric(path) { return cell.scores[path]?.value ?? .nan }
    return cell.configuration.value(path)?.number ?? .infinity
  }

  func bars(_ metric: String) throws -> Panel {
    let categories = x.map { GroupedScores.groups(cells, by: [$0]).map { $0.names[0] } } ?? [""]
    let marks = GroupedScores.groups(cells, by: series).map { names, group -> Mark in
      let measured = categories.map { category in
        let members = x.map { path in group.cells.filter { ($0.text(path) ?? "none") == category } } ?? group.cells
        return GroupedScores(cells: members).measured(metric, spread)
      }
      return .bars(
        BarMark(
          names.joined(separator: ", "), heights: measured.map { $0?.value ?? .nan }, intervals: measured.map(\.?.range)
        ))
    }
    return .chart(
      titles.title(metric), x: .categories(categories, label: x.map(titles.title) ?? ""),
      y: Axis(), marks)
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
