import Layers
import Randomness
import Tensors

/// The model of the paper's Figure 1b: an ECG encoder and its projector, fused into a language model.
public final class ReportGenerator: Module {
  public let languageModel: any LanguageModel
  public let fusion: Fusion
  /// None when the fusion is none.
  public let encoder: (any ECGEncoder)?
  public let projector: Projector?

  /// - Parameters:
  ///   - encoder: makes the encoder; not called when the fusion is none.
  ///   - projection: what follows the encoder; a fusion's own depth comes first.
  public init(
    languageModel: any LanguageModel, fusion: Fusion, projection: Projector.Options = Projector.Options(),
    random: Random, encoder makeEncoder: () throws -> any ECGEncoder
  ) rethrows {
    self.languageModel = languageModel
    self.fusion = fusion
    if fusion == .none {
      encoder = nil
      projector = nil
      return
    }
    let encoder = try makeEncoder()
    var options = projection
    let decoder = languageModel.decoder
    var outputs = decoder.spec.width
    switch fusion {
    case .none, .encoderDecoder: break
    case .concat: outputs = decoder.spec.headWidth
    case .llava(_, let depth): options.depth = depth
    case .flamingo(_, let every):
      for (index, block) in decoder.blocks.enumerated() where index % every == 0 {
        block.crossAttention = GatedCrossAttention(decoder.spec, random: random.split("flamingo").split(index))
      }
    }
    self.encoder = encoder
    projector = Projector(
      inputs: encoder.features, outputs: outputs, options: options, random: random.split("projector"))
  }

  public var parts: [(name: String, module: any Module)] {
    [("languageModel", languageModel as any Module)] + (encoder.map { [("encoder", $0)] } ?? [])
      + (projector.map { [("projector", $0)] } ?? [])
  }

  /// What the decoder is told of ECGs [B, T, 12], in the way of the fusion.
  public func context(_ signals: Tensor?, _ pass: Pass) -> ECGContext {
    guard let signals, let encoder, let projector else { return .none }
    let features = encoder(signals, tokens: fusion.tokens, encoderPass(pass))
    let tokens = projector(features.reshaped([-1, encoder.features]), pass)
    switch fusion {
    case .none: return .none
    case .concat: return .columns(tokens)
    case .llava: return .tokens(tokens)
    case .flamingo: return .crossed(tokens)
    case .encoderDecoder: return .joined(tokens)
    }
  }

  /// A frozen encoder stays as it is: its batch norms neither follow the batch nor learn from it.
  private func encoderPass(_ pass: Pass) -> Pass {
    encoder?.trainableTensors.isEmpty == true ? .inference : pass
  }

  /// The loss of a batch (paper eq. 6) divided by `divisor`, mostly its number of answer tokens.
  public func loss(_ batch: Batch, divisor: Float? = nil, _ pass: Pass) -> Tensor {
    logits(batch, pass).crossEntropy(batch.targets, divisor: divisor ?? Float(batch.targets.count))
  }

  /// The logits [answers, V] at the rows of a batch that predict an answer token.
  public func logits(_ batch: Batch, _ pass: Pass) -> Tensor {
    languageModel.answers(batch, ecg: context(batch.signals, pass), pass)
  }
}

/// Sequences packed one after the other without padding, with the ECGs that they are about.
public struct Batch {
  /// [N].
  public let tokens: [Int32]
  public let segments: Segments
  /// How many tokens of each sequence come before its answer.
  public let answerStarts: [Int]
  /// The rows of each sequence whose next token belongs to its answer.
  public let answerRows: [Range<Int>]
  /// These next tokens.
  public let targets: [Int32]
  /// [B, T, 12]; none for text alone.
  public let signals: Tensor?

  /// - Parameter sequences: tokens, and the place of the first token that counts for the loss (at least 1).
  public init(_ sequences: [(tokens: [Int32], answerStart: Int)], signals: Tensor? = nil) {
    let segments = Segments(lengths: sequences.map(\.tokens.count))
    self.segments = segments
    self.signals = signals
    tokens = sequences.flatMap(\.tokens)
    let starts = sequences.map { max(1, $0.answerStart) }
    answerStarts = starts
    let answers = zip(starts, segments.ranges).map { start, range in range.dropFirst(start) }
    answerRows = zip(answers, segments.ranges).map { answer, range in
      answer.isEmpty ? range.lowerBound..<range.lowerBound : answer.lowerBound - 1..<answer.upperBound - 1
    }
    let all = tokens
    targets = answers.flatMap { all[$0] }
  }
}
