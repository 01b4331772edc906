import Figures
import Foundation
import Language
import Metrics
import Randomness

/// Tests of each row of a table against one of them, or against the best other.
struct SignificanceTests {
  private var tests: [Int: [String: Measured.Test]] = [:]
  /// What the table says of rows that could not be tested; nil where all were.
  private(set) var note: String?

  init(
    _ output: Output, _ groups: [(names: [String], group: GroupedScores)], base: URL
  ) throws {
    guard let test = output["test"], test.head != "none" else { return }
    let against = test.argument("against")?.elements.map(\.shownText) ?? []
    let rows = groups.compactMap(\.group.cells.first?.configuration)
    let paths = output["rows"]?.elements.compactMap(\.path) ?? []
    let reference = against.isEmpty ? nil : rows.places(called: against, by: paths).first
    let columns = (output["columns"]?.elements.compactMap(\.path) ?? []).filter { name in
      MetricCatalog.all.contains { $0.name == name }
    }
    let systems = try groups.map { try Self.statistics($0.group, columns, base) }
    for column in columns {
      for place in systems.indices {
        guard let other = against.isEmpty ? Self.best(column, systems, except: place) : reference, other != place,
          let own = systems[place][column], let baseline = systems[other][column],
          own.count == baseline.count, own.width == baseline.width
        else { continue }
        tests[place, default: [:]][column] = Measured.Test(
          p: try Self.probability(test, own, baseline),
          against: against.isEmpty ? "the best other row" : against.joined(separator: ", "))
      }
    }
    let untested = groups.indices.filter { $0 != reference && tests[$0] == nil }
    guard groups.count > 1, !untested.isEmpty else { return }
    let names = untested.map { groups[$0].names.joined(separator: ", ") }
    note =
      columns.isEmpty
      ? "Not tested: no column is a score of reports."
      : "Not tested, for want of reports of the same records: \(names.joined(separator: "; "))."
  }

  func test(of place: Int, _ column: String) -> Measured.Test? { tests[place]?[column] }

  private static func probability(_ test: Value, _ own: PairStatistics, _ other: PairStatistics) throws -> Double {
    let samples = test.argument("samples")?.integer ?? 10_000
    let comparison =
      test.head == "paired-bootstrap"
      ? try Comparison.pairedBootstrap(own, other, Bootstrap(samples: samples))
      : try Comparison.approximateRandomisation(own, other, shuffles: samples, random: Random(seed: 0))
    return comparison.pValue
  }

  private static func best(_ column: String, _ systems: [[String: PairStatistics]], except place: Int) -> Int? {
    let sign: Double = MetricCatalog.all.first { $0.name == column }?.better == .lower ? -1 : 1
    let values = systems.enumerated().compactMap { index, system in
      index == place ? nil : system[column].map { (index, sign * $0.total) }
    }
    return values.max { $0.1 < $1.1 }?.0
  }

  /// The statistics of a group's reports: a row for each record, the mean over the group's trainings where they wrote
  /// of the same records.
  private static func statistics(
    _ group: GroupedScores, _ names: [String], _ base: URL
  ) throws -> [String: PairStatistics] {
    let logs = try group.cells.map { cell in try cell.samples.map(SampleLog.read(folder:)) ?? [] }
    let samples = logs.flatMap(\.self)
    guard let first = group.cells.first, let prepared = first.prepared, !samples.isEmpty else { return [:] }
    let source = DataSource(configuration: first.configuration, base: base)
    let statistics = try RecipeScoring(names, source, prepared: prepared).statistics(samples)
    let areSame = logs.allSatisfy { $0.map(\.record) == logs[0].map(\.record) }
    return areSame ? statistics.mapValues { $0.averaged(over: logs.count) } : statistics
  }
}
