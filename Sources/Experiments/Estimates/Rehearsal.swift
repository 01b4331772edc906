import Foundation
import Language

/// Does the steps of one cell on a few records, to learn how fast this machine does them before the first run.
struct Rehearsal {
  let session: Session
  let stop: StopRequest

  /// Records, optimiser steps and batches of reports that are enough to time.
  private static let records = 200
  private static let fewestSteps = 4
  private static let mostSteps = 24
  /// Optimiser steps of more operations than that take too long to be rehearsed.
  private static let largestStep = 3e11
  private static let batches = 2
  private static let mostReports = 64
  private static let kinds = [
    "prepare", "prepare-evaluation", "pretrain-llm", "pretrain-encoder", "tune", "generate", "measure-loss", "score",
  ]

  /// The paces of the steps of a cell.
  ///
  /// - Parameter operations: of an optimiser step. With many of them a small language model and small batches are
  ///   rehearsed instead, for a pace to be scaled by operations.
  /// - Throws: `Stopped`; what keeps the cell from being done, as missing data.
  func paces(of use: Plan.Use, _ settings: Configuration, operations: Double) throws -> [Pace] {
    let items = parse(Self.items(settings, operations), name: "<rehearsal>").statements
    let checked = session.checked(with: items)
    guard checked.isRunnable else { throw Diagnostics(checked.diagnostics) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "rehearsal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = Ledger(folder: folder)
    let runner = try Runner(
      checked.program, ledger: ledger, base: session.base, targets: [use.experiment], stop: stop)
    var lengthRatio = 1.0
    for kind in Self.kinds {
      guard let step = runner.plan.step(kind, of: use.experiment, cell: use.cell) else { continue }
      try runner.run(only: [step.key.folderName])
      if kind == "generate" { lengthRatio = Self.lengthRatio(ledger.folder(of: step.key)) }
    }
    return PaceBook(ledger).paces().map { pace in
      var pace = pace
      pace.isRehearsed = true
      if pace.key.kind == "generate" { pace.secondsPerUnit *= lengthRatio }
      return pace
    }
  }

  private static func items(_ settings: Configuration, _ operations: Double) -> String {
    let isLarge = operations > largestStep
    // A few quick steps would time little more than the first touch of memory.
    let steps = isLarge ? fewestSteps : max(fewestSteps, min(mostSteps, Int(largestStep / max(operations, 1))))
    let limit = settings.integer("data.limit")
    let reports = min(mostReports, settings.integer("eval.batch") * batches)
    var items = [
      "data.limit = \(limit > 0 ? min(limit, records) : records)", "data.fraction = 1", "train.steps = \(steps)",
      "eval.limit = \(reports)", "eval.judge = none", "train.checkpoint-every = 1000",
    ]
    if settings.choice("model.start") != "as-is" {
      items.append("model.start = pretrained(records = \(records), epochs = 1)")
    }
    if isLarge { items += ["model.llm = tiny", "train.batch = 4", "train.accumulation = 1", "eval.batch = 4"] }
    return items.joined(separator: "\n")
  }

  /// A model that is hardly trained does not know when a report ends; the references do.
  private static func lengthRatio(_ folder: URL) -> Double {
    guard let samples = try? SampleLog.read(folder: folder), !samples.isEmpty else { return 1 }
    let generated = samples.reduce(0) { $0 + $1.generated.count }
    let expected = samples.reduce(0) { $0 + $1.reference.count }
    return min(4, max(0.1, Double(expected) / Double(max(1, generated))))
  }
}
