/// How often each n-gram up to an order occurs in a candidate and in each of its references.
struct PairNGrams {
  /// The n-grams; each comes after its prefix.
  private(set) var nodes: [NGram] = []
  private(set) var referenceCount = 0
  private var trie = NGramTrie(capacity: 1024)
  private var counts: [Int32] = []

  /// Counts the n-grams of a pair.
  mutating func load(_ corpus: TokenCorpus, pair: Int, order: Int) {
    trie.removeAll()
    nodes.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    let references = Array(corpus.references(pair))
    referenceCount = references.count
    add(corpus.candidate(pair), text: 0, order: order)
    for (index, reference) in references.enumerated() { add(reference, text: index + 1, order: order) }
  }

  /// How often a node occurs in the candidate.
  func inCandidate(_ node: Int) -> Int { Int(counts[node * (referenceCount + 1)]) }

  /// How often a node occurs in a reference.
  func inReference(_ node: Int, _ reference: Int) -> Int { Int(counts[node * (referenceCount + 1) + 1 + reference]) }

  /// The most that a node occurs in any reference.
  func mostInReferences(_ node: Int) -> Int {
    var most = 0
    for reference in 0..<referenceCount { most = max(most, inReference(node, reference)) }
    return most
  }

  private mutating func add(_ words: ArraySlice<Int32>, text: Int, order: Int) {
    let stride = referenceCount + 1
    trie.insertAll(words, order: order) { id, isNew, ngram in
      if isNew {
        nodes.append(ngram)
        for _ in 0..<stride { counts.append(0) }
      }
      counts[id * stride + text] += 1
    }
  }
}
