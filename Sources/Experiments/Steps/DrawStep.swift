import Figures
import Foundation
import Language

/// Draws a figure: the scores of an experiment's cells, or an ECG with its reports.
struct DrawStep: StepExecutor {
  let results: Results
  /// The folder of the recipe.
  let base: URL

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
    return StepSummary(notes: ["title": figure.title], showsPatients: output["kind"]?.head == "ecg")
  }

  /// The figure as a value.
  func figure(_ output: Output, identity: String) throws -> Figure {
    let cells = try results.cells(of: output.base)
    if output["kind"]?.head == "ecg" {
      return try ECGFigure(results: results, base: base).figure(output, cells, identity: identity)
    }
    let published = try PublishedResults(output, catalog: results.program.catalog)?.cells ?? []
    let size = output["size"]?.elements.compactMap(\.number) ?? []
    return Figure(
      output.name, size: .init(width: size.first ?? 170, height: size.count > 1 ? size[1] : 60),
      title: results.origin(of: cells),
      caption: Caption(output: output, cells: cells, titles: MetricTitles(catalog: results.program.catalog)).text,
      panels: try panels(output, cells, published), showsLegend: output["legend"]?.head != "none",
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  /// The panels for all cells, or for each value of an option those for its cells.
  private func panels(
    _ output: Output, _ cells: [Results.CellResult], _ published: [Results.CellResult]
  ) throws -> [Panel] {
    guard let each = output["each"]?.path else { return try panels(output, of: cells + published) }
    return try GroupedScores.groups(cells, by: [each]).flatMap { names, group in
      let others = published.filter { $0.text(each) == names[0] }
      return try panels(output, of: group.cells + others).map { panel in
        Panel([names[0], panel.title].filter { !$0.isEmpty }.joined(separator: ": "), panel.content)
      }
    }
  }

  private func panels(_ output: Output, of cells: [Results.CellResult]) throws -> [Panel] {
    let titles = MetricTitles(catalog: results.program.catalog)
    let metrics = (output["panels"]?.elements.compactMap(\.path) ?? []).filter(titles.isMetric)
    let content = ScorePanels(
      cells: cells, x: output["x"]?.path, series: output["series"]?.elements.compactMap(\.path) ?? [],
      spread: .init(output["band"]), titles: titles,
      logarithmic: Set(output["log"]?.elements.compactMap(\.head) ?? []), isFitted: output["fit"]?.head == "power-law")
    guard output["kind"]?.head != "radar" else { return [content.radar(metrics)] }
    return try metrics.map { metric in
      switch output["kind"]?.head {
      case "bars": content.bars(metric)
      case "scatter": try content.scatter(metric)
      default: try content.lines(metric)
      }
    }
  }
}
