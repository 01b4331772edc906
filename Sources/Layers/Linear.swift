import Randomness
import Tensors

/// The low-rank adapter of a linear layer (Hu et al., "LoRA", 2021).
public final class Adapter: Module {
  /// What makes an adapter.
  public struct Options: Equatable, Sendable {
    public var rank: Int
    public var alpha: Double
    public var dropout: Double

    public init(rank: Int, alpha: Double, dropout: Double) {
      self.rank = rank
      self.alpha = alpha
      self.dropout = dropout
    }
  }

  /// A, [rank, inputs].
  public let down: Tensor
  /// B, [outputs, rank]; 0 at the start, so that a new adapter changes nothing.
  public let up: Tensor
  public let options: Options

  public init(inputs: Int, outputs: Int, options: Options, random: Random) {
    self.options = options
    down = Initial.fan([options.rank, inputs], inputs: inputs, random)
    up = .zeros([outputs, options.rank])
    down.isTrainable = true
    up.isTrainable = true
  }

  /// An adapter with the given weights: A [rank, inputs] and B [outputs, rank].
  public init(down: Tensor, up: Tensor, options: Options) {
    self.down = down
    self.up = up
    self.options = options
    down.isTrainable = true
    up.isTrainable = true
  }

  public var tensors: [(name: String, tensor: Tensor)] { [("down", down), ("up", up)] }

  /// The change for one pass.
  func change(_ pass: Pass) -> LowRank {
    LowRank(
      down: down, up: up, scale: Float(options.alpha / Double(options.rank)),
      dropout: pass.isTraining ? Float(options.dropout) : 0, key: pass.nextKey())
  }
}

/// x Wᵀ + b, with a low-rank adapter or without.
public final class Linear: Module {
  /// [outputs, inputs].
  public let weight: Tensor
  /// [outputs].
  public let bias: Tensor?
  public var adapter: Adapter?

  public init(inputs: Int, outputs: Int, bias: Bool, random: Random, deviation: Double? = nil) {
    weight =
      deviation.map { Initial.normal([outputs, inputs], deviation: $0, random) }
      ?? Initial.fan([outputs, inputs], inputs: inputs, random)
    self.bias =
      bias ? deviation == nil ? Initial.fan([outputs], inputs: inputs, random.split("bias")) : .zeros([outputs]) : nil
  }

  /// A layer of a module whose weights come from `weights`; drawn ones are normal, with biases of 0.
  public init(inputs: Int, outputs: Int, bias: Bool, _ weights: WeightSource, deviation: Double = 0.02) {
    weight = weights.tensor("weight", [outputs, inputs], .normal(deviation: deviation))
    self.bias = bias ? weights.tensor("bias", [outputs], .constant(0)) : nil
  }

  /// A layer with the given weights.
  public init(weight: Tensor, bias: Tensor? = nil) {
    self.weight = weight
    self.bias = bias
  }

  public var inputs: Int { weight.shape[1] }
  public var outputs: Int { weight.shape[0] }

  /// Puts a new adapter on this layer.
  public func adapt(_ options: Adapter.Options, random: Random) {
    adapter = Adapter(inputs: inputs, outputs: outputs, options: options, random: random)
  }

  /// Takes the adapter into a frozen weight: the same map up to rounding, in one product.
  public func mergeAdapter() {
    guard let change = adapter?.change(.inference) else { return }
    weight.merge(change)
    adapter = nil
  }

  /// [..., inputs] to [..., outputs].
  public func callAsFunction(_ x: Tensor, _ pass: Pass) -> Tensor {
    guard let adapter else { return x.linear(weight, bias: bias) }
    return x.linear(weight, bias: bias, change: adapter.change(pass))
  }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }
  public var parts: [(name: String, module: any Module)] { adapter.map { [("adapter", $0)] } ?? [] }
}
