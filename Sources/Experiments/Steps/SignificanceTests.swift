import Figures
import Foundation
import Language
import Metrics
import Randomness

/// Tests of each row of a table against one of them.
struct SignificanceTests {
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
