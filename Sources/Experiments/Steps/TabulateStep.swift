import Figures
import Foundation
import Language
import Metrics
import Randomness

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
    return StepSummary(notes: ["title": table.caption])
  }

  /// The table as a value.
  /// - Parameter base: the folder of the recipe.
  func table(_ output: Output, identity: String, base: URL) throws -> Table {
    let titles = MetricTitles(catalog: results.program.catalog)
    let rowPaths = output["rows"]?.elements.compactMap(\.path) ?? []
    let columns = output["columns"]?.elements.compactMap(\.path) ?? []
    let cells = try results.cells(of: output.base)
    let groups = GroupedScores.groups(cells, by: rowPaths)
    let spread = Self.spread(output["cell"])
    let tests = try SignificanceTests(output, groups, base: base)
    let rows = groups.enumerated().map { place, entry in
      Table.Row(
        entry.names,
        columns.map { column in
          guard titles.isMetric(column) else { return .text(entry.group.cells.first?.text(column) ?? "") }
          guard var measured = entry.group.measured(column, titles.isCount(column) ? .none : spread) else {
            return .empty
          }
          measured.test = tests.test(of: place, column)
          return .number(measured)
        })
    }
    var notes: [String] = []
    if results.isSimulated(cells) { notes.append("Simulated ECGs and reports.") }
    if cells.contains(where: { $0.configuration.choice("eval.scoring") == ReportScorer.Scoring.released.rawValue }) {
      notes.append(ReportScorer.releasedNote)
    }
    let marks = output["mark"]?.elements.compactMap(\.head) ?? []
    return Table(
      output.name, caption: output["caption"]?.text ?? Self.caption(output, rowPaths, titles),
      rowTitles: rowPaths.map(titles.title),
      columns: columns.map {
        Table.Column(titles.title($0), decimals: titles.decimals($0), better: titles.better($0))
      }, rows: rows, marks: Set(marks.compactMap { ["best": .best, "second": .second][$0] }), notes: notes,
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  private static func caption(_ output: Output, _ rows: [String], _ titles: MetricTitles) -> String {
    "Scores of \(output.base) by \(rows.map { titles.title($0).lowercased() }.joined(separator: " and "))."
  }

  static func spread(_ cell: Value?) -> GroupedScores.Spread {
    switch cell?.head {
    case "mean-ci": .interval(level: cell?.argument("level")?.number ?? 0.95)
    case "mean-sd": .deviation
    default: .none
    }
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

/// Tests of each row of a table against one of them.
private struct SignificanceTests {
  private var tests: [Int: [String: Measured.Test]] = [:]

  init(
    _ output: Output, _ groups: [(names: [String], group: GroupedScores)], base: URL
  ) throws {
    guard let test = output["test"], test.head != "none", let against = test.argument("against")?.path,
      let reference = groups.firstIndex(where: { $0.names.contains(against) })
    else { return }
    let samples = test.argument("samples")?.integer ?? 10_000
    let columns = (output["columns"]?.elements.compactMap(\.path) ?? []).filter { name in
      MetricCatalog.all.contains { $0.name == name }
    }
    let systems = try groups.map { try Self.statistics($0.group, columns, base) }
    for column in columns {
      guard let baseline = systems[reference][column] else { continue }
      for (place, system) in systems.enumerated() where place != reference {
        guard let own = system[column], own.count == baseline.count, own.width == baseline.width else { continue }
        let comparison =
          test.head == "paired-bootstrap"
          ? try Comparison.pairedBootstrap(own, baseline, Bootstrap(samples: samples))
          : try Comparison.approximateRandomisation(own, baseline, shuffles: samples, random: Random(seed: 0))
        tests[place, default: [:]][column] = Measured.Test(p: comparison.pValue, against: against)
      }
    }
  }

  func test(of place: Int, _ column: String) -> Measured.Test? { tests[place]?[column] }

  /// The statistics of all reports of a group's cells, one cell after the other.
  private static func statistics(
    _ group: GroupedScores, _ names: [String], _ base: URL
  ) throws -> [String: PairStatistics] {
    let samples = try group.cells.flatMap { cell in try cell.samples.map(SampleLog.read(folder:)) ?? [] }
    guard let first = group.cells.first, let prepared = first.prepared, !samples.isEmpty else { return [:] }
    let source = DataSource(configuration: first.configuration, base: base)
    return try RecipeScoring(names, source, prepared: prepared).statistics(samples)
  }
}
