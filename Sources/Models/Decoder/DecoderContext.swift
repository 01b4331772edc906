import Layers
import Tensors

/// What a decoder knows of an ECG, in the way in which its fusion hands it over.
public enum ECGContext {
  /// No ECG: text alone.
  case none
  /// H_e for concat fusion, [B S, d]: S columns for every sequence.
  case columns(Tensor)
  /// ECG tokens for Flamingo's cross-attention, [B S, D].
  case crossed(Tensor)
  /// ECG tokens before the text, as in LLaVA, [B S, D].
  case tokens(Tensor)
  /// ECG tokens before the output of a text encoder (paper section A.5), [B S, D].
  case joined(Tensor)
}

extension ECGContext {
  /// The same with another tensor.
  func mapped(_ change: (Tensor) -> Tensor) -> ECGContext {
    switch self {
    case .none: .none
    case .columns(let tensor): .columns(change(tensor))
    case .crossed(let tensor): .crossed(change(tensor))
    case .tokens(let tensor): .tokens(change(tensor))
    case .joined(let tensor): .joined(change(tensor))
    }
  }
}

/// What a text encoder made of the sequences that a decoder writes about.
struct EncodedSource {
  /// [M, D].
  let hidden: Tensor
  /// The rows of each sequence.
  var segments: Segments
}

/// One forward pass through the blocks of a decoder.
final class DecoderContext {
  let pass: Pass
  let segments: Segments
  /// The position of each row within its sequence.
  let positions: [Int32]
  let rotary: RotaryTable?
  let ecg: ECGContext
  let source: EncodedSource?
  let bias: DistanceBias?
  let cache: KeyValueCache?

  init(
    pass: Pass, segments: Segments, positions: [Int32], rotary: RotaryTable?, ecg: ECGContext,
    source: EncodedSource? = nil, bias: DistanceBias? = nil, cache: KeyValueCache? = nil
  ) {
    self.pass = pass
    self.segments = segments
    self.positions = positions
    self.rotary = rotary
    self.ecg = ecg
    self.source = source
    self.bias = bias
    self.cache = cache
  }

  /// The tensors that every block sees beside its input.
  var shared: [Tensor] {
    let ecg: [Tensor] =
      switch ecg {
      case .none: []
      case .columns(let tensor), .crossed(let tensor), .tokens(let tensor), .joined(let tensor): [tensor]
      }
    return ecg + (source.map { [$0.hidden] } ?? [])
  }

  /// The same pass with other tensors in place of `shared`.
  func sharing(_ tensors: [Tensor]) -> DecoderContext {
    var rest = tensors[...]
    let own = ecg.mapped { rest.popFirst() ?? $0 }
    let read = source.map { EncodedSource(hidden: rest.popFirst() ?? $0.hidden, segments: $0.segments) }
    return DecoderContext(
      pass: pass, segments: segments, positions: positions, rotary: rotary, ecg: own, source: read, bias: bias,
      cache: cache)
  }

  /// The ECG's keys and values in a layer: computed once for a report, then kept in the cache.
  func prefix(_ layer: Int, _ attention: SelfAttention) -> AttentionPrefix? {
    if let kept = cache?.prefixes[layer] { return kept }
    guard case .columns(let embeddings) = ecg else { return nil }
    let prefix = attention.prefix(embeddings, pass)
    cache?.prefixes[layer] = prefix
    return prefix
  }
}
