import Foundation
import Layers
import MessagePassing
import Models
import Tensors

/// A training as a step of a run: progress, metrics, checkpoints, and going on after an interruption.
struct TrainingRun {
  let trainer: Trainer
  /// The tensors that training changes.
  let state: [(name: String, tensor: Tensor)]
  let context: StepContext
  /// What the size of a step is counted in.
  var unit = "tokens"
  /// What is measured on the way besides the loss.
  var watch: TrainingWatch?

  private static let stateName = "state.safetensors"
  private var columns: [String] { ["epoch", "loss", "learning-rate", unit] + (watch?.columns ?? []) }

  /// What a training came to.
  struct Outcome {
    /// The mean loss of the last steps.
    let loss: Double
    /// The time that it takes from start to end at the pace of this attempt.
    let hours: Double
  }

  private static let lastSteps = 20
  private var team: Team { trainer.team }

  /// Trains to the end; the first rank alone reads and writes files.
  /// - Throws: `Stopped` after a checkpoint, if a stop is asked for on any rank before the last step; `DataError` if there
  ///   is nothing to train on.
  func run() throws -> Outcome {
    guard trainer.examples > 0 else {
      throw DataError("There is nothing to train on: the data's training part is empty, or its texts are too short.")
    }
    let logs = try team.together { try opened() }
    try shareState()
    warnOfIdleRanks()
    let started = Date()
    let first = trainer.optimiser.step
    let every = context.settings.integer("train.checkpoint-every")
    while !trainer.isFinished {
      let step = try trainer.advance()
      // What is asked for at the last step comes too late: what was trained is about to be written.
      let stops = try team.any(context.stop.isRequested) && !trainer.isFinished
      let saves = stops || !trainer.isFinished && step.number % every == 0
      if saves { try requireSameWeights() }
      try team.together {
        guard step.loss.isFinite else {
          throw DataError("The loss became \(step.loss) at step \(step.number): a lower train.lr may help.")
        }
        guard let logs else { return }
        try note(step, logs)
        if saves { try save(step.number, logs) }
      }
      if stops { throw Stopped() }
    }
    return try outcome(after: first, started)
  }

  /// What is measured, for our figures and for TensorBoard.
  private struct Logs {
    let metrics: MetricsLog
    let events: EventLog
  }

  /// The logs, on the first rank, and what a checkpoint has.
  private func opened() throws -> Logs? {
    guard team.isFirst else { return nil }
    try resume()
    let (folder, step) = (context.workspace.folder, trainer.optimiser.step)
    return Logs(
      metrics: try MetricsLog(folder: folder, columns: columns, resuming: step),
      events: try EventLog(folder: folder, resuming: step))
  }

  /// Puts all ranks where the first one is.
  private func shareState() throws {
    guard !team.isAlone else { return }
    trainer.optimiser.resume(after: try team.gathered(trainer.optimiser.step)[0])
    for (_, tensor) in tensors { try team.spread(tensor.elements) }
  }

  private func warnOfIdleRanks() {
    let busy = trainer.busyRanks
    guard busy < team.count else { return }
    context.progress(
      .warning(
        "\(team.count - busy) of \(team.count) ranks have no part of a batch: "
          + "train.accumulation = \(team.count) would give each one"))
  }

  /// Ranks on unlike processors may round differently and then drift apart.
  private func requireSameWeights() throws {
    guard !team.isAlone else { return }
    let pieces = tensors.lazy.map { UnsafeRawBufferPointer(UnsafeBufferPointer($0.tensor.elements)) }
    let hashes = try team.gathered(Array(ContentHash.hex(ofPieces: pieces).utf8))
    try team.together {
      guard let other = hashes.firstIndex(where: { $0 != hashes[0] }) else { return }
      throw DataError(
        "The weights of rank \(other) differ from those of rank 0: ranks must run on processors of one kind.")
    }
  }

  private func note(_ step: Trainer.Step, _ logs: Logs) throws {
    let row = try row(step)
    try logs.metrics.append(step: step.number, row)
    try logs.events.append(step: step.number, row)
    context.progress(.advanced(done: step.number, total: trainer.steps, unit: "steps"))
  }

  private func outcome(after first: Int, _ started: Date) throws -> Outcome {
    var losses: [Double] = []
    if team.isFirst {
      losses = try MetricsTable(folder: context.workspace.folder).series.first { $0.name == "loss" }?.values ?? []
    }
    let last = losses.suffix(Self.lastSteps)
    let share = Double(trainer.steps) / Double(max(1, trainer.steps - first))
    return Outcome(
      loss: last.reduce(0, +) / Double(max(1, last.count)), hours: Date().timeIntervalSince(started) * share / 3_600)
  }

  private func row(_ step: Trainer.Step) throws -> [String: Double] {
    let row = [
      "epoch": Double(step.number) / Double(trainer.stepsPerEpoch), "loss": step.loss, "learning-rate": step.rate,
      unit: Double(step.size),
    ]
    guard let watch, step.number.isMultiple(of: watch.every) || trainer.isFinished else { return row }
    return try row.merging(watch.scores()) { first, _ in first }
  }

  private var tensors: [(name: String, tensor: Tensor)] {
    state
      + trainer.optimiser.moments.flatMap { moment in
        [("first.\(moment.name)", moment.first), ("second.\(moment.name)", moment.second)]
      }
  }

  private func save(_ step: Int, _ logs: Logs) throws {
    try context.workspace.checkpoints.save(step: step, after: [logs.metrics, logs.events]) { folder in
      let written = tensors.map { TensorToWrite($0.name, shape: $0.tensor.shape, $0.tensor.values) }
      try Checkpoint.write(written, to: folder.appending(path: Self.stateName))
    }
  }

  private func resume() throws {
    let latest = context.workspace.checkpoints.latest()
    for damage in latest.damaged { context.progress(.warning("a damaged checkpoint was passed over: \(damage)")) }
    guard let checkpoint = latest.checkpoint else { return }
    let saved = try Checkpoint(at: checkpoint.folder.appending(path: Self.stateName))
    for (name, tensor) in tensors {
      let stored = try saved.tensor(name, shape: tensor.shape)
      stored.read(into: tensor.elements)
    }
    trainer.optimiser.resume(after: checkpoint.step)
    context.progress(.message("resumed after step \(checkpoint.step)"))
  }
}
