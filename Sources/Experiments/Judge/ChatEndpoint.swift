import Foundation

/// Where a language model is asked, as the environment names it: any server with OpenAI's chat completions.
package struct ChatEndpoint: Equatable, Sendable {
  /// The base address, to which `chat/completions` is added.
  let url: URL
  /// What the server knows its users by; nil for a server that asks for none.
  let key: String?

  /// The variable with the base address, such as `https://api.openai.com/v1`, which is what holds when it is not set.
  static let urlVariable = "MEIT_JUDGE_URL"
  static let keyVariable = "MEIT_JUDGE_KEY"
  private static let standard = "https://api.openai.com/v1"

  /// - Throws: `DataError` for an address that is none, one without a key that needs one, or one that would send the key
  ///   in clear text over a network.
  package init(environment: [String: String]) throws(DataError) {
    let given = environment[Self.urlVariable].flatMap { $0.isEmpty ? nil : $0 }
    let address = given ?? Self.standard
    guard let url = URL(string: address), let scheme = url.scheme, let host = url.host,
      ["http", "https"].contains(scheme)
    else {
      throw DataError("\(Self.urlVariable) = “\(address)” is no http or https address.")
    }
    key = environment[Self.keyVariable].flatMap { $0.isEmpty ? nil : $0 }
    guard given != nil || key != nil else {
      throw DataError(
        "A language model is asked for, and neither \(Self.urlVariable) nor \(Self.keyVariable) says where and as whom."
      )
    }
    let isLoopback = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    guard scheme == "https" || key == nil || isLoopback else {
      throw DataError(
        "\(Self.urlVariable) = “\(address)” would send \(Self.keyVariable) unencrypted: https is needed with a key.")
    }
    self.url = url
  }

  var completions: URL { url.appending(path: "chat/completions") }
}

/// Why a language model gave no answer.
package enum ChatError: Error, Equatable, Sendable, CustomStringConvertible {
  case unreachable(url: String, reason: String)
  case refused(url: String, status: Int, message: String, retryAfter: Double?)
  case unreadable(url: String, what: String)

  /// Whether the same question may be answered a little later.
  var isPassing: Bool {
    switch self {
    case .unreachable, .unreadable: true
    case .refused(_, let status, _, _): [408, 409, 425, 429].contains(status) || status >= 500
    }
  }

  package var description: String {
    switch self {
    case .unreachable(let url, let reason): "the language model does not answer at \(url): \(reason)"
    case .refused(let url, let status, let message, _): "\(url) refused with status \(status): \(message)"
    case .unreadable(let url, let what): "expected a chat completion from \(url), found \(what)"
    }
  }
}
