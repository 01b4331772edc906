import Figures
import Foundation
import Language

/// Makes a table of the scores of an experiment's cells.
struct TabulateStep: StepExecutor {
  let results: Results

  func execute(_ context: StepContext) throws -> StepSummary {
    guard let name = context.step.output, let output = results.program.output(name) else {
      throw DataError("The plan has a table that the recipe does not declare.")
    }
    let table = try table(output, identity: context.step.identity.short, base: context.base)
    let files = output["save"]?.elements.compactMap(\.text) ?? []
    for file in files + ["\(name).txt"] {
      try Self.text(of: table, as: URL(filePath: file).pathExtension)
        .write(to: context.workspace.file(file), atomically: true, encoding: .utf8)
    }
    if files.contains(where: { $0.hasSuffix(".tex") }), !NumberMacros([table]).macros.isEmpty {
      try NumberMacros([table], provenance: table.provenance).latex
        .write(to: context.workspace.file(OutputFiles.numbers(of: name)), atomically: true, encoding: .utf8)
    }
    return StepSummary(notes: ["title": table.caption])
  }

  /// The table as a value.
  /// - Parameter base: the folder of the recipe.
  func table(_ output: Output, identity: String, base: URL) throws -> Table {
    let cells = try results.cells(of: output.base)
    var table =
      switch output["kind"]?.head {
      case "options": optionTable(output, cells)
      case "judge-prompt": JudgePrompt.table(output.name)
      default: try scoreTable(output, cells, base)
      }
    if let caption = output["caption"]?.text, output["kind"]?.head != "scores" { table.caption = caption }
    table.provenance = Provenance(["recipe": identity, "meit": Runner.version])
    return table
  }

  private var titles: MetricTitles { MetricTitles(catalog: results.program.catalog) }

  /// A row for each group of cells, and below them the published ones.
  private func scoreTable(_ output: Output, _ cells: [Results.CellResult], _ base: URL) throws -> Table {
    let rowPaths = output["rows"]?.elements.compactMap(\.path) ?? []
    let columns = output["columns"]?.elements.compactMap(\.path) ?? []
    let groups = GroupedScores.groups(cells, by: rowPaths)
    let tests = try SignificanceTests(output, groups, base: base)
    let own = groups.enumerated().map { place, entry in
      row(entry, columns, .init(output["cell"])) { tests.test(of: place, $0) }
    }
    let published = try PublishedResults(output, catalog: results.program.catalog)
    let publishedRows = publishedRows(published, rowPaths, columns)
    let marks = output["mark"]?.elements.compactMap(\.head) ?? []
    return Table(
      output.name, caption: Caption(output: output, cells: cells, titles: titles).text,
      rowTitles: rowPaths.map(titles.title),
      columns: columns.map(titles.column),
      rows: Self.together(sorted(own, output, columns)) + publishedRows,
      marks: Set(marks.compactMap { ["best": .best, "second": .second][$0] }),
      notes: notes(cells, tests.note, source: publishedRows.isEmpty ? nil : published?.source))
  }

  private func row(
    _ entry: (names: [String], group: GroupedScores), _ columns: [String], _ spread: GroupedScores.Spread,
    test: (String) -> Measured.Test?
  ) -> Table.Row {
    Table.Row(
      entry.names,
      columns.map { column in
        guard titles.isMetric(column) else { return .text(entry.group.cells.first?.text(column) ?? "") }
        guard var measured = entry.group.measured(column, titles.isCount(column) ? .none : spread) else {
          return .empty
        }
        measured.test = test(column)
        return .number(measured)
      }, origin: entry.group.testData)
  }

  /// Rows that were scored on the same data stand together, a rule before the next ones.
  private static func together(_ rows: [Table.Row]) -> [Table.Row] {
    let origins = rows.map(\.origin).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return origins.enumerated().flatMap { place, origin in
      rows.filter { $0.origin == origin }.enumerated().map { number, row in
        var row = row
        row.startsGroup = place > 0 && number == 0
        return row
      }
    }
  }

  private func publishedRows(_ published: PublishedResults?, _ rowPaths: [String], _ columns: [String]) -> [Table.Row] {
    let shown = (published?.cells ?? []).filter { cell in columns.contains { cell.scores[$0] != nil } }
    return shown.enumerated().map { place, cell in
      var row = row((rowPaths.map { cell.text($0) ?? "" }, GroupedScores(cells: [cell])), columns, .none) { _ in nil }
      if !row.names.isEmpty { row.names[0] += " (paper)" }
      row.startsGroup = place == 0
      row.isRanked = false
      return row
    }
  }

  private func sorted(_ rows: [Table.Row], _ output: Output, _ columns: [String]) -> [Table.Row] {
    guard let column = output["sort"]?.path.flatMap({ columns.firstIndex(of: $0) }) else { return rows }
    let descends = titles.better(columns[column]) != .lower
    func value(_ row: Table.Row) -> Double {
      guard case .number(let measured) = row.cells[column], measured.value.isFinite else { return -.infinity }
      return descends ? measured.value : -measured.value
    }
    return rows.enumerated().sorted { (value($0.element), $1.offset) > (value($1.element), $0.offset) }.map(\.element)
  }

  private func notes(_ cells: [Results.CellResult], _ tests: String?, source: String?) -> [String] {
    let isReleased = cells.contains {
      $0.configuration.choice("eval.scoring") == ReportScorer.Scoring.released.rawValue
    }
    return [results.origin(of: cells), isReleased ? ReportScorer.releasedNote : "", tests ?? "", source ?? ""]
      .filter { !$0.isEmpty }
  }

  /// A row for each option, a column for each value of the options that tell the cells apart.
  private func optionTable(_ output: Output, _ cells: [Results.CellResult]) -> Table {
    let groups = GroupedScores.groups(cells, by: output["columns"]?.elements.compactMap(\.path) ?? [])
    let rows = (output["rows"]?.elements.compactMap(\.path) ?? []).map { path in
      Table.Row(
        [titles.spokenTitle(path)], groups.map { .text($0.group.cells.first?.text(path) ?? "") })
    }
    return Table(
      output.name, caption: "Options of \(output.base).", rowTitles: ["Option"],
      columns: groups.map { Table.Column($0.names.joined(separator: ", ")) }, rows: rows, marks: [])
  }

  private static func text(of table: Table, as ending: String) throws -> String {
    switch ending {
    case "tex": return table.latex
    case "md": return table.markdown
    case "csv": return table.csv
    case "html": return table.html
    case "txt": return table.text(width: 120)
    default: throw DataError("A table can be saved as .tex, .md, .csv, .html or .txt, not as .\(ending).")
    }
  }
}

extension Value {
  /// A dotted name, as options and metrics are named in lists.
  var path: String? { head ?? text }
}
