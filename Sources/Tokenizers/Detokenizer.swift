/// How the bytes of tokens become text again.
struct Detokenizer: Sendable {
  enum Style: Equatable, Sendable {
    /// Tokens hold the text's own bytes.
    case bytes
  }

  let style: Style

  /// Appends the bytes for one token; `isFirst` says that no text came before it.
  func append(_ token: [UInt8], isFirst: Bool, to text: inout [UInt8]) {
    switch style {
    case .bytes: text.append(contentsOf: token)
    }
  }
}
