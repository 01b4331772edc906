import Console
import Experiments
import Figures
import Foundation

extension CommandSpec {
  static let show = CommandSpec(
    "show", "RUN | STEP | record PATH [FILE]", "show a run, a step, or an ECG on paper",
    details: """
      RUN is a run's name as `meit runs` prints it, or its beginning, or an experiment: then its latest run is meant. STEP
      is the beginning of a step's name as `meit plan` prints it. Every byte of the files is checked.

      With record, the WFDB record at PATH is drawn at 25 mm/s and 10 mm/mV, 3 x 4 leads and a rhythm strip; FILE ends in
      .pdf, .svg or .png, and is ecg-NAME.pdf when left out.

        meit show record /data/ptb-xl/records500/00000/00001_hr ecg.png
      """, options: [.runs, .json, .width], count: 1...3
  ) { invocation in
    let name = invocation.operands[0]
    if name == "record", invocation.operands.count > 1 {
      try draw(invocation.operands[1], to: invocation.operands.dropFirst(2).first)
      return .success
    }
    let printer = try invocation.printer
    let ledger = invocation.ledger
    let found = try ledger.named(name)
    switch found {
    case .run(let run): try show(run, ledger, printer)
    case .step(let step): try show(step, ledger, printer)
    }
    return .success
  }

  private static func show(_ run: RunRecord, _ ledger: Ledger, _ printer: OutputPrinter) throws {
    var lines = ["\(run.id): \(run.outcome.word)"]
    if case .failed(let reason) = run.outcome { lines.append("reason   \(reason)") }
    lines.append("began    \(run.started.formatted(.iso8601))")
    lines.append("command  meit \(run.description.arguments.joined(separator: " "))")
    if let commit = run.description.commit { lines.append("commit   \(commit)") }
    lines.append("machine  \(run.machine.processor), \(run.machine.cores) cores")
    printer.terminal.line(lines.joined(separator: "\n") + "\n")
    let rows = try ledger.steps(of: run, verifying: .hashes).map { step in
      Table.Row([step.step.place], [.text(step.word), .text(step.scores), .text(step.step.key.folderName)])
    }
    let columns = ["State", "Scores", "Step"].map { Table.Column($0) }
    printer.list(Table("steps", rowTitles: ["Place"], columns: columns, rows: rows, marks: []))
  }

  private static func show(_ step: StepRecord, _ ledger: Ledger, _ printer: OutputPrinter) throws {
    let seconds = step.finished.timeIntervalSince(step.started)
    printer.terminal.line(
      """
      \(step.description.place)
      folder   \(ledger.folder(of: step.key).relativeToHere)
      done     \(step.finished.formatted(.iso8601)) in \(ProgressDrawing.clock(seconds)), attempts: \(step.attempts)

      """)
    let scores = step.summary.scores.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
    let notes = step.summary.notes.sorted { $0.key < $1.key }
    let parts = [
      ("Option", step.description.options.map { ($0.path, $0.value) }), ("Score", scores),
      ("Note", notes.map { ($0.key, $0.value) }), ("File", step.files.map { ($0.path, "\($0.bytes) bytes") }),
    ]
    printer.list(parts.filter { !$0.1.isEmpty }.map { Table.pairs($0.0, $0.1) })
  }
}

/// What a name of the ledger stands for.
enum NamedRecord {
  case run(RunRecord)
  case step(StepRecord)
}

extension Ledger {
  /// The run or step of a name.
  /// - Throws: `LedgerError.unknown` when it stands for neither or for several.
  func named(_ name: String) throws -> NamedRecord {
    let runs = try runs()
    let steps = try steps()
    if let run = runs.last(where: { $0.id == name || $0.description.name == name }) { return .run(run) }
    if runs.contains(where: { $0.id.hasPrefix(name) }) { return .run(try run(name)) }
    let isStep = steps.contains { $0.key.folderName.hasPrefix(name) || $0.key.identity.hasPrefix(name) }
    if !isStep, let run = runs.last(where: { $0.declares(name) }) { return .run(run) }
    return .step(try step(name))
  }
}

extension RunRecord {
  /// Whether one of its steps is for this experiment, table or figure.
  fileprivate func declares(_ name: String) -> Bool {
    description.steps.contains { step in
      let words = step.place.split(separator: " ", maxSplits: 3).map(String.init)
      return words.dropFirst().first == name || (words.count > 2 && words[1] == "of" && words[2] == name)
    }
  }
}

extension RunStep {
  fileprivate var word: String {
    switch state {
    case .finished: "finished"
    case .damaged(let damage): "damaged: \(damage.reason)"
    case .absent: owner.map { "being done by \($0)" } ?? "not done"
    }
  }

  fileprivate var scores: String {
    guard case .finished(let record) = state else { return "" }
    return record.summary.scores.sorted { $0.key < $1.key }.prefix(3)
      .map { "\($0.key) \($0.value.short)" }.joined(separator: ", ")
  }
}

extension RecordedScore {
  /// Three decimals, or a whole number.
  var short: String { value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.3f", value) }

  /// With what is known of its certainty.
  var text: String {
    var text = short
    if let low, let high { text += String(format: " (%.3f to %.3f)", low, high) }
    if let scored, let total { text += ", \(scored) of \(total) scored" }
    return text
  }
}

extension Table {
  /// Names with values.
  static func pairs(_ title: String, _ pairs: [(String, String)]) -> Table {
    Table(
      title.lowercased(), rowTitles: [title], columns: [Table.Column("Value")],
      rows: pairs.map { Table.Row([$0.0], [.text($0.1)]) }, marks: [])
  }
}
