import Figures
import Foundation

/// How far the tasks of submitted runs are.
public struct ClusterBoard {
  /// A task and where it stands.
  struct Row: Equatable {
    let run: RunRecord
    let index: Int
    let task: ClusterTask
    let state: SlurmClient.TaskState?
    /// How many of its steps are finished.
    let finished: Int
    /// The last line that it said.
    let log: String

    var isActive: Bool { state?.isActive == true && finished < task.steps.count }

    /// In words.
    var text: String {
      if finished == task.steps.count { return "finished" }
      guard let state else { return "ended early, or gone" }
      return state.isActive ? state.word.lowercased() : "ended early: \(state.word.lowercased())"
    }
  }

  let rows: [Row]

  /// The tasks of submitted runs that have to do with some steps, each of the latest run that has it.
  init(_ ledger: Ledger, missing: Set<StepKey>) throws {
    let runs = try ledger.runs().filter { run in
      run.job?.tasks.contains { !missing.isDisjoint(with: $0.steps) } ?? false
    }
    var seen: Set<String> = []
    rows = try Self.rows(runs.reversed(), ledger).filter { seen.insert($0.task.place).inserted }
  }

  /// The tasks of some runs; Slurm is asked once.
  static func rows(_ runs: some Sequence<RunRecord>, _ ledger: Ledger) throws -> [Row] {
    let states = try SlurmClient().states(of: runs.compactMap(\.job))
    var rows: [Row] = []
    for run in runs {
      guard let job = run.job else { continue }
      for (index, task) in job.tasks.enumerated() {
        let finished = try task.steps.count { try ledger.finished($0) != nil }
        rows.append(
          Row(
            run: run, index: index, task: task, state: states[job.id]?[index], finished: finished,
            log: lastLine(of: SlurmScript.log(of: index, in: ledger.folder(of: run)))))
      }
    }
    return rows
  }

  private static func lastLine(of log: URL) -> String {
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
  }

  /// The tasks to be submitted: those that nobody has; and again those that ended early, when the others are through.
  func open(_ tasks: [ClusterTask]) -> [ClusterTask] {
    let active = Set(rows.filter(\.isActive).flatMap(\.task.steps))
    let known = Set(rows.flatMap(\.task.steps))
    return tasks.filter { task in
      let own = Set(task.steps)
      return active.isEmpty || (own.isDisjoint(with: active) && !own.isSubset(of: known))
    }
  }

  /// How far the runs are that a cluster does, in words, by their ids.
  public static func summaries(of runs: [RunRecord], _ ledger: Ledger) throws -> [String: String] {
    var summaries: [String: String] = [:]
    let submitted = runs.filter { $0.outcome == .submitted }
    for (id, rows) in Dictionary(grouping: try rows(submitted, ledger), by: \.run.id) {
      let counts = Dictionary(grouping: rows, by: \.text).mapValues(\.count).sorted { $0.key < $1.key }
      summaries[id] = counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
    return summaries
  }

  var table: Table {
    Table(
      "cluster", rowTitles: ["Task"],
      columns: ["State", "Steps", "Time", "Job", "Last line of its log"].map { Table.Column($0) },
      rows: rows.map { row in
        return Table.Row(
          [row.task.place],
          [
            .text(row.text), .text("\(row.finished)/\(row.task.steps.count)"), .text(row.state?.elapsed ?? ""),
            .text("\(row.run.job?.id ?? "")_\(row.index)"), .text(row.log),
          ])
      }, marks: [])
  }
}
