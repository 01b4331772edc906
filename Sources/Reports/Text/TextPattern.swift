import Randomness

/// A sentence with places where one of several wordings stands: `{Write|Draft} a report.`
struct TextPattern: Sendable {
  /// The wordings of each piece; fixed text has one.
  let pieces: [[String]]

  init(_ text: String) {
    pieces = text.split(separator: "{", omittingEmptySubsequences: false).flatMap { part -> [[String]] in
      guard let close = part.firstIndex(of: "}") else { return [[String(part)]] }
      let choices = part[..<close].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return [choices, [String(part[part.index(after: close)...])]]
    }
  }

  /// The sentence as it was written: the first choice everywhere.
  var written: String { pieces.map { $0[0] }.joined() }

  /// How many sentences there are.
  var count: Int { pieces.reduce(1) { $0 * $1.count } }

  /// The sentence at `index` in the order of a mixed-radix counter; 0 is `written`.
  subscript(index: Int) -> String {
    var rest = index
    return pieces.map { choices in
      defer { rest /= choices.count }
      return choices[rest % choices.count]
    }.joined()
  }

  /// Every sentence but `written`, in a seeded order.
  func rephrasings(using random: inout Random) -> [String] {
    (1..<max(1, count)).shuffled(using: &random).map { self[$0] }
  }
}

extension TextPattern {
  /// Every sentence, in the order of `subscript`.
  var all: [String] { (0..<count).map { self[$0] } }
}
