import Layers
import Randomness
import Tensors

/// Vision Mamba on 1-D patches of all leads (Zhu et al., "Vision Mamba", 2024; paper Table 9): blocks that scan the
/// patches in both directions, in time linear in their number. What it makes of a record is the mean of its patches, so
/// it has no class token; Vim-B's published 98 M contain a classifier of 0.8 M.
public final class VisionMamba: ECGEncoder {
  public struct Options: Equatable, Sendable {
    /// Samples of a patch.
    public var patch: Int
    public var depth: Int
    public var width: Int
    /// N, the size of the state of each channel.
    public var states: Int
    public var leads = 12

    public init(patch: Int, depth: Int = 24, width: Int = 768, states: Int = 16) {
      self.patch = patch
      self.depth = depth
      self.width = width
      self.states = states
    }
  }

  private let embedding: PatchEmbedding
  private let norms: [Norm]
  private let mixers: [MambaMixer]
  private let finalNorm: Norm
  public let options: Options
  public var features: Int { options.width }

  /// - Parameter samples: how long the ECGs are.
  public init(_ options: Options, samples: Int, random: Random) {
    self.options = options
    embedding = PatchEmbedding(
      .allLeads, patch: options.patch, samples: samples, leads: options.leads, width: options.width,
      random: random.split("embedding"))
    let norm = { Norm(.rms(epsilon: 1e-5), width: options.width) }
    norms = (0..<options.depth).map { _ in norm() }
    mixers = (0..<options.depth).map {
      MambaMixer(
        width: options.width, states: options.states, depth: options.depth, random: random.split("mixers").split($0))
    }
    finalNorm = norm()
    setTrainable(true)
  }

  public var parts: [(name: String, module: any Module)] {
    [("embedding", embedding)]
      + zip(norms, mixers).enumerated().flatMap { index, block in
        [("blocks.\(index).norm", block.0 as any Module), ("blocks.\(index).mixer", block.1)]
      } + [("finalNorm", finalNorm)]
  }

  public func callAsFunction(_ signals: Tensor, tokens: Int, _ pass: Pass) -> Tensor {
    let batch = signals.shape[0]
    var x = embedding(embedding.patches(signals), pass).reshaped([batch, embedding.count, options.width])
    for (norm, mixer) in zip(norms, mixers) { x = .add(x, mixer(norm(x), pass)) }
    return finalNorm(x).averagePooled(into: tokens)
  }

  public func positions(samples: Int) -> Int { embedding.count }

  public func operations(samples: Int) -> Double {
    let patches = 2 * Double(embedding.count * embedding.patchSize * options.width)
    return patches + Double(options.depth * embedding.count)
      * MambaMixer.operationsPerToken(width: options.width, states: options.states)
  }
}
