import Layers
import Randomness
import Tensors

/// A vision transformer on 1-D patches: the paper's ViT with patches of all leads, ST-MEM's with patches of each lead
/// (paper Table 9). What it makes of a record is the mean of its patches, so it has no class token.
public final class VisionTransformer: ECGEncoder {
  public struct Options: Equatable, Sendable {
    public var layout: PatchEmbedding.Layout
    /// Samples of a patch.
    public var patch: Int
    public var depth: Int
    public var width: Int
    public var heads: Int
    public var leads = 12

    public init(layout: PatchEmbedding.Layout, patch: Int, depth: Int = 12, width: Int = 768, heads: Int = 12) {
      self.layout = layout
      self.patch = patch
      self.depth = depth
      self.width = width
      self.heads = heads
    }
  }

  let embedding: PatchEmbedding
  private let blocks: [TransformerBlock]
  private let norm: Norm
  public let options: Options
  public var features: Int { options.width }

  /// - Parameter samples: how long the ECGs are, for each sample of a patch has a weight and each patch a position.
  public init(_ options: Options, samples: Int, random: Random) {
    self.options = options
    embedding = PatchEmbedding(
      options.layout, patch: options.patch, samples: samples, leads: options.leads, width: options.width,
      random: random.split("embedding"))
    blocks = (0..<options.depth).map {
      TransformerBlock(width: options.width, heads: options.heads, random: random.split("blocks").split($0))
    }
    norm = Norm(.layer(epsilon: 1e-6), width: options.width)
    setTrainable(true)
  }

  public var parts: [(name: String, module: any Module)] {
    [("embedding", embedding)] + blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) } + [("norm", norm)]
  }

  public func callAsFunction(_ signals: Tensor, tokens: Int, _ pass: Pass) -> Tensor {
    let embedded = embedding(embedding.patches(signals), pass)
    let segments = Segments(lengths: [Int](repeating: embedding.tokensPerRecord, count: signals.shape[0]))
    return norm(embedding.pooled(encoded(embedded, segments, pass), into: tokens))
  }

  /// The blocks alone: packed tokens [N, D] to [N, D].
  func encoded(_ tokens: Tensor, _ segments: Segments, _ pass: Pass) -> Tensor {
    blocks.reduce(tokens) { $1($0, segments, pass) }
  }

  /// The norm after the blocks, [N, D] to [N, D].
  func normalized(_ tokens: Tensor) -> Tensor { norm(tokens) }

  public func positions(samples: Int) -> Int { embedding.count }

  public func operations(samples: Int) -> Double {
    let patches = 2 * Double(embedding.patchesPerRecord * embedding.patchSize * options.width)
    return patches + Double(options.depth)
      * TransformerBlock.operations(width: options.width, tokens: embedding.tokensPerRecord)
  }
}
