import Layers
import Models
import Randomness
import Tensors

/// One training: what is trained, on what, in which order, and how the learning rate goes.
public final class Trainer {
  public struct Options: Equatable, Sendable {
    /// Examples to one optimiser step.
    public var batch = 64
    /// Parts that a batch is worked through in, one after the other.
    public var accumulation = 2
    public var epochs = 5
    /// Optimiser steps, if not as many as the epochs make.
    public var steps: Int?
    public var rate = 1e-4
    public var schedule = Schedule.Shape.linear
    public var warmUpRatio = 0.03
    public var optimiser = AdamW.Options()
    public var seed: UInt64 = 0

    public init() {}
  }

  /// What one optimiser step came to.
  public struct Step: Equatable, Sendable {
    /// Counted from 1.
    public let number: Int
    public let loss: Double
    public let rate: Double
    public let tokens: Int
  }

  public let options: Options
  public let optimiser: AdamW
  public let schedule: Schedule
  private let examples: Int
  private let random: Random
  private let batch: ([Int]) throws -> Batch
  private let loss: (Batch, _ divisor: Float, Pass) -> Tensor

  /// - Parameters:
  ///   - tensors: what is trained.
  ///   - examples: how many examples there are.
  ///   - batch: makes a batch of some examples.
  ///   - loss: the loss of a batch, summed over its answer tokens and divided by the divisor.
  public init(
    _ tensors: [(name: String, tensor: Tensor)], examples: Int, options: Options,
    batch: @escaping ([Int]) throws -> Batch, loss: @escaping (Batch, _ divisor: Float, Pass) -> Tensor
  ) {
    self.options = options
    self.examples = examples
    self.batch = batch
    self.loss = loss
    random = Random(seed: options.seed).split("training")
    optimiser = AdamW(tensors, options: options.optimiser)
    let perEpoch = max(1, examples / options.batch)
    schedule = Schedule(
      options.schedule, peak: options.rate, steps: options.steps ?? options.epochs * perEpoch,
      warmUpRatio: options.warmUpRatio)
  }

  /// How many optimiser steps the training has.
  public var steps: Int { schedule.steps }
  /// Optimiser steps in one pass over the examples; a last, incomplete batch is left out of it.
  public var stepsPerEpoch: Int { max(1, examples / options.batch) }
  public var isFinished: Bool { optimiser.step >= steps }

  /// Takes the next optimiser step.
  public func advance() throws -> Step {
    let number = optimiser.step
    let chosen = indices(of: number)
    let parts = min(options.accumulation, chosen.count)
    let batches = try (0..<parts).map { part in
      try batch(Array(chosen[part * chosen.count / parts..<(part + 1) * chosen.count / parts]))
    }
    let answers = batches.reduce(0) { $0 + $1.targets.count }
    var total = 0.0
    for (part, batch) in batches.enumerated() {
      let pass = Pass(isTraining: true, random: random.split("dropout").split(number).split(part))
      let value = loss(batch, Float(answers), pass)
      total += Double(value.item)
      value.backward()
    }
    let rate = schedule.rate(number)
    optimiser.update(rate: rate)
    return Step(
      number: number + 1, loss: total, rate: rate, tokens: batches.reduce(0) { $0 + $1.tokens.count })
  }

  /// The examples of an optimiser step: each epoch goes through all of them in an order of its own.
  private func indices(of step: Int) -> [Int] {
    let epoch = step / stepsPerEpoch, place = step % stepsPerEpoch
    if order.epoch != epoch {
      var stream = random.split("order").split(epoch)
      order = (epoch, (0..<examples).shuffled(using: &stream))
    }
    let first = place * options.batch
    return Array(order.examples[first..<min(examples, first + options.batch)])
  }

  private var order: (epoch: Int, examples: [Int]) = (-1, [])
}
