import Layers
import Randomness
import Tensors

/// The paper's default ECG encoder: a 1-D residual network over time (He et al., 2016; paper 3.4 and A.3). At depth 50
/// and width 64 it has 15,959,168 parameters before the projector.
public final class TemporalConvolution: ECGEncoder {
  public struct Options: Equatable, Sendable {
    public enum Depth: Int, Sendable, CaseIterable {
      case eighteen = 18
      case thirtyFour = 34
      case fifty = 50

      /// Blocks in each of the four stages.
      var blocks: [Int] {
        switch self {
        case .eighteen: [2, 2, 2, 2]
        case .thirtyFour, .fifty: [3, 4, 6, 3]
        }
      }

      /// Whether a block is a bottleneck, whose output is four times as wide as its inside.
      var isBottleneck: Bool { self == .fifty }
    }

    public var depth: Depth
    /// Channels of the stem and of the first stage.
    public var width: Int
    public var leads: Int

    public init(depth: Depth = .fifty, width: Int = 64, leads: Int = 12) {
      self.depth = depth
      self.width = width
      self.leads = leads
    }
  }

  private let stem: NormalizedConvolution
  private let stages: [[ResidualBlock]]
  public let features: Int

  public init(_ options: Options, random: Random) {
    stem = NormalizedConvolution(
      options.leads, options.width, taps: 7, Convolution(stride: 2, padding: 3), random.split("stem"))
    var channels = options.width
    stages = options.depth.blocks.enumerated().map { stage, count in
      let width = options.width << stage
      return (0..<count).map { index in
        let block = ResidualBlock(
          inputs: channels, width: width, stride: stage > 0 && index == 0 ? 2 : 1,
          isBottleneck: options.depth.isBottleneck, random.split(stage).split(index))
        channels = block.outputs
        return block
      }
    }
    features = channels
    setTrainable(true)
  }

  public var parts: [(name: String, module: any Module)] {
    [("stem", stem)]
      + stages.enumerated().flatMap { stage, blocks in
        blocks.enumerated().map { ("stages.\(stage).\($0.offset)", $0.element) }
      }
  }

  public func callAsFunction(_ signals: Tensor, tokens: Int, _ pass: Pass) -> Tensor {
    var x = stem(signals, pass, rectified: true)
    for block in stages.joined() { x = block(x, pass) }
    return x.averagePooled(into: tokens)
  }

  public func positions(samples: Int) -> Int {
    stages.joined().reduce(stem.positions(samples)) { $1.positions($0) }
  }

  public func operations(samples: Int) -> Double {
    var length = stem.positions(samples)
    var total = stem.operations(samples)
    for block in stages.joined() {
      total += block.operations(length)
      length = block.positions(length)
    }
    return total
  }
}

/// A convolution without bias, followed by batch norm.
final class NormalizedConvolution: Module {
  /// [outputs, taps, inputs].
  let weight: Tensor
  let norm: BatchNorm
  private let geometry: Convolution

  init(_ inputs: Int, _ outputs: Int, taps: Int, _ geometry: Convolution, _ random: Random) {
    // He initialisation for the ReLU that follows (He et al., 2015), by the outputs as residual networks use it.
    weight = Initial.normal(
      [outputs, taps, inputs], deviation: (2 / Double(outputs * taps)).squareRoot(), random)
    norm = BatchNorm(channels: outputs)
    self.geometry = geometry
  }

  var tensors: [(name: String, tensor: Tensor)] { [("weight", weight)] }
  var parts: [(name: String, module: any Module)] { [("norm", norm)] }

  func positions(_ samples: Int) -> Int { geometry.outputLength(samples, taps: weight.shape[1]) }
  func operations(_ samples: Int) -> Double { 2 * Double(positions(samples) * weight.count) }

  /// The convolution of x, or of the rectified values of the norm that comes before.
  func convolved(_ x: Tensor, rectifying before: BatchNormalization? = nil) -> Tensor {
    x.convolved(weight, geometry, rectifying: before)
  }

  func callAsFunction(_ x: Tensor, _ pass: Pass, rectified: Bool) -> Tensor {
    norm(convolved(x), pass, rectified: rectified)
  }
}

/// A few convolutions around which their input is added to their output.
final class ResidualBlock: Module {
  private let convolutions: [NormalizedConvolution]
  private let shortcut: NormalizedConvolution?
  let outputs: Int

  init(inputs: Int, width: Int, stride: Int, isBottleneck: Bool, _ random: Random) {
    let plain = Convolution()
    let strided = Convolution(stride: stride, padding: 1)
    if isBottleneck {
      outputs = 4 * width
      convolutions = [
        NormalizedConvolution(inputs, width, taps: 1, plain, random.split(1)),
        NormalizedConvolution(width, width, taps: 3, strided, random.split(2)),
        NormalizedConvolution(width, outputs, taps: 1, plain, random.split(3)),
      ]
    } else {
      outputs = width
      convolutions = [
        NormalizedConvolution(inputs, width, taps: 3, strided, random.split(1)),
        NormalizedConvolution(width, width, taps: 3, Convolution(padding: 1), random.split(2)),
      ]
    }
    shortcut =
      stride > 1 || inputs != outputs
      ? NormalizedConvolution(inputs, outputs, taps: 1, Convolution(stride: stride), random.split("shortcut")) : nil
  }

  var parts: [(name: String, module: any Module)] {
    convolutions.enumerated().map { ("convolutions.\($0.offset)", $0.element as any Module) }
      + (shortcut.map { [("shortcut", $0)] } ?? [])
  }

  func positions(_ samples: Int) -> Int { convolutions.reduce(samples) { $1.positions($0) } }

  func operations(_ samples: Int) -> Double {
    var length = samples
    var total = shortcut?.operations(samples) ?? 0
    for convolution in convolutions {
      total += convolution.operations(length)
      length = convolution.positions(length)
    }
    return total
  }

  func callAsFunction(_ x: Tensor, _ pass: Pass) -> Tensor {
    var inner = x
    var norm: BatchNormalization?
    for convolution in convolutions {
      inner = convolution.convolved(inner, rectifying: norm)
      norm = convolution.norm(of: inner, pass)
    }
    let shortcut = shortcut?(x, pass, rectified: false) ?? x
    return norm.map { inner.normalized(by: $0, adding: shortcut, rectified: true) } ?? shortcut
  }
}
