import Foundation
import Layers
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

  /// Trains to the end.
  /// - Throws: `Stopped` after a checkpoint, if a stop is asked for.
  func run() throws -> Outcome {
    try resume()
    let started = Date()
    let first = trainer.optimiser.step
    let log = try MetricsLog(
      folder: context.workspace.folder, columns: columns, resuming: trainer.optimiser.step)
    let every = context.settings.integer("train.checkpoint-every")
    while !trainer.isFinished {
      let step = try trainer.advance()
      guard step.loss.isFinite else {
        throw DataError("The loss became \(step.loss) at step \(step.number): a lower train.lr may help.")
      }
      try log.append(step: step.number, try row(step))
      context.progress(.advanced(done: step.number, total: trainer.steps, unit: "steps"))
      let stops = context.stop.isRequested
      if !trainer.isFinished, stops || step.number % every == 0 { try save(step.number, log) }
      if stops { try context.stop.check() }
    }
    let losses = try MetricsTable(folder: context.workspace.folder).series.first { $0.name == "loss" }?.values ?? []
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

  private func save(_ step: Int, _ log: MetricsLog) throws {
    try context.workspace.checkpoints.save(step: step, after: [log]) { folder in
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
      stored.read(into: UnsafeMutableBufferPointer(start: tensor.pointer, count: tensor.count))
    }
    trainer.optimiser.resume(after: checkpoint.step)
    context.progress(.message("resumed after step \(checkpoint.step)"))
  }
}
