/// How a text is cut into words before the subword model sees them; each case is one published regular expression.
enum WordPattern: Equatable, Sendable {
  /// No cutting: the model gets the whole text.
  case whole
  /// GPT-2, OPT, BART, GPT-NeoX: `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
  case gpt2
  /// LLaMA-3 (up to three digits in a word) and Qwen2.5 (one digit):
  /// `(?i:'s|...)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
  case tiktoken(digits: Int)
  /// SmolLM2: every digit alone, and the GPT-2 expression between them.
  case digitsThenGPT2
  /// BLOOM: ` ?[^(\s|[...])]+`, with the stop characters of the inner set.
  case bloom(stops: [UInt32])
  /// BERT: blanks separate, punctuation stands alone.
  case bert
  /// Every U+2581 starts a word (Metaspace).
  case metaspace
  /// A run of U+2581 starts a word (SentencePiece BPE, where no token reaches across).
  case marks

  /// The stop characters of BLOOM itself.
  static let bloomStops = "(|).,!?\u{2026}\u{3002}\u{FF0C}\u{3001}\u{964}\u{6D4}\u{60C}".unicodeScalars.map(\.value)
}
