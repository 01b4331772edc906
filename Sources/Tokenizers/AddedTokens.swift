/// A token that is looked for in the text itself, before anything else happens to it.
public struct AddedToken: Equatable, Sendable {
  public var id: Int
  public var content: String
  /// Whether decoding can leave it out.
  public var isSpecial: Bool
  /// Whether it takes the blanks on its left, or right, with it.
  public var stripsLeft: Bool
  public var stripsRight: Bool
  /// Whether it is found only where no word character touches it.
  public var isSingleWord: Bool
  /// Whether it is looked for in the normalised text instead of the original.
  public var isNormalized: Bool

  public init(
    id: Int, content: String, isSpecial: Bool, stripsLeft: Bool = false, stripsRight: Bool = false,
    isSingleWord: Bool = false, isNormalized: Bool = false
  ) {
    self.id = id
    self.content = content
    self.isSpecial = isSpecial
    self.stripsLeft = stripsLeft
    self.stripsRight = stripsRight
    self.isSingleWord = isSingleWord
    self.isNormalized = isNormalized
  }
}

/// Finds the added tokens of one kind (normalised or not) in a text: leftmost, the longest of those.
struct AddedTokenFinder: Sendable {
  private let tokens: [AddedToken]
  private var trie = ByteTrie()

  init(_ tokens: [AddedToken]) {
    self.tokens = tokens.filter { !$0.content.isEmpty }
    for (index, token) in self.tokens.enumerated() { trie.insert(token.content.utf8, index) }
  }

  var isEmpty: Bool { tokens.isEmpty }

  /// Calls `text` for every stretch between tokens and `token` for every token, in order.
  @inline(__always)
  func split(_ bytes: UTF8Bytes, text: (Range<Int>) -> Void, token: (AddedToken) -> Void) {
    guard !tokens.isEmpty else { return text(0..<bytes.count) }
    var done = 0
    var position = 0
    while position < bytes.count {
      guard trie.starts(with: bytes[position]), let match = trie.longestMatch(in: bytes, at: position) else {
        position += 1
        continue
      }
      let found = tokens[match.value]
      if let range = extent(of: found, position..<match.end, in: bytes, from: done) {
        if done < range.lowerBound { text(done..<range.lowerBound) }
        token(found)
        done = range.upperBound
      }
      position = max(match.end, done)
    }
    if done < bytes.count { text(done..<bytes.count) }
  }

  /// The token with the blanks that it takes along, or nil when it stands inside a word and may not.
  private func extent(of token: AddedToken, _ match: Range<Int>, in bytes: UTF8Bytes, from done: Int) -> Range<Int>? {
    var start = match.lowerBound
    var end = match.upperBound
    if token.isSingleWord {
      if start > 0, isWordCharacter(bytes, bytes.scalarStart(before: start)) { return nil }
      if end < bytes.count, isWordCharacter(bytes, end) { return nil }
    }
    while token.stripsLeft, start > done, case let last = bytes.scalarStart(before: start), isBlank(bytes, last) {
      start = last
    }
    while token.stripsRight, end < bytes.count, isBlank(bytes, end) { end += UTF8Length.of(bytes[end]) }
    return start..<end
  }

  private func isBlank(_ bytes: UTF8Bytes, _ position: Int) -> Bool {
    ScalarClasses.shared[bytes.scalar(at: position).value].contains(.whitespace)
  }

  private func isWordCharacter(_ bytes: UTF8Bytes, _ position: Int) -> Bool {
    ScalarClasses.shared[bytes.scalar(at: position).value].contains(.word)
  }
}
