import MessagePassing

/// How the parts of a batch are divided among ranks, and in which order their gradients are added: as a binary tree
/// over the parts, whatever the number of ranks, so that any number of them gets the same bits.
///
/// Each rank has the parts of one node of the tree, so it hands on one sum.
package struct PartTree: Equatable {
  package let parts: Int
  /// The parts of each rank; empty for ranks that have nothing to do.
  package let shares: [Range<Int>]
  /// The order in which the sums of the ranks are added.
  package let order: SumOrder

  package init(parts: Int, ranks: Int) {
    precondition(parts > 0 && ranks > 0, "\(parts) parts for \(ranks) ranks")
    var shares = Array(repeating: 0..<0, count: ranks)
    order = Self.divide(0..<parts, 0..<ranks, &shares)
    self.parts = parts
    self.shares = shares
  }

  /// How many ranks have something to do.
  package var busyRanks: Int { shares.count { !$0.isEmpty } }

  /// How many sums a part completes that are added up within a share, from the innermost on.
  package static func sums(endingWith part: Int, of share: Range<Int>) -> Int {
    guard share.count > 1 else { return 0 }
    let middle = middle(of: share)
    let inner = part < middle ? share.lowerBound..<middle : middle..<share.upperBound
    return sums(endingWith: part, of: inner) + (part + 1 == share.upperBound ? 1 : 0)
  }

  /// The first of the parts that are the right side of a sum; two or three parts are added from left to right.
  private static func middle(of parts: Range<Int>) -> Int { parts.lowerBound + (parts.count + 1) / 2 }

  private static func divide(_ parts: Range<Int>, _ ranks: Range<Int>, _ shares: inout [Range<Int>]) -> SumOrder {
    guard parts.count > 1, ranks.count > 1 else {
      shares[ranks.lowerBound] = parts
      return .rank(ranks.lowerBound)
    }
    let middle = middle(of: parts)
    let border = ranks.lowerBound + (ranks.count + 1) / 2
    return .both(
      divide(parts.lowerBound..<middle, ranks.lowerBound..<border, &shares),
      divide(middle..<parts.upperBound, border..<ranks.upperBound, &shares))
  }
}
