import Console
import Experiments
import Figures
import Foundation

extension CommandSpec {
  static let runs = CommandSpec(
    "runs", "", "list the runs, the latest last", options: [.runs, .json, .width]
  ) { invocation in
    let ledger = invocation.ledger
    let runs = try ledger.runs()
    let queued = try ClusterBoard.summaries(of: runs, ledger)
    let rows = try runs.map { run in
      let finished = try ledger.steps(of: run).count { step in
        if case .finished = step.state { true } else { false }
      }
      // Nobody knows when an interrupted run ended.
      let end = run.outcome == .running ? Date() : run.ended
      return Table.Row(
        [run.id],
        [
          .text(queued[run.id] ?? run.outcome.word), .text("\(finished)/\(run.description.steps.count)"),
          .text(end.map { ProgressDrawing.clock($0.timeIntervalSince(run.started)) } ?? ""),
          .text(run.description.file ?? ""),
        ])
    }
    guard !rows.isEmpty else { throw DataError("There is no run in \(ledger.folder.relativeToHere).") }
    let columns = ["State", "Steps", "Time", "Recipe"].map { Table.Column($0) }
    try invocation.printer.list(Table("runs", rowTitles: ["Run"], columns: columns, rows: rows, marks: []))
    return .success
  }
}

extension RunOutcome {
  /// How a run ended, in words.
  var word: String {
    switch self {
    case .running: "running"
    case .submitted: "submitted"
    case .finished: "finished"
    case .stopped: "stopped"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }
}
