import Layers
import Randomness
import Tensors

/// What distinguishes one encoder-decoder from another.
public struct EncoderDecoderSpec: Equatable, Sendable {
  public var encoder, decoder: DecoderSpec
  /// The token that the decoder begins with.
  public var startToken: Int32

  public init(encoder: DecoderSpec, decoder: DecoderSpec, startToken: Int32) {
    self.encoder = encoder
    self.decoder = decoder
    self.startToken = startToken
  }
}

/// A text encoder and a decoder that attends to it (BART, T5). The prompt goes to the encoder, the report comes from
/// the decoder.
public final class EncoderDecoder: LanguageModel {
  public let spec: EncoderDecoderSpec
  /// [V, D], of both halves.
  public let embedding: Tensor
  public let encoder, decoder: TextDecoder

  /// A model whose weights come from `weights`.
  public init(_ spec: EncoderDecoderSpec, _ weights: WeightSource) {
    self.spec = spec
    // An output layer that scales what the embedding is multiplied with wants large weights (Raffel et al., "T5",
    // 2020).
    let deviation = spec.decoder.outputScale == 1 ? 0.02 : 1
    embedding = weights.tensor(
      "embedding", [spec.decoder.vocabulary, spec.decoder.width], .normal(deviation: deviation))
    encoder = TextDecoder(spec.encoder, weights.part("encoder"), embedding: embedding)
    decoder = TextDecoder(spec.decoder, weights.part("decoder"), embedding: embedding)
  }

  public var tensors: [(name: String, tensor: Tensor)] { [("embedding", embedding)] }
  public var parts: [(name: String, module: any Module)] { [("encoder", encoder), ("decoder", decoder)] }

  public var sites: [(name: String, layer: Linear)] {
    encoder.sites.map { ("encoder.\($0.name)", $0.layer) } + decoder.sites.map { ("decoder.\($0.name)", $0.layer) }
  }

  /// What the encoder makes of packed sequences of tokens [N]: [N, D].
  public func encoded(_ tokens: [Int32], _ segments: Segments, _ pass: Pass) -> Tensor {
    encoder.hidden(tokens, segments, pass)
  }

  /// The source that the decoder attends to, and what of the ECG is still to be told to the decoder.
  private func source(
    _ tokens: [Int32], _ segments: Segments, ecg: ECGContext, _ pass: Pass
  ) -> (EncodedSource, ECGContext) {
    precondition(segments.ranges.allSatisfy { !$0.isEmpty }, "an encoder-decoder needs a prompt for every sequence")
    switch ecg {
    case .joined(let ecgTokens):
      let layout = TokenPrefix(segments, each: ecgTokens.rows / segments.count)
      let hidden = layout.joined(ecgTokens, encoded(tokens, segments, pass))
      return (EncodedSource(hidden: hidden, segments: layout.segments), .none)
    case .tokens:
      return (EncodedSource(hidden: encoder.hidden(tokens, segments, ecg: ecg, pass), segments: segments), .none)
    case .none, .columns, .crossed:
      return (EncodedSource(hidden: encoded(tokens, segments, pass), segments: segments), ecg)
    }
  }

  public func answers(_ batch: Batch, ecg: ECGContext, _ pass: Pass) -> Tensor {
    let prompts = zip(batch.segments.ranges, batch.answerStarts).map { range, start in
      Array(batch.tokens[range].prefix(start))
    }
    let answers = zip(batch.segments.ranges, batch.answerStarts).map { range, start in
      batch.tokens[range].dropFirst(start)
    }
    let (source, rest) = source(
      prompts.flatMap { $0 }, Segments(lengths: prompts.map(\.count)), ecg: ecg, pass)
    let shifted = answers.flatMap { answer in answer.isEmpty ? [] : [spec.startToken] + answer.dropLast() }
    let hidden = decoder.hidden(
      shifted, Segments(lengths: answers.map(\.count)), ecg: rest, source: source, pass)
    return decoder.logits(hidden, pass)
  }

  public func continuation(of prompts: [[Int32]], length: Int, copies: Int, ecg: ECGContext) -> Continuation {
    let (source, rest) = source(
      prompts.flatMap { $0 }, Segments(lengths: prompts.map(\.count)), ecg: ecg, .inference)
    return Continuation(
      decoder, after: prompts.map { _ in [spec.startToken] }, length: length, copies: copies, ecg: rest, source: source)
  }
}
