/// The model that turns one word into ids.
enum SubwordModel: Sendable {
  case bytePair(BytePairModel)

  @inline(__always)
  func encode(_ word: UTF8Bytes, _ vocabulary: Vocabulary, _ workspace: Workspace, into ids: inout [Int32]) {
    switch self {
    case .bytePair(let model): model.encode(word, vocabulary, workspace, into: &ids)
    }
  }
}
