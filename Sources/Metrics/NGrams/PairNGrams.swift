/// How often each n-gram up to an order occurs in a candidate and in each of its references.
struct PairNGrams {
  /// An n-gram of the pair: its order, its first n-1 words and its last word.
  struct Node {
    let order: Int
    let prefix: Int32
    let word: Int32
  }

  /// The n-grams; each comes after its prefix.
  private(set) var nodes: [Node] = []
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
    (0..<referenceCount).reduce(0) { max($0, inReference(node, $1)) }
  }

  private mutating func add(_ words: ArraySlice<Int32>, text: Int, order: Int) {
    let stride = referenceCount + 1
    for start in words.indices {
      var prefix = NGramTrie.root
      for position in start..<min(start + order, words.endIndex) {
        let (id, isNew) = trie.insert(prefix, words[position])
        if isNew {
          nodes.append(Node(order: position - start + 1, prefix: prefix, word: words[position]))
          for _ in 0..<stride { counts.append(0) }
        }
        counts[Int(id) * stride + text] += 1
        prefix = id
      }
    }
  }
}
