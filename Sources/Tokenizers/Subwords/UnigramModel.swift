/// The unigram language model (Kudo 2018): the segmentation with the highest sum of scores, found by Viterbi.
struct UnigramModel: Sendable {
  /// What an unknown character costs below the worst piece (SentencePiece's `kUnkPenalty`).
  private static let unknownPenalty: Double = 10

  private let trie: ByteTrie
  private let scores: [Double]
  private let unknown: Int32
  private let unknownScore: Double
  /// The tokens that spell unknown characters; all -1 without byte fallback.
  private let byteTokens: [Int32]
  /// SentencePiece adds scores in single precision, the Python package `tokenizers` in double; ties come out
  /// differently.
  private let addsInSinglePrecision: Bool
  /// Whether words may be remembered: pointless when the whole text is one word.
  private let remembersWords: Bool

  /// - Parameter pieces: the pieces by id; those that must not be found in texts have no bytes.
  init(
    pieces: [(bytes: [UInt8], score: Double, isUserDefined: Bool)], unknown: Int32, byteTokens: [Int32],
    addsInSinglePrecision: Bool, remembersWords: Bool
  ) {
    var trie = ByteTrie()
    for (id, piece) in pieces.enumerated() where !piece.bytes.isEmpty { trie.insert(piece.bytes, id) }
    self.trie = trie
    self.unknown = unknown
    self.byteTokens = byteTokens
    self.addsInSinglePrecision = addsInSinglePrecision
    self.remembersWords = remembersWords
    scores = pieces.map(\.score)
    let normal = pieces.lazy.filter { !$0.bytes.isEmpty && !$0.isUserDefined }.map(\.score)
    let unknownScore = (normal.min() ?? 0) - Self.unknownPenalty
    self.unknownScore = addsInSinglePrecision ? Double(Float(unknownScore)) : unknownScore
  }

  /// The best way found so far to reach a position.
  struct Node {
    var start: Int32 = -1
    var id: Int32 = -1
    var score: Double = 0
  }

  func encode(_ text: UTF8Bytes, _ workspace: Workspace, into ids: inout [Int32]) {
    guard remembersWords else { return segment(text, workspace, into: &ids) }
    workspace.remembering(text, into: &ids) { segment(text, workspace, into: &$0) }
  }

  private func segment(_ text: UTF8Bytes, _ workspace: Workspace, into ids: inout [Int32]) {
    guard !text.isEmpty else { return }
    findPaths(text, &workspace.lattice)
    var path: [(range: Range<Int>, id: Int32)] = []
    var end = text.count
    while end > 0 {
      let node = workspace.lattice[end]
      path.append((Int(node.start)..<end, node.id))
      end = Int(node.start)
    }
    var isAfterUnknown = false
    for (range, id) in path.reversed() {
      if id != unknown {
        ids.append(id)
      } else if text.slice(range).allSatisfy({ byteTokens[Int($0)] >= 0 }) {
        for byte in text.slice(range) { ids.append(byteTokens[Int(byte)]) }
      } else if !isAfterUnknown {
        ids.append(id)
      }
      isAfterUnknown = id == unknown
    }
  }

  private func findPaths(_ text: UTF8Bytes, _ lattice: inout [Node]) {
    lattice.removeAll(keepingCapacity: true)
    lattice.append(contentsOf: repeatElement(Node(), count: text.count + 1))
    lattice.withUnsafeMutableBufferPointer { lattice in
      var start = 0
      while start < text.count {
        let length = UTF8Length.of(text[start])
        let score = lattice[start].score
        var hasCharacter = false
        trie.forEachMatch(in: text, at: start) { end, id in
          offer(&lattice[end], start, Int32(id), scores[id] + score)
          if end - start == length { hasCharacter = true }
        }
        if !hasCharacter { offer(&lattice[start + length], start, unknown, unknownScore + score) }
        start += length
      }
    }
  }

  @inline(__always)
  private func offer(_ node: inout Node, _ start: Int, _ id: Int32, _ score: Double) {
    let score = addsInSinglePrecision ? Double(Float(score)) : score
    guard node.start < 0 || score > node.score else { return }
    node = Node(start: Int32(start), id: id, score: score)
  }
}
