import CKernels
import Parallel

/// Which rows belong together when sequences of different lengths are packed one after the other without padding.
public struct Segments: Equatable, Sendable {
  /// The rows of each sequence.
  public let ranges: [Range<Int>]

  public init(ranges: [Range<Int>]) { self.ranges = ranges }

  /// Sequences of the given lengths, one after the other.
  public init(lengths: [Int]) {
    var start = 0
    ranges = lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
  }

  public var count: Int { ranges.count }
  /// The row after the last.
  public var end: Int { ranges.last?.upperBound ?? 0 }
  /// The place of each row within its sequence, from 0.
  public var positions: [Int32] { ranges.flatMap { range in (0..<range.count).map { Int32($0) } } }
}

/// Which keys a query sees, and with what weight, beside their content.
public struct AttentionPattern: Equatable, Sendable {
  /// Query heads.
  public var heads: Int
  /// Key and value heads; each serves heads / keyValueHeads query heads (Ainslie et al., "GQA", 2023).
  public var keyValueHeads: Int
  /// The width of a head.
  public var width: Int
  /// What scores are multiplied by, mostly 1 / sqrt(width).
  public var scale: Float
  /// Whether a query sees only keys at or before its own position.
  public var isCausal = true
  /// How many keys up to its own a query sees, or all.
  public var window: Int?
  /// ALiBi's slope of each head, or none (Press et al., 2022).
  public var slopes: [Float]?

  public init(heads: Int, keyValueHeads: Int, width: Int, scale: Float) {
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.width = width
    self.scale = scale
  }
}

/// Keys and values that every query of a sequence sees, whatever its position: the ECG's columns of concat fusion
/// (paper eq. 4). There are equally many for each sequence.
public struct AttentionPrefix {
  /// [B S, G d].
  public let keys, values: Tensor

  public init(keys: Tensor, values: Tensor) {
    precondition(keys.shape == values.shape, "prefix keys \(keys.shape), values \(values.shape)")
    self.keys = keys
    self.values = values
  }

  fileprivate var needsGradient: Bool { keys.needsGradient || values.needsGradient }
}

extension Tensor {
  /// softmax(scale * q kᵀ) v for each sequence and head (paper eq. 5): queries [N, H d], keys and values [M, G d],
  /// result [N, H d]. The last query of a sequence stands at the position of its last key.
  public static func attention(
    queries: Tensor, keys: Tensor, values: Tensor, prefix: AttentionPrefix? = nil, querySegments: Segments,
    keySegments: Segments, pattern: AttentionPattern, bias: DistanceBias? = nil
  ) -> Tensor {
    let attention = Attention(
      queries: ColumnSlice(queries.withoutHistory), keys: ColumnSlice(keys.withoutHistory),
      values: ColumnSlice(values.withoutHistory), prefixKeys: prefix?.keys.withoutHistory,
      prefixValues: prefix?.values.withoutHistory, querySegments: querySegments, keySegments: keySegments,
      pattern: pattern, bias: bias)
    let isRecorded = queries.needsGradient || keys.needsGradient || values.needsGradient
    guard isRecorded || prefix?.needsGradient == true else { return attention.forward(nil) }
    return attended([queries, keys, values], prefix, attention)
  }

  /// The same of sequences that attend to themselves, where queries, keys and values are columns of one tensor
  /// [N, (H + 2 G) d], in this order.
  public static func selfAttention(
    _ projections: Tensor, prefix: AttentionPrefix? = nil, segments: Segments, pattern: AttentionPattern,
    bias: DistanceBias? = nil
  ) -> Tensor {
    let (queries, keys) = (pattern.heads * pattern.width, pattern.keyValueHeads * pattern.width)
    precondition(projections.width == queries + 2 * keys, "projections \(projections.shape) for \(pattern)")
    let all = projections.withoutHistory
    let attention = Attention(
      queries: ColumnSlice(all, 0..<queries), keys: ColumnSlice(all, queries..<queries + keys),
      values: ColumnSlice(all, queries + keys..<queries + 2 * keys), prefixKeys: prefix?.keys.withoutHistory,
      prefixValues: prefix?.values.withoutHistory, querySegments: segments, keySegments: segments, pattern: pattern,
      bias: bias)
    guard projections.needsGradient || prefix?.needsGradient == true else { return attention.forward(nil) }
    return attended([projections], prefix, attention)
  }

  private static func attended(_ own: [Tensor], _ prefix: AttentionPrefix?, _ attention: Attention) -> Tensor {
    let inputs = own + (prefix.map { [$0.keys, $0.values] } ?? [])
    let probabilities = Tensor(uninitialized: [attention.scoreCount])
    return recorded(.attend, inputs, attention.forward(probabilities)) { attention.adjoint($0, probabilities) }
  }

  /// The values alone; the tensor itself where it has no history.
  private var withoutHistory: Tensor { needsGradient ? detached : self }
}
