/// A metric's statistics of every pair, from which its value on any sample of the pairs follows.
public struct PairStatistics: Sendable {
  /// How many pairs there are.
  public let count: Int
  /// How many numbers a pair has.
  public let width: Int
  /// The numbers, pair after pair: [count, width].
  public let rows: [Double]
  /// The value of a sample, from its rows' sums and its size.
  public let value: @Sendable (_ sums: [Double], _ count: Int) -> Double

  /// Statistics with their own way to a value, such as a count of matches and of mistakes for an F score.
  public init(width: Int, rows: [Double], value: @escaping @Sendable (_ sums: [Double], _ count: Int) -> Double) {
    precondition(width > 0 && rows.count % width == 0, "\(rows.count) numbers are not rows of \(width)")
    count = rows.count / width
    self.width = width
    self.rows = rows
    self.value = value
  }

  /// Statistics of a score that is the mean over the pairs.
  public init(means: [Double]) {
    self.init(width: 1, rows: means) { sums, count in sums[0] / Double(count) }
  }

  /// The value of all pairs.
  public var total: Double { total(of: 0..<count) }

  /// The value of some of the pairs.
  public func total(of pairs: Range<Int>) -> Double {
    var sums = [Double](repeating: 0, count: width)
    for pair in pairs {
      for column in 0..<width { sums[column] += rows[pair * width + column] }
    }
    return value(sums, pairs.count)
  }

  /// The same pairs scored several times, one time after the other, as one row for each pair: the mean of its rows.
  /// What resamples these takes all the times of a pair together, so that they do not pass for pairs of their own.
  public func averaged(over times: Int) -> PairStatistics {
    precondition(times > 0 && count % times == 0, "\(count) pairs are not \(times) times the same")
    guard times > 1 else { return self }
    let length = rows.count / times
    let means = (0..<length).map { place in
      stride(from: place, to: rows.count, by: length).reduce(0) { $0 + rows[$1] } / Double(times)
    }
    return PairStatistics(width: width, rows: means, value: value)
  }

  /// The value of each pair on its own.
  public var perPair: [Double] { (0..<count).map { total(of: $0..<$0 + 1) } }
}
