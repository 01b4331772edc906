import Layers
import Randomness
import Tensors

/// Masked pretraining of a transformer encoder (He et al., "Masked autoencoders are scalable vision learners", 2022;
/// for ECGs Na et al., 2024): the encoder sees a few patches only, and a light decoder restores the others from what it
/// makes of them. The loss is the mean squared error on the masked patches.
public final class MaskedAutoencoder: Module {
  public let encoder: VisionTransformer
  /// The share of the patches that is masked.
  public let ratio: Double
  private let narrowing, restoring: Linear
  /// [1, W] and [tokens, W].
  private let maskToken, positions: Tensor
  private let blocks: [TransformerBlock]
  private let norm: Norm
  private var embedding: PatchEmbedding { encoder.embedding }

  /// Blocks of the decoder, and what part of the encoder's heads it has.
  private static let depth = 2
  private static let headShare = 2

  public init(_ encoder: VisionTransformer, ratio: Double = 0.75, random: Random) {
    self.encoder = encoder
    self.ratio = ratio
    let heads = max(1, encoder.options.heads / Self.headShare)
    let width = heads * (encoder.options.width / encoder.options.heads)
    let patch = encoder.embedding.patchSize
    narrowing = Linear(inputs: encoder.features, outputs: width, bias: true, random: random.split("narrowing"))
    restoring = Linear(inputs: width, outputs: patch, bias: true, random: random.split("restoring"))
    maskToken = Initial.normal([1, width], deviation: 0.02, random.split("maskToken"))
    positions = Initial.normal(
      [encoder.embedding.tokensPerRecord, width], deviation: 0.02, random.split("positions"))
    blocks = (0..<Self.depth).map {
      TransformerBlock(width: width, heads: heads, random: random.split("blocks").split($0))
    }
    norm = Norm(.layer(epsilon: 1e-6), width: width)
    setTrainable(true)
  }

  public var tensors: [(name: String, tensor: Tensor)] { [("maskToken", maskToken), ("positions", positions)] }
  public var parts: [(name: String, module: any Module)] {
    [("encoder", encoder), ("narrowing", narrowing)]
      + blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) } + [("norm", norm), ("restoring", restoring)]
  }

  /// How many patches of a record are masked: at least one, and not all.
  public var maskedPatches: Int {
    let count = embedding.patchesPerRecord
    return max(1, min(count - 1, Int((ratio * Double(count)).rounded())))
  }

  /// How many numbers are restored for a record.
  public var restoredValues: Int { maskedPatches * embedding.patchSize }

  /// The patches that are masked in each record, drawn at random.
  public func mask(_ records: Int, _ random: Random) -> [[Int]] {
    (0..<records).map { record in
      var stream = random.split(record)
      return (0..<embedding.patchesPerRecord).shuffled(using: &stream).prefix(maskedPatches).sorted()
    }
  }

  /// The squared error on the masked patches of ECGs [B, T, 12], summed and divided by `divisor`.
  public func loss(_ signals: Tensor, masked: [[Int]], divisor: Float, _ pass: Pass) -> Tensor {
    let patches = embedding.patches(signals)
    let each = embedding.patchesPerRecord
    let wanted = masked.enumerated().flatMap { record, patches in patches.map { Int32(record * each + $0) } }
    let restored = restored(patches, masked, pass)
    return restored.squaredError(patches.takingRows(wanted), divisor: divisor)
  }

  /// What the decoder makes of the masked patches, one row after the other.
  private func restored(_ patches: Tensor, _ masked: [[Int]], _ pass: Pass) -> Tensor {
    let tokens = embedding.tokensPerRecord
    let hidden = masked.map { Set($0.map(embedding.token(ofPatch:))) }
    let visible = hidden.map { hidden in (0..<tokens).filter { !hidden.contains($0) } }
    let rows = visible.enumerated().flatMap { record, visible in visible.map { Int32(record * tokens + $0) } }
    let seen = embedding(patches, pass).takingRows(rows)
    let encoded = encoder.normalized(encoder.encoded(seen, Segments(lengths: visible.map(\.count)), pass))
    let known = narrowing(encoded, pass)

    var order = [Int32](repeating: Int32(known.rows), count: masked.count * tokens)
    for (place, row) in rows.enumerated() { order[Int(row)] = Int32(place) }
    let all = Tensor.joinedRows([known, maskToken]).takingRows(order)
    let placed = Tensor.add(all, positions.embedded((0..<masked.count * tokens).map { Int32($0 % tokens) }))
    let decoded = blocks.reduce(placed) { $1($0, decodedSegments(masked.count), pass) }
    let wanted = hidden.enumerated().flatMap { record, hidden in hidden.sorted().map { Int32(record * tokens + $0) } }
    return restoring(norm(decoded.takingRows(wanted)), pass)
  }

  /// Where leads have patches of their own each is restored by itself, as in ST-MEM.
  private func decodedSegments(_ records: Int) -> Segments {
    let together = embedding.tokensTogether
    return Segments(
      lengths: [Int](repeating: together, count: records * embedding.tokensPerRecord / together))
  }
}
