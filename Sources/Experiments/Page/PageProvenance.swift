import Figures
import Foundation
import Language
import Markup

/// Where the results of a page come from: options, steps, machine, versions.
struct PageProvenance {
  private let session: Session
  private let plan: Plan

  init(_ session: Session, _ plan: Plan) {
    self.session = session
    self.plan = plan
  }

  /// - Throws: `LedgerError`.
  func html() throws -> String {
    let own = session.program.experiments.filter { !$0.isImported }
    let records = try ownSteps(of: own).map { step in (step, try session.ledger.finished(step.key)) }
    return "<h2>Where this comes from</h2>\n"
      + [facts(records.compactMap(\.1)), options(own).html, steps(records).html].joined(separator: "\n")
  }

  /// The steps that the recipe itself asks for.
  private func ownSteps(of experiments: [Experiment]) -> [Plan.Step] {
    let names = Set(experiments.map(\.name) + session.program.outputs.filter { !$0.isImported }.map(\.base))
    return plan.steps.filter { step in step.uses.contains { names.contains($0.experiment) } }
  }

  private func facts(_ records: [StepRecord]) -> String {
    guard let last = records.max(by: { $0.finished < $1.finished }) else { return "" }
    let seconds = records.reduce(0) { $0 + $1.finished.timeIntervalSince($1.started) }
    let facts = [
      ("meit", Set(records.compactMap { $0.description.versions["meit"] }).sorted().joined(separator: ", ")),
      ("finished", last.finished.formatted(.iso8601)), ("work", ProgressDrawing.clock(seconds)),
      ("machine", "\(last.machine.processor), \(last.machine.cores) cores, \(last.machine.system)"),
      ("commit", last.description.commit ?? GitCommit.current(of: session.base) ?? "unknown"),
    ]
    let rows = facts.map { "<dt>\($0.0)</dt><dd>\(HTML.escaped($0.1))</dd>" }
    return "<dl class=\"facts\">\(rows.joined())</dl>"
  }

  /// Every option that differs from the catalog's default in some cell.
  private func options(_ experiments: [Experiment]) -> Table {
    let rows = experiments.flatMap { experiment in
      session.catalog.options.compactMap { option -> Table.Row? in
        let configurations = experiment.cells.map(\.configuration)
        guard configurations.contains(where: { !$0.isStandard(option.path) }) else { return nil }
        var values: [String] = []
        for value in configurations.map({ $0.canonical(option.path) }) where !values.contains(value) {
          values.append(value)
        }
        return Table.Row([experiment.name, option.path], [.text(values.joined(separator: " | "))])
      }
    }
    return Table(
      "options", caption: "Options that are not the defaults.", rowTitles: ["Experiment", "Option"],
      columns: [Table.Column("Value")], rows: rows, marks: [])
  }

  private func steps(_ records: [(Plan.Step, StepRecord?)]) -> Table {
    let rows = records.map { step, record in
      Table.Row(
        [step.identity.short, step.place],
        [
          .text(record?.finished.formatted(.iso8601) ?? "not done"),
          record.map { .number($0.finished.timeIntervalSince($0.started)) } ?? .empty,
        ])
    }
    return Table(
      "steps", caption: "Steps, by the beginning of their identity.", rowTitles: ["Step", "Place"],
      columns: [Table.Column("Finished"), Table.Column("Time", notation: .duration(secondsPerUnit: 1))], rows: rows,
      marks: [])
  }
}
