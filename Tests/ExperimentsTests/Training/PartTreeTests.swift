import Experiments
import MessagePassing
import Testing

struct PartTreeTests {
  /// What is added, in words, when a share's parts come one after the other.
  private func sum(of share: Range<Int>) -> String {
    var pending: [String] = []
    for part in share {
      pending.append("\(part)")
      for _ in 0..<PartTree.sums(endingWith: part, of: share) {
        let right = pending.removeLast()
        pending[pending.count - 1] = "(\(pending[pending.count - 1])+\(right))"
      }
    }
    return pending.joined(separator: " ")
  }

  private func total(_ order: SumOrder, _ shares: [Range<Int>]) -> String {
    switch order {
    case .rank(let rank): sum(of: shares[rank])
    case .both(let left, let right): "(\(total(left, shares))+\(total(right, shares)))"
    }
  }

  @Test func `any number of ranks adds the parts in the same order`() {
    for parts in 1...20 {
      let alone = sum(of: 0..<parts)
      for ranks in 1...9 {
        let tree = PartTree(parts: parts, ranks: ranks)
        #expect(total(tree.order, tree.shares) == alone, "\(parts) parts, \(ranks) ranks")
        #expect(tree.shares.flatMap(Array.init) == Array(0..<parts))
        #expect(tree.busyRanks == min(parts, ranks))
      }
    }
  }

  @Test func `up to three parts are added one after the other, four in pairs`() {
    #expect(sum(of: 0..<3) == "((0+1)+2)")
    #expect(sum(of: 0..<4) == "((0+1)+(2+3))")
  }
}
