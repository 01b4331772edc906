/// The ids of the tokens that have a role, where the tokenizer has them.
public struct SpecialTokens: Equatable, Sendable {
  /// Begin of the text.
  public var bos: Int32?
  /// End of the text: where generation stops.
  public var eos: Int32?
  public var pad: Int32?
  public var unk: Int32?

  public init(bos: Int32? = nil, eos: Int32? = nil, pad: Int32? = nil, unk: Int32? = nil) {
    self.bos = bos
    self.eos = eos
    self.pad = pad
    self.unk = unk
  }

  /// What the roles are usually called, in order of preference; used where a file does not name them.
  static let usualNames = (
    bos: ["<s>", "<|begin_of_text|>", "<|startoftext|>", "[CLS]", "<|endoftext|>"],
    eos: ["</s>", "<|end_of_text|>", "[SEP]", "<|endoftext|>", "<|im_end|>"],
    pad: ["<pad>", "[PAD]", "<|padding|>", "<|finetune_right_pad_id|>"],
    unk: ["<unk>", "[UNK]", "<|endoftext|>"]
  )
}
