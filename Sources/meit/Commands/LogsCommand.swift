import Console
import Experiments
import Foundation

extension CommandSpec {
  private static let metrics = OptionSpec("metrics", "what was measured while a step was done, as CSV")

  static let logs = CommandSpec(
    "logs", "RUN | STEP", "say what happened in a run, line by line",
    details: """
      RUN and STEP are named as for `meit show`. With --metrics the curves of a training, also while it goes on.

        meit logs quickstart
        meit logs quickstart --metrics > curves.csv
      """, options: [metrics, .runs], count: 1...1
  ) { invocation in
    let ledger = invocation.ledger
    switch try ledger.named(invocation.operands[0]) {
    case .step(let step): try printMetrics(of: step.key, ledger)
    case .run(let run) where invocation.has(metrics):
      for step in run.description.steps where step.key.kind == "tune" {
        Terminal.output.line("# \(step.place)")
        try printMetrics(of: step.key, ledger)
      }
    case .run(let run):
      var progress = PlainProgress()
      let places = Dictionary(run.description.steps.map { ($0.key, $0.place) }) { first, _ in first }
      for event in try ledger.log(of: run) {
        guard var line = progress.line(for: event) else { continue }
        // A step that was finished before never says where it is.
        if case .cached = event.what, let place = event.step.flatMap({ places[$0] }) { line = "\(place): cached" }
        Terminal.output.line("\(event.time.formatted(.iso8601))  \(line)")
      }
    }
    return .success
  }

  private static func printMetrics(of key: StepKey, _ ledger: Ledger) throws {
    let table = try ledger.metrics(of: key)
    var rows: [Int: [String: Double]] = [:]
    for series in table.series {
      for (step, value) in zip(series.steps, series.values) { rows[step, default: [:]][series.name] = value }
    }
    let names = table.series.map(\.name)
    Terminal.output.line((["step"] + names).joined(separator: ","))
    for (step, values) in rows.sorted(by: { $0.key < $1.key }) {
      Terminal.output.line(([String(step)] + names.map { values[$0].map { "\($0)" } ?? "" }).joined(separator: ","))
    }
  }
}
