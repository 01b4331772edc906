/// The model that turns one word into ids.
enum SubwordModel: Sendable {
  case bytePair(BytePairModel)
  case unigram(UnigramModel)
  case wordPiece(WordPieceModel)

  @inline(__always)
  func encode(_ word: UTF8Bytes, _ vocabulary: Vocabulary, _ workspace: Workspace, into ids: inout [Int32]) {
    switch self {
    case .bytePair(let model): model.encode(word, vocabulary, workspace, into: &ids)
    case .unigram(let model): model.encode(word, workspace, into: &ids)
    case .wordPiece(let model): model.encode(word, workspace, into: &ids)
    }
  }
}
