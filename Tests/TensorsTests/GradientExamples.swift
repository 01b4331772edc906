import Randomness
import Tensors

/// A use of an operation on small inputs, whose gradient the test compares with finite differences.
struct GradientExample {
  let name: String
  let shapes: [[Int]]
  let value: ([Tensor]) -> Tensor
  /// Keeps inputs this far from 0, for functions with a kink there.
  var distanceFromZero: Float = 0

  init(_ name: String, _ shapes: [[Int]], distanceFromZero: Float = 0, _ value: @escaping ([Tensor]) -> Tensor) {
    self.name = name
    self.shapes = shapes
    self.value = value
    self.distanceFromZero = distanceFromZero
  }

  /// Trainable inputs drawn from the normal distribution.
  func inputs(_ random: Random) -> [Tensor] {
    var random = random
    return shapes.map { shape in
      let values = (0..<shape.reduce(1, *)).map { _ in
        let value = Float(random.normal()) * 0.7
        return value + (value < 0 ? -distanceFromZero : distanceFromZero)
      }
      let tensor = Tensor(values, shape: shape)
      tensor.isTrainable = true
      return tensor
    }
  }
}

extension GradientExample {
  private static func attention(
    _ name: String, prefix: Int, heads: Int = 4, keyValueHeads: Int = 2,
    change: @escaping (inout AttentionPattern) -> Void = { _ in }
  ) -> GradientExample {
    let queries = Segments(lengths: [3, 5])
    let columns = keyValueHeads * 6
    var shapes = [[8, heads * 6], [8, columns], [8, columns]]
    if prefix > 0 { shapes += [[2 * prefix, columns], [2 * prefix, columns]] }
    return GradientExample(name, shapes) { x in
      var pattern = AttentionPattern(heads: heads, keyValueHeads: keyValueHeads, width: 6, scale: 0.4)
      change(&pattern)
      let shared = prefix > 0 ? AttentionPrefix(keys: x[3], values: x[4]) : nil
      return .attention(
        queries: x[0], keys: x[1], values: x[2], prefix: shared, querySegments: queries, keySegments: queries,
        pattern: pattern)
    }
  }

  private static func scan(
    _ direction: Direction, length: Int = 5, channels: Int = 3, states: Int = 4
  ) -> GradientExample {
    let sequence = [2, length, channels]
    let selection = [2, length, states]
    return GradientExample(
      "\(direction), \(length) steps", [sequence, sequence, selection, selection, [channels, states], [channels]]
    ) { x in
      .selectiveScan(
        SelectiveScan(
          inputs: x[0], steps: x[1].activated(.softplus), entry: x[2], exit: x[3], logDecay: x[4], skip: x[5], direction
        ))
    }
  }

  private static func batchNorm(_ x: Tensor, _ weight: Tensor, _ bias: Tensor, isTraining: Bool = true)
    -> BatchNormalization
  {
    BatchNormalization(
      of: x, weight: weight, bias: bias, running: RunningMoments(channels: 4), isTraining: isTraining)
  }

  /// A bias of batch norm that keeps every output on one side of the kink of a rectified value.
  private static var awayFromKink: Tensor { Tensor([9, -9, 9, -9], shape: [4]) }

