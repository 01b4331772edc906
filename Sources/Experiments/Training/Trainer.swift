import Layers
import MessagePassing
import Models
import Randomness
import Tensors

/// One training: what is trained, on what, in which order, and how the learning rate goes.
///
/// The ranks of a team divide the parts of each batch; the result has the same bits for any number of ranks.
public final class Trainer {
  public struct Options: Equatable, Sendable {
    /// Examples to one optimiser step.
    public var batch = 64
    /// Parts that a batch is worked through in, one after the other or by as many ranks at once.
    public var accumulation = 2
    public var epochs = 5
    /// Optimiser steps, if not as many as the epochs make.
    public var steps: Int?
    public var rate = 1e-4
    public var schedule = Schedule.Shape.linear
    public var warmUpRatio = 0.03
    public var optimiser = AdamW.Options()
    public var seed: UInt64 = 0
    /// Whether blocks are computed again for their gradients: less memory, the same bits.
    public var recomputes = false

    public init() {}
  }

  /// What one optimiser step came to.
  public struct Step: Equatable, Sendable {
    /// Counted from 1.
    public let number: Int
    public let loss: Double
    public let rate: Double
    /// Tokens, or whatever the size of a portion is counted in.
    public let size: Int
  }

  /// A part of a batch, ready to be worked through.
  public struct Portion {
    /// How many terms its loss is a sum of.
    public let terms: Int
    public let size: Int
    /// The sum of the terms divided by the divisor.
    public let loss: (_ divisor: Float, Pass) -> Tensor

    public init(terms: Int, size: Int, loss: @escaping (_ divisor: Float, Pass) -> Tensor) {
      self.terms = terms
      self.size = size
      self.loss = loss
    }
  }

  public let options: Options
  public let optimiser: AdamW
  public let schedule: Schedule
  /// Who trains together; all ranks call `advance`.
  public let team: Team
  /// How many examples there are.
  let examples: Int
  private let random: Random
  private let gradients: GradientSum
  private let moments: SharedMoments
  private let portion: ([Int]) throws -> Portion
  /// Told the examples of the next optimiser step before the current one is worked through.
  public var upcoming: (([Int]) -> Void)?

  /// - Parameters:
  ///   - tensors: what is trained.
  ///   - examples: how many examples there are.
  ///   - norms: what remembers the batches that it sees.
  ///   - portion: makes a portion of some examples.
  public init(
    _ tensors: [(name: String, tensor: Tensor)], examples: Int, options: Options, team: Team = .alone,
    norms: [BatchNorm] = [], portion: @escaping ([Int]) throws -> Portion
  ) {
    self.team = team
    gradients = GradientSum(tensors.map(\.tensor), team: team)
    moments = SharedMoments(norms.map(\.running), team: team)
    self.options = options
    self.examples = examples
    self.portion = portion
    random = Random(seed: options.seed).split("training")
    optimiser = AdamW(tensors, options: options.optimiser)
    let perEpoch = max(1, examples / options.batch)
    schedule = Schedule(
      options.schedule, peak: options.rate, steps: options.steps ?? options.epochs * perEpoch,
      warmUpRatio: options.warmUpRatio)
  }

  /// A training on text.
  /// - Parameters:
  ///   - batch: makes a batch of some examples.
  ///   - loss: the loss of a batch, summed over its answer tokens and divided by the divisor.
  public convenience init(
    _ tensors: [(name: String, tensor: Tensor)], examples: Int, options: Options, team: Team = .alone,
    norms: [BatchNorm] = [], batch: @escaping ([Int]) throws -> Batch,
    loss: @escaping (Batch, _ divisor: Float, Pass) -> Tensor
  ) {
    self.init(tensors, examples: examples, options: options, team: team, norms: norms) { chosen in
      let batch = try batch(chosen)
      return Portion(terms: batch.targets.count, size: batch.tokens.count) { loss(batch, $0, $1) }
    }
  }

  /// How many optimiser steps the training has.
  public var steps: Int { schedule.steps }
  /// Optimiser steps in one pass over the examples; a last, incomplete batch is left out of it.
  public var stepsPerEpoch: Int { max(1, examples / options.batch) }
  public var isFinished: Bool { optimiser.step >= steps }

  /// How many ranks have a part of each batch.
  public var busyRanks: Int { tree(of: indices(of: 0).count).busyRanks }

  /// Takes the next optimiser step.
  /// - Throws: What making a portion throws; `TeamError`.
  public func advance() throws -> Step {
    let number = optimiser.step
    let chosen = indices(of: number)
    let tree = tree(of: chosen.count)
    let portions = try team.together {
      try tree.shares[team.rank].map { try portion(Self.examples(of: $0, tree, chosen)) }
    }
    if let upcoming, number + 1 < steps { upcoming(own(indices(of: number + 1))) }
    let counts = try team.gathered(portions.map { [$0.terms, $0.size] }.flatMap(\.self)).flatMap(\.self)
    let terms = stride(from: 0, to: counts.count, by: 2).reduce(0) { $0 + counts[$1] }
    let loss = try backward(portions, tree, step: number, divisor: Float(terms))
    let rate = schedule.rate(number)
    optimiser.update(rate: rate)
    let size = stride(from: 1, to: counts.count, by: 2).reduce(0) { $0 + counts[$1] }
    return Step(number: number + 1, loss: loss, rate: rate, size: size)
  }

  /// The loss of a batch, whose gradient is left with the tensors.
  private func backward(_ portions: [Portion], _ tree: PartTree, step: Int, divisor: Float) throws -> Double {
    gradients.begin(tree)
    moments.begin()
    var losses: [Float] = []
    for (part, portion) in zip(tree.shares[team.rank], portions) {
      let pass = Pass(
        isTraining: true, random: random.split("dropout").split(step).split(part), recomputes: options.recomputes)
      let value = portion.loss(divisor, pass)
      losses.append(value.item)
      value.backward { [gradients] in gradients.take($0, part: part) }
    }
    try gradients.finish()
    try moments.finish()
    return try team.gathered(losses).joined().reduce(0) { $0 + Double($1) }
  }

  private func tree(of examples: Int) -> PartTree {
    PartTree(parts: min(options.accumulation, examples), ranks: team.count)
  }

  private static func examples(of part: Int, _ tree: PartTree, _ chosen: [Int]) -> [Int] {
    Array(chosen[part * chosen.count / tree.parts..<(part + 1) * chosen.count / tree.parts])
  }

  /// Those of the examples of a step that this rank works through.
  private func own(_ chosen: [Int]) -> [Int] {
    let tree = tree(of: chosen.count)
    return tree.shares[team.rank].flatMap { Self.examples(of: $0, tree, chosen) }
  }

  /// The examples of an optimiser step: each epoch goes through all of them in an order of its own.
  private func indices(of step: Int) -> [Int] {
    let epoch = step / stepsPerEpoch
    let place = step % stepsPerEpoch
    if order.epoch != epoch {
      var stream = random.split("order").split(epoch)
      order = (epoch, (0..<examples).shuffled(using: &stream))
    }
    let first = place * options.batch
    return Array(order.examples[first..<min(examples, first + options.batch)])
  }

  private var order: (epoch: Int, examples: [Int]) = (-1, [])
}
