/// Byte-pair encoding (Sennrich et al. 2016), over bytes or, with byte fallback, over characters.
struct BytePairModel: Sendable {
  /// What the word's symbols are before any merge.
  enum Alphabet: Sendable { case bytes, characters }

  let alphabet: Alphabet
  /// (left id, right id) -> (rank, merged id).
  let merges: PairTable
  /// The token of each byte: its symbol (`bytes`), or what spells a character that has no token
  /// (`characters`); -1 for none.
  let byteTokens: [Int32]
  let unknown: Int32?
  /// Whether consecutive unknown characters become one unknown token.
  let fusesUnknown: Bool
  /// Whether a word that is itself a token is taken whole, whatever the merges say.
  let prefersWholeWords: Bool
  /// Whether words may be remembered: pointless when the whole text is one word.
  let remembersWords: Bool
  /// Symbols that are taken whole before any merge and never merge.
  var userDefined = ByteTrie()

  @inline(__always)
  func encode(_ word: UTF8Bytes, _ vocabulary: Vocabulary, _ workspace: Workspace, into ids: inout [Int32]) {
    guard remembersWords else { return merge(word, vocabulary, workspace, into: &ids) }
    workspace.remembering(word, into: &ids) { merge(word, vocabulary, workspace, into: &$0) }
  }

  private func merge(_ word: UTF8Bytes, _ vocabulary: Vocabulary, _ workspace: Workspace, into ids: inout [Int32]) {
    if prefersWholeWords, let id = vocabulary.id(word) { return ids.append(id) }
    workspace.merging.symbols.removeAll(keepingCapacity: true)
    switch alphabet {
    case .bytes: spellBytes(word, into: &workspace.merging.symbols)
    case .characters: spellCharacters(word, vocabulary, into: &workspace.merging.symbols)
    }
    workspace.merging.run(merges)
    for symbol in workspace.merging.symbols { ids.append(Int32(bitPattern: symbol)) }
  }

  private func spellBytes(_ word: UTF8Bytes, into symbols: inout [UInt32]) {
    for byte in word {
      let token = byteTokens[Int(byte)]
      if token >= 0 { symbols.append(UInt32(token)) } else { appendUnknown(to: &symbols) }
    }
  }

  private func spellCharacters(_ word: UTF8Bytes, _ vocabulary: Vocabulary, into symbols: inout [UInt32]) {
    var position = 0
    while position < word.count {
      if let symbol = userDefined.longestMatch(in: word, at: position) {
        symbols.append(UInt32(symbol.value))
        position = symbol.end
        continue
      }
      let end = position + UTF8Length.of(word[position])
      let character = word.slice(position..<end)
      if let id = vocabulary.id(character) {
        symbols.append(UInt32(id))
      } else if character.allSatisfy({ byteTokens[Int($0)] >= 0 }) {
        for byte in character { symbols.append(UInt32(byteTokens[Int(byte)])) }
      } else {
        appendUnknown(to: &symbols)
      }
      position = end
    }
  }

  private func appendUnknown(to symbols: inout [UInt32]) {
    guard let unknown, !(fusesUnknown && symbols.last == UInt32(unknown)) else { return }
    symbols.append(UInt32(unknown))
  }
}
