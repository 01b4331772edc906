import Layers
import Tensors

/// What writes text: a decoder, or a text encoder with a decoder.
public protocol LanguageModel: Module {
  /// The part that writes.
  var decoder: TextDecoder { get }
  /// Every linear layer inside the blocks, by name: the sites that adapters can go to.
  var sites: [(name: String, layer: Linear)] { get }
  /// The logits [answers, V] at the rows of a batch that predict an answer token.
  func answers(_ batch: Batch, ecg: ECGContext, _ pass: Pass) -> Tensor
  /// Reads a prompt for each sequence, for at most `length` tokens to follow, with room for `copies` of each.
  func continuation(of prompts: [[Int32]], length: Int, copies: Int, ecg: ECGContext) -> Continuation
}

extension LanguageModel {
  /// Reads a prompt for each sequence, for at most `length` tokens to follow.
  public func continuation(of prompts: [[Int32]], length: Int, ecg: ECGContext) -> Continuation {
    continuation(of: prompts, length: length, copies: 1, ecg: ecg)
  }
}

extension TextDecoder: LanguageModel {
  public var decoder: TextDecoder { self }

  public func answers(_ batch: Batch, ecg: ECGContext, _ pass: Pass) -> Tensor {
    logits(hidden(batch.tokens, batch.segments, ecg: ecg, rows: batch.answerRows, pass), pass)
  }

  public func continuation(of prompts: [[Int32]], length: Int, copies: Int, ecg: ECGContext) -> Continuation {
    Continuation(self, after: prompts, length: length, copies: copies, ecg: ecg, source: nil)
  }
}
