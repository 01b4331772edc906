import Foundation

/// How rare each n-gram is among some documents: log(documents) - log(documents with it).
struct NGramWeights {
  private let trie: NGramTrie
  private let weights: [Double]
  private let unknown: Double
  /// The number in `trie` of each word of the corpus that is scored, -1 if no document has it; nil if they are the same.
  private let translation: [Int32]?

  /// The references of each pair make one document.
  init(referencesOf corpus: TokenCorpus, order: Int) {
    self.init(count: corpus.count, order: order, translation: nil) { Array(corpus.references($0)) }
  }

  /// Each text is one document; `words` are those of the corpus that is scored.
  init(documents: TokenCorpus, order: Int, words: Vocabulary) {
    let translation = (0..<words.count).map { documents.vocabulary.find(words[Int32($0)]) ?? -1 }
    self.init(count: documents.count, order: order, translation: translation) { [documents.document($0)] }
  }

  private init(count: Int, order: Int, translation: [Int32]?, texts: (Int) -> [ArraySlice<Int32>]) {
    var trie = NGramTrie(capacity: 1 << 16)
    var frequencies: [Int32] = []
    var lastDocument: [Int32] = []
    for document in 0..<count {
      for words in texts(document) {
        for start in words.indices {
          var prefix = NGramTrie.root
          for position in start..<min(start + order, words.endIndex) {
            let (id, isNew) = trie.insert(prefix, words[position])
            if isNew {
              frequencies.append(0)
              lastDocument.append(-1)
            }
            if lastDocument[Int(id)] != Int32(document) {
              lastDocument[Int(id)] = Int32(document)
              frequencies[Int(id)] += 1
            }
            prefix = id
          }
        }
      }
    }
    let logarithm = log(Double(count))
    self.trie = trie
    weights = frequencies.map { logarithm - log(Double($0)) }
    unknown = logarithm
    self.translation = translation
  }

  /// The weight of each n-gram of a pair.
  func weights(of ngrams: borrowing PairNGrams) -> [Double] {
    var ids: [Int32?] = []
    ids.reserveCapacity(ngrams.nodes.count)
    for node in ngrams.nodes {
      let prefix = node.order == 1 ? NGramTrie.root : ids[Int(node.prefix)]
      let word = translation.map { $0[Int(node.word)] } ?? node.word
      ids.append(word < 0 ? nil : prefix.flatMap { trie.find($0, word) })
    }
    return ids.map { $0.map { weights[Int($0)] } ?? unknown }
  }
}
