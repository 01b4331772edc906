import Tensors

/// The consecutive rows of each packed sequence whose hidden states are asked for: the last block computes no others,
/// since only its keys and values need all that come before.
struct WantedRows {
  /// The rows of each sequence, among all.
  private let ranges: [Range<Int>]
  /// The same rows one after the other.
  let segments: Segments
  let indices: [Int32]

  /// - Parameter ranges: some of each sequence's rows, for one sequence after the other.
  init(_ ranges: [Range<Int>]) {
    self.ranges = ranges
    segments = Segments(lengths: ranges.map(\.count))
    indices = ranges.flatMap { range in range.map { Int32($0) } }
  }

  /// The keys that these rows see of the sequences: up to each one's last wanted row.
  func keys(_ sequences: Segments) -> Segments {
    Segments(ranges: zip(sequences.ranges, ranges).map { $0.lowerBound..<max($0.lowerBound, $1.upperBound) })
  }

  /// The wanted rows of x [N, D].
  func of(_ x: Tensor) -> Tensor { x.takingRows(indices) }

  func of(_ positions: [Int32]) -> [Int32] { indices.map { positions[Int($0)] } }
}