  /// At least one example of every operation.
  nonisolated(unsafe) static let all: [Operation: [GradientExample]] = [
    .activate: Activation.allCases.map { f in
      GradientExample(f.rawValue, [[3, 5]], distanceFromZero: f == .relu ? 0.2 : 0) { $0[0].activated(f) }
    },
    .adapt: [
      GradientExample("low rank", [[5, 4], [3, 4], [2, 4], [3, 2], [3]]) { x in
        x[0].linear(x[1], bias: x[4], change: LowRank(down: x[2], up: x[3], scale: 0.5))
      },
      GradientExample("low rank with dropout", [[5, 4], [3, 4], [2, 4], [3, 2]]) { x in
        x[0].linear(x[1], change: LowRank(down: x[2], up: x[3], scale: 0.5, dropout: 0.4, key: 9))
      },
    ],
    .add: [
      GradientExample("add", [[3, 4], [3, 4]]) { .add($0[0], $0[1]) },
      GradientExample("add to itself", [[3, 4]]) { .add($0[0], $0[0]) },
      GradientExample("rectified", [[3, 4]], distanceFromZero: 0.2) {
        .add($0[0], Tensor.zeros([3, 4]), rectified: true)
      },
    ],
    .attend: [
      attention("causal", prefix: 0),
      attention("with one ECG column", prefix: 1),
      attention("with three ECG columns and as many key heads", prefix: 3, keyValueHeads: 4),
      attention("windowed", prefix: 1) { $0.window = 2 },
      attention("with ALiBi", prefix: 1) { $0.slopes = [0.5, 0.25, 0.125, 0.0625] },
      attention("in both directions", prefix: 0) { $0.isCausal = false },
      GradientExample("cross", [[5, 8], [7, 8], [7, 8]]) { x in
        var pattern = AttentionPattern(heads: 2, keyValueHeads: 2, width: 4, scale: 0.5)
        pattern.isCausal = false
        return .attention(
          queries: x[0], keys: x[1], values: x[2], querySegments: Segments(lengths: [2, 3]),
          keySegments: Segments(lengths: [4, 3]), pattern: pattern)
      },
    ],
    .averagePool: [
      GradientExample("average pool", [[2, 5, 3]]) { $0[0].averagePooled(into: 1) },
      GradientExample("overlapping stretches", [[2, 5, 3]]) { $0[0].averagePooled(into: 3) },
    ],
    .batchNorm: [
      GradientExample("training", [[9, 4], [4], [4]]) { x in
        x[0].normalized(by: batchNorm(x[0], x[1], x[2]))
      },
      GradientExample("rectified", [[9, 4], [4]]) { x in
        x[0].normalized(by: batchNorm(x[0], x[1], awayFromKink), rectified: true)
      },
      GradientExample("with a shortcut", [[9, 4], [4], [4], [9, 4]]) { x in
        x[0].normalized(by: batchNorm(x[0], x[1], x[2]), adding: x[3])
      },
      GradientExample("with a shortcut, rectified", [[9, 4], [4], [9, 4]]) { x in
        x[0].normalized(by: batchNorm(x[0], x[1], awayFromKink), adding: x[2], rectified: true)
      },
      GradientExample("not training", [[9, 4], [4], [4]]) { x in
        x[0].normalized(by: batchNorm(x[0], x[1], x[2], isTraining: false))
      },
    ],
    .convolve: [
      GradientExample("kernel 3", [[2, 7, 3], [4, 3, 3]]) { $0[0].convolved($0[1], Convolution(padding: 1)) },
      GradientExample("kernel 7, stride 2", [[2, 11, 2], [3, 7, 2]]) {
        $0[0].convolved($0[1], Convolution(stride: 2, padding: 3))
      },
      GradientExample("kernel 1", [[2, 5, 3], [4, 1, 3]]) { $0[0].convolved($0[1], Convolution()) },
      GradientExample("kernel 1, stride 2", [[2, 5, 3], [4, 1, 3]]) { $0[0].convolved($0[1], Convolution(stride: 2)) },
      GradientExample("after a rectified norm", [[2, 7, 4], [3, 3, 4], [4]]) { x in
        x[0].convolved(x[1], Convolution(padding: 1), rectifying: batchNorm(x[0], x[2], awayFromKink))
      },
    ],
    .convolveChannels: Direction.allCases.map { direction in
      GradientExample("\(direction)", [[2, 6, 3], [4, 3], [3]]) {
        $0[0].convolvedChannels($0[1], bias: $0[2], direction)
      }
    },
    .crossEntropy: [
      GradientExample("cross entropy", [[4, 6]]) { $0[0].scaled(by: 1).crossEntropy([0, 5, 2, 2], divisor: 3) }
    ],
    .dropout: [GradientExample("dropout", [[6, 7]]) { $0[0].dropout(rate: 0.3, key: 5) }],
    .embed: [GradientExample("embed", [[5, 3]]) { $0[0].embedded([4, 0, 4, 1]) }],
    .gate: [GradientExample("gate", [[3, 4], [3, 4]]) { .gated(.silu, gate: $0[0], up: $0[1]) }],
    .joinRows: [GradientExample("join rows", [[2, 3], [4, 3]]) { .joinedRows([$0[0], $0[1], $0[0]]) }],
    .layerNorm: [
      GradientExample("layer norm", [[5, 6], [6], [6]]) {
        $0[0].layerNorm(weight: $0[1], bias: $0[2], epsilon: 1e-5)
      },
      GradientExample("layer norm without bias", [[5, 6], [6]]) {
        $0[0].layerNorm(weight: $0[1], bias: nil, epsilon: 1e-5)
      },
    ],
    .linear: [
      GradientExample("linear", [[5, 4], [3, 4], [3]]) { $0[0].linear($0[1], bias: $0[2]) },
      GradientExample("linear of one row", [[1, 4], [3, 4]]) { $0[0].linear($0[1]) },
    ],
    .multiply: [
      GradientExample("multiply", [[3, 4], [3, 4]]) { .multiply($0[0], $0[1]) },
      GradientExample("square", [[3, 4]]) { .multiply($0[0], $0[0]) },
    ],
    .multiplyByScalar: [GradientExample("multiply by a scalar", [[3, 4], [1]]) { $0[0].multiplied(by: $0[1]) }],
    .normalizeRows: [GradientExample("unit rows", [[4, 5]]) { $0[0].normalizedRows() }],
    .repeatColumns: [GradientExample("repeat columns", [[3, 4]]) { $0[0].repeatingColumns(3) }],
    .recompute: [
      GradientExample("recomputed product", [[3, 4], [3, 4]]) { inputs in
        .recomputed(inputs) { Tensor.multiply($0[0], $0[1]).activated(.gelu) }
      }
    ],
    .reshape: [GradientExample("reshape", [[3, 4]]) { $0[0].reshaped([2, -1]) }],
    .rmsNorm: [GradientExample("RMS norm", [[5, 6], [6]]) { $0[0].rmsNorm(weight: $0[1], epsilon: 1e-5) }],
    .rotate: [
      GradientExample("halves", [[4, 12]]) {
        $0[0].rotated(by: rotaryTable(.halves, rotated: 6), positions: [0, 1, 5, 2])
      },
      GradientExample("interleaved, in part", [[4, 12]]) {
        $0[0].rotated(by: rotaryTable(.interleaved, rotated: 4), positions: [3, 1, 5, 2])
      },
    ],
    .scale: [GradientExample("scale", [[3, 4]]) { $0[0].scaled(by: -1.7) }],
    .selectiveScan: [scan(.forward), scan(.backward), scan(.forward, length: 35, channels: 2, states: 2)],
    .sum: [GradientExample("sum", [[3, 4]]) { $0[0].sum() }],
    .takeColumns: [GradientExample("take columns", [[3, 6]]) { $0[0].takingColumns(2..<5) }],
    .takeRows: [GradientExample("take rows", [[4, 3]]) { $0[0].takingRows([3, 3, 0]) }],
  ]

  private static func rotaryTable(_ pairing: RotaryTable.Pairing, rotated: Int) -> RotaryTable {
    RotaryTable(
      width: 6, frequencies: RotaryTable.frequencies(rotated: rotated, base: 100), pairing: pairing, positions: 8)
  }
}
