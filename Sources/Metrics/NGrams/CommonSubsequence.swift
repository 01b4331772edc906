/// The longest common subsequence of two lists of words.
enum CommonSubsequence {
  /// Its length, in time proportional to the product of the lengths and memory to the second's.
  static func length(_ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>) -> Int {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: second.count + 1) { row in
      row.initialize(repeating: 0)
      for word in first {
        var diagonal: Int32 = 0
        for (column, other) in second.enumerated() {
          let above = row[column + 1]
          row[column + 1] = word == other ? diagonal + 1 : max(above, row[column])
          diagonal = above
        }
      }
      return Int(row[second.count])
    }
  }
}
