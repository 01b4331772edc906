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
  /// SentencePiece's mark: every word starts with U+2581.
  case metaspace
}
