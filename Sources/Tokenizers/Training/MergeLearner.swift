/// The state of learning merges: every distinct word as a list of tokens, and how often each pair occurs.
struct MergeLearner {
  struct Merge { let left: Int, right: Int, token: Int }

  private struct Pair: Hashable { let left: Int, right: Int }

  /// A pair in the queue: greatest count first, then lowest ids.
  private struct Candidate: Comparable {
    let count: Int
    let pair: Pair

    static func < (a: Candidate, b: Candidate) -> Bool {
      (b.count, a.pair.left, a.pair.right) < (a.count, b.pair.left, b.pair.right)
    }
  }

  /// The bytes of every token but the special ones: first the 256 bytes in the order of their alphabet.
  private(set) var tokens: [[UInt8]]
  private(set) var merges: [Merge] = []
  private let firstToken: Int
  private var words: [[Int]]
  private let counts: [Int]
  private var pairCounts: [Pair: Int] = [:]
  private var wordsWithPair: [Pair: Set<Int>] = [:]
  private var idOfToken: [[UInt8]: Int] = [:]
  private var queue = BinaryHeap<Candidate>()

  /// - Parameter firstByteToken: the id of the first of the 256 byte tokens.
  init(words: [(bytes: [UInt8], count: Int)], firstByteToken: Int) {
    firstToken = firstByteToken
    let order = (UInt8.min...UInt8.max).sorted { ByteAlphabet.scalars[Int($0)] < ByteAlphabet.scalars[Int($1)] }
    tokens = order.map { [$0] }
    var ids = [Int](repeating: 0, count: 256)
    for (index, byte) in order.enumerated() {
      ids[Int(byte)] = firstByteToken + index
      idOfToken[[byte]] = firstByteToken + index
    }
    self.words = words.map { $0.bytes.map { ids[Int($0)] } }
    counts = words.map(\.count)
    for word in self.words.indices { countPairs(of: word) }
    for (pair, count) in pairCounts { queue.insert(Candidate(count: count, pair: pair)) }
  }

  private mutating func countPairs(of word: Int) {
    for (left, right) in zip(words[word], words[word].dropFirst()) {
      pairCounts[Pair(left: left, right: right), default: 0] += counts[word]
      wordsWithPair[Pair(left: left, right: right), default: []].insert(word)
    }
  }

  /// Learns one merge; false when no pair is frequent enough.
  mutating func mergeMostFrequentPair(minimumFrequency: Int) -> Bool {
    while let candidate = queue.popFirst() {
      let count = pairCounts[candidate.pair] ?? 0
      guard count == candidate.count else {
        if count > 0 { queue.insert(Candidate(count: count, pair: candidate.pair)) }
        continue
      }
      guard count >= minimumFrequency else { return false }
      merge(candidate.pair)
      return true
    }
    return false
  }

  private mutating func merge(_ pair: Pair) {
    let bytes = tokens[pair.left - firstToken] + tokens[pair.right - firstToken]
    let token = idOfToken[bytes] ?? firstToken + tokens.count
    if idOfToken.updateValue(token, forKey: bytes) == nil { tokens.append(bytes) }
    merges.append(Merge(left: pair.left, right: pair.right, token: token))
    var risen: Set<Pair> = []
    for word in wordsWithPair[pair] ?? [] { replace(pair, by: token, in: word, &risen) }
    pairCounts[pair] = nil
    wordsWithPair[pair] = nil
    for pair in risen { queue.insert(Candidate(count: pairCounts[pair] ?? 0, pair: pair)) }
  }

  /// Replaces the pair, from the left, in one word and moves the counts of the pairs around it.
  private mutating func replace(_ pair: Pair, by token: Int, in word: Int, _ risen: inout Set<Pair>) {
    let old = words[word]
    var new: [Int] = []
    var index = 0
    while index < old.count {
      let isPair = index + 1 < old.count && old[index] == pair.left && old[index + 1] == pair.right
      new.append(isPair ? token : old[index])
      index += isPair ? 2 : 1
    }
    words[word] = new
    for (left, right) in zip(old, old.dropFirst()) {
      pairCounts[Pair(left: left, right: right), default: 0] -= counts[word]
    }
    for (left, right) in zip(new, new.dropFirst()) {
      let neighbours = Pair(left: left, right: right)
      pairCounts[neighbours, default: 0] += counts[word]
      wordsWithPair[neighbours, default: []].insert(word)
      if left == token || right == token { risen.insert(neighbours) }
    }
  }
}
