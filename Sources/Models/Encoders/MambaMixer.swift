import Foundation
import Layers
import Randomness
import Tensors

/// The bidirectional mixer of Vision Mamba (Zhu et al., 2024, algorithm 1): one projection to inputs and gates, a scan
/// in each direction with weights of its own, the mean of both times SiLU of the gates, and a projection back.
final class MambaMixer: Module {
  private let inward, outward: Linear
  private let scans: [(name: String, module: DirectedScan)]
  private let inner: Int

  /// - Parameter depth: how many mixers add to the residual stream, by which the last projection is made smaller.
  init(width: Int, states: Int, depth: Int, random: Random) {
    inner = Self.inner(width)
    inward = Linear(inputs: width, outputs: 2 * inner, bias: false, random: random.split("inward"), deviation: 0.02)
    outward = Linear(
      inputs: inner, outputs: width, bias: false, random: random.split("outward"),
      deviation: 0.02 / Double(depth).squareRoot())
    let inner = inner
    scans = Direction.allCases.map { direction in
      let name = "\(direction)"
      return (name, DirectedScan(inner, width: width, states: states, direction, random: random.split(name)))
    }
  }

  private static func inner(_ width: Int) -> Int { 2 * width }

  var parts: [(name: String, module: any Module)] {
    [("inward", inward as any Module)] + scans.map { ($0.name, $0.module) } + [("outward", outward)]
  }

  /// x [B, T, D] to [B, T, D].
  func callAsFunction(_ x: Tensor, _ pass: Pass) -> Tensor {
    let both = inward(x, pass)
    let inputs = both.takingColumns(0..<inner)
    let gates = both.takingColumns(inner..<2 * inner)
    let scanned = scans.map { $0.module(inputs, pass) }
    let mean = Tensor.add(scanned[0], scanned[1]).scaled(by: 0.5)
    return outward(.gated(.silu, gate: gates, up: mean), pass)
  }

  /// Floating-point operations for one token: the products, the convolution, and about 9 for each element of the state.
  static func operationsPerToken(width: Int, states: Int) -> Double {
    let inner = inner(width)
    let rank = DirectedScan.rank(width)
    let products = 3 * width * inner + 2 * inner * (2 * rank + 2 * states)
    return Double(2 * products + 2 * inner * (2 * DirectedScan.taps + 9 * states))
  }
}

/// One direction of a mixer: causal convolution, SiLU, the selection of Δ, B and C, and the scan (Gu and Dao, 2023).
final class DirectedScan: Module {
  static let taps = 4

  /// [taps, E] and [E].
  private let convolution, convolutionBias: Tensor
  private let selection, step: Linear
  /// [E, N] and [E].
  private let logDecay, skip: Tensor
  private let direction: Direction
  private let states: Int

  /// The inner width of the steps' low-rank projection.
  static func rank(_ width: Int) -> Int { (width + 15) / 16 }

  init(_ inner: Int, width: Int, states: Int, _ direction: Direction, random: Random) {
    self.direction = direction
    self.states = states
    convolution = Initial.fan([Self.taps, inner], inputs: Self.taps, random.split("convolution"))
    convolutionBias = Initial.fan([inner], inputs: Self.taps, random.split("convolutionBias"))
    let rank = Self.rank(width)
    selection = Linear(inputs: inner, outputs: rank + 2 * states, bias: false, random: random.split("selection"))
    step = Linear(
      weight: Initial.fan([inner, rank], inputs: rank, random.split("step")),
      bias: Self.stepBias(inner, random.split("stepBias")))
    logDecay = Tensor((0..<inner * states).map { log(Float($0 % states + 1)) }, shape: [inner, states])
    skip = .filled(1, shape: [inner])
  }

  /// Biases after whose softplus steps lie between 0.001 and 0.1, evenly in their logarithm.
  private static func stepBias(_ count: Int, _ random: Random) -> Tensor {
    var stream = random
    let biases = (0..<count).map { _ in
      let step = exp(stream.uniform(log(0.001)..<log(0.1)))
      return Float(step + log(-expm1(-step)))
    }
    return Tensor(biases, shape: [count])
  }

  var tensors: [(name: String, tensor: Tensor)] {
    [
      ("convolution", convolution), ("convolutionBias", convolutionBias), ("logDecay", logDecay), ("skip", skip),
    ]
  }
  var parts: [(name: String, module: any Module)] { [("selection", selection), ("step", step)] }

  /// x [B, T, E] to [B, T, E].
  func callAsFunction(_ x: Tensor, _ pass: Pass) -> Tensor {
    let seen = x.convolvedChannels(convolution, bias: convolutionBias, direction).activated(.silu)
    let selected = selection(seen, pass)
    let rank = step.inputs
    return .selectiveScan(
      SelectiveScan(
        inputs: seen, steps: step(selected.takingColumns(0..<rank), pass).activated(.softplus),
        entry: selected.takingColumns(rank..<rank + states),
        exit: selected.takingColumns(rank + states..<rank + 2 * states), logDecay: logDecay, skip: skip, direction))
  }
}
