import Foundation

/// T5's buckets of distances: each short one for itself, the longer ones by their logarithm (Raffel et al., 2020).
struct RelativeBuckets {
  let count, farthest: Int
  /// Whether keys after the query have buckets of their own, as in the encoder.
  let isBidirectional: Bool

  /// The bucket of the distance key - query.
  func bucket(_ distance: Int) -> Int {
    let half = isBidirectional ? count / 2 : count
    let first = isBidirectional && distance > 0 ? half : 0
    let length = isBidirectional ? abs(distance) : max(0, -distance)
    let exact = max(1, half / 2)
    guard length >= exact else { return first + length }
    // In single precision, as the reference computes it, since the result is cut to a whole number.
    let share = log(Float(length) / Float(exact)) / Float(log(Double(farthest) / Double(exact)))
    return first + min(half - 1, exact + Int(share * Float(half - exact)))
  }
}
