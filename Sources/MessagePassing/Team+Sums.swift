import CKernels
import CMPI

/// The order in which what the ranks have is added.
public indirect enum SumOrder: Equatable, Sendable {
  case rank(Int)
  case both(SumOrder, SumOrder)

  /// The ranks that have something to add.
  var ranks: [Int] {
    switch self {
    case .rank(let rank): [rank]
    case .both(let left, let right): left.ranks + right.ranks
    }
  }
}

extension Team {
  /// Replaces numbers by their sums over some ranks, on all ranks and with the same bits as if one process had added
  /// them in this order.
  ///
  /// Each rank adds up one share of the numbers and hands it on, so that 2 (n - 1) / n of them go out from each of n
  /// ranks, the least that is possible. MPI's own sums are in an order that depends on its version and the number of
  /// ranks.
  /// - Throws: `TeamError`.
  public func sum(_ numbers: UnsafeMutableBufferPointer<Float>, _ order: SumOrder) throws(TeamError) {
    guard !isAlone, let base = numbers.baseAddress else { return }
    let shares = Layout((0..<count).map { numbers.count * ($0 + 1) / count - numbers.count * $0 / count })
    let width = Int(shares.counts[rank])
    let givers = Set(order.ranks)
    let sent = givers.contains(rank) ? shares.counts : shares.counts.map { _ in 0 }
    let received = Layout((0..<count).map { givers.contains($0) ? width : 0 })
    let pieces = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(1, width * givers.count))
    defer { pieces.deallocate() }
    try check(
      cmpi_exchange_floats(base, sent, shares.starts, pieces.baseAddress, received.counts, received.starts))
    if let first = pieces.baseAddress {
      let total = Self.added(order) {
        first + Int(received.starts[$0])
      } add: {
        meit_accumulate($1, 1, $0, width)
      }
      (base + Int(shares.starts[rank])).update(from: total, count: width)
    }
    try check(cmpi_gather_floats(base, shares.counts, shares.starts))
  }

  /// What is added up in an order, left operands being overwritten with sums.
  private static func added<Piece>(_ order: SumOrder, _ piece: (Int) -> Piece, add: (Piece, Piece) -> Void) -> Piece {
    switch order {
    case .rank(let rank): return piece(rank)
    case .both(let left, let right):
      let sum = added(left, piece, add: add)
      add(sum, added(right, piece, add: add))
      return sum
    }
  }
}
