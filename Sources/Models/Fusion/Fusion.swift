/// How what the encoder says of an ECG reaches the language model.
public enum Fusion: Equatable, Sendable {
  /// Not at all: the control.
  case none
  /// Extra columns in every attention (paper eq. 3-5); the paper has one.
  case concat(tokens: Int = 1)
  /// Tokens before the text (Liu et al., "Visual instruction tuning", 2023).
  case llava(tokens: Int, depth: Int = 2)
  /// Gated cross-attention before every n-th block (Alayrac et al., 2022).
  case flamingo(tokens: Int, every: Int = 1)
  /// Tokens before the output of an encoder-decoder's text encoder (paper section A.5).
  case encoderDecoder(tokens: Int = 1)

  /// How many ECG tokens the encoder hands over.
  public var tokens: Int {
    switch self {
    case .none: 0
    case .concat(let tokens), .llava(let tokens, _), .flamingo(let tokens, _), .encoderDecoder(let tokens): tokens
    }
  }
}
