import Foundation
import Parallel

/// How rare each n-gram is among some documents: log(documents) - log(documents with it).
struct NGramWeights {
  private let trie: NGramTrie
  private let weights: [Double]
  private let unknown: Double
  /// The number in `trie` of each word of the corpus that is scored, -1 if no document has it; nil if they are the
  /// same.
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

  /// Pieces of the documents are counted in parallel, then added in order.
  private init(count: Int, order: Int, translation: [Int32]?, texts: (Int) -> [ArraySlice<Int32>]) {
    let grain = 512
    let pieces = Pool.map((count + grain - 1) / grain) { piece in
      var frequencies = DocumentFrequencies()
      for document in piece * grain..<min(count, (piece + 1) * grain) {
        frequencies.add(document: document, texts(document), order: order)
      }
      return frequencies
    }
    var total = DocumentFrequencies()
    for piece in pieces { total.add(piece) }
    let logarithm = log(Double(count))
    trie = total.trie
    weights = total.counts.map { logarithm - log(Double($0)) }
    unknown = logarithm
    self.translation = translation
  }

  /// The weight of each n-gram of a pair.
  func weights(of ngrams: borrowing PairNGrams) -> [Double] {
    let missing: Int32 = -2
    var ids: [Int32] = []
    ids.reserveCapacity(ngrams.nodes.count)
    for node in ngrams.nodes {
      let prefix = node.order == 1 ? NGramTrie.root : ids[Int(node.prefix)]
      let word = translation.map { $0[Int(node.word)] } ?? node.word
      ids.append(word < 0 || prefix == missing ? missing : trie.find(prefix, word) ?? missing)
    }
    return ids.map { $0 == missing ? unknown : weights[Int($0)] }
  }
}

/// In how many documents each n-gram occurs.
private struct DocumentFrequencies {
  private(set) var trie = NGramTrie(capacity: 1 << 12)
  private(set) var counts: [Int32] = []
  private var ngrams: [NGram] = []
  private var lastDocuments: [Int] = []

  /// Counts each n-gram of a document's texts once.
  mutating func add(document: Int, _ texts: [ArraySlice<Int32>], order: Int) {
    for words in texts {
      trie.insertAll(words, order: order) { id, isNew, ngram in
        if isNew {
          counts.append(0)
          ngrams.append(ngram)
          lastDocuments.append(-1)
        }
        if lastDocuments[id] != document {
          lastDocuments[id] = document
          counts[id] += 1
        }
      }
    }
  }

  /// Adds the counts of other documents.
  mutating func add(_ other: DocumentFrequencies) {
    var numbers: [Int32] = []
    numbers.reserveCapacity(other.counts.count)
    for (ngram, count) in zip(other.ngrams, other.counts) {
      let prefix = ngram.order == 1 ? NGramTrie.root : numbers[Int(ngram.prefix)]
      let (id, isNew) = trie.insert(prefix, ngram.word)
      if isNew { counts.append(0) }
      counts[Int(id)] += count
      numbers.append(id)
    }
  }
}
