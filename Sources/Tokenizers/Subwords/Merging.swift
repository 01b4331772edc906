/// Merges the symbols of one word: always the pair of lowest rank, the leftmost of equals, until none is left.
struct Merging {
  /// Up to here a scan for the lowest rank is faster than a queue.
  private static let longestScan = 64
  private static let noRank = UInt32.max

  /// The word's symbols, to be filled by the caller; after `run` the tokens.
  var symbols: [UInt32] = []
  private var ranks: [UInt32] = []
  private var merged: [UInt32] = []
  private var next: [Int32] = []
  private var previous: [Int32] = []
  private var queue = BinaryHeap<Candidate>()

  private struct Candidate: Comparable {
    let rank: UInt32
    let position: Int32
    let left: UInt32
    let right: UInt32
    let merged: UInt32

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.rank != b.rank ? a.rank < b.rank : a.position < b.position
    }
  }

  mutating func run(_ merges: PairTable) {
    guard symbols.count > 1 else { return }
    if symbols.count <= Self.longestScan { scan(merges) } else { drain(merges) }
  }

  private mutating func scan(_ merges: PairTable) {
    ranks.removeAll(keepingCapacity: true)
    merged.removeAll(keepingCapacity: true)
    for index in 0..<symbols.count - 1 {
      let pair = merges.find(symbols[index], symbols[index + 1])
      ranks.append(pair?.first ?? Self.noRank)
      merged.append(pair?.second ?? 0)
    }
    while let best = lowestRank() {
      symbols[best] = merged[best]
      symbols.remove(at: best + 1)
      ranks.remove(at: best)
      merged.remove(at: best)
      if best < ranks.count { refresh(best, merges) }
      if best > 0 { refresh(best - 1, merges) }
    }
  }

  private func lowestRank() -> Int? {
    var best = -1
    var lowest = Self.noRank
    for index in 0..<ranks.count where ranks[index] < lowest {
      lowest = ranks[index]
      best = index
    }
    return best < 0 ? nil : best
  }

  private mutating func refresh(_ index: Int, _ merges: PairTable) {
    let pair = merges.find(symbols[index], symbols[index + 1])
    ranks[index] = pair?.first ?? Self.noRank
    merged[index] = pair?.second ?? 0
  }

  /// The same for long words, in O(n log n): a queue of candidates over a linked list.
  private mutating func drain(_ merges: PairTable) {
    let count = symbols.count
    next = (1...Int32(count)).map { $0 < count ? $0 : -1 }
    previous = (-1..<Int32(count) - 1).map { $0 }
    queue.removeAll()
    for position in 0..<Int32(count) { propose(position, merges) }
    while let candidate = queue.popFirst() {
      let position = Int(candidate.position)
      let following = next[position]
      guard following >= 0, symbols[position] == candidate.left, symbols[Int(following)] == candidate.right
      else { continue }
      symbols[position] = candidate.merged
      symbols[Int(following)] = UInt32.max
      next[position] = next[Int(following)]
      next[Int(following)] = -1
      if next[position] >= 0 { previous[Int(next[position])] = Int32(position) }
      propose(Int32(position), merges)
      if previous[position] >= 0 { propose(previous[position], merges) }
    }
    symbols.removeAll { $0 == UInt32.max }
  }

  private mutating func propose(_ position: Int32, _ merges: PairTable) {
    let following = next[Int(position)]
    guard following >= 0 else { return }
    let left = symbols[Int(position)]
    let right = symbols[Int(following)]
    guard let pair = merges.find(left, right) else { return }
    queue.insert(
      Candidate(rank: pair.first, position: position, left: left, right: right, merged: pair.second))
  }
}
