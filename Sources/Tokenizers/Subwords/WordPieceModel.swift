/// WordPiece (Schuster and Nakajima 2012; BERT): the longest token first, then the longest continuation, and so on.
struct WordPieceModel: Sendable {
  private let beginnings: ByteTrie
  private let continuations: ByteTrie
  private let unknown: Int32
  /// Words with more characters are unknown as a whole.
  private let longestWord: Int

  init(_ vocabulary: Vocabulary, continuationPrefix: String, unknown: Int32, longestWord: Int) {
    var beginnings = ByteTrie()
    var continuations = ByteTrie()
    let prefix = Array(continuationPrefix.utf8)
    for (id, bytes) in vocabulary.bytes.enumerated() where !bytes.isEmpty {
      beginnings.insert(bytes, id)
      if bytes.starts(with: prefix) { continuations.insert(bytes.dropFirst(prefix.count), id) }
    }
    self.beginnings = beginnings
    self.continuations = continuations
    self.unknown = unknown
    self.longestWord = longestWord
  }

  @inline(__always)
  func encode(_ word: UTF8Bytes, _ workspace: Workspace, into ids: inout [Int32]) {
    workspace.remembering(word, into: &ids) { segment(word, into: &$0) }
  }

  private func segment(_ word: UTF8Bytes, into ids: inout [Int32]) {
    let start = ids.count
    var position = 0
    let isTooLong = word.count > longestWord && word.count { $0 & 0xC0 != 0x80 } > longestWord
    while position < word.count, !isTooLong {
      let trie = position == 0 ? beginnings : continuations
      guard let match = trie.longestMatch(in: word, at: position), match.end > position else { break }
      ids.append(Int32(match.value))
      position = match.end
    }
    guard position < word.count else { return }
    ids.removeSubrange(start...)
    ids.append(unknown)
  }
}
