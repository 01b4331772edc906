/// What is added to the attention scores of each head by the distance from query to key, as in T5 (Raffel et al., 2020).
/// No gradient reaches it: it belongs to a frozen model.
public struct DistanceBias {
  /// [H, 2 M - 1]: the distance key - query, from -(M - 1) on.
  private let table: Tensor
  /// M, one more than the greatest distance.
  private let reach: Int

  /// - Parameters:
  ///   - weight: a bias for each bucket of distances and each head, [buckets, H].
  ///   - reach: the number of keys at most.
  ///   - bucket: the bucket of a distance.
  public init(_ weight: Tensor, reach: Int, bucket: (_ distance: Int) -> Int) {
    self.reach = max(1, reach)
    let heads = weight.width
    let columns = 2 * self.reach - 1
    table = Tensor(uninitialized: [heads, columns])
    for column in 0..<columns {
      let row = bucket(column - self.reach + 1)
      for head in 0..<heads { table.pointer[head * columns + column] = weight.pointer[row * heads + head] }
    }
  }

  /// Adds the biases of the first `keys` keys to the scores of a query at `position`.
  func add(to scores: UnsafeMutablePointer<Float>, head: Int, position: Int, keys: Int) {
    precondition(position < reach && keys <= reach, "position \(position), \(keys) keys beyond \(reach)")
    let biases = table.pointer + head * (2 * reach - 1) + reach - 1 - position
    for key in 0..<keys { scores[key] += biases[key] }
  }
}
