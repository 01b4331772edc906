import CKernels
import Parallel

/// One attention over packed sequences, forward and backward; a piece of work is one sequence and one key-value head.
struct Attention {
  let queries, keys, values: ColumnSlice
  let prefixKeys, prefixValues: Tensor?
  let querySegments, keySegments: Segments
  let pattern: AttentionPattern
  let bias: DistanceBias?
  /// ECG columns of each sequence.
  private let prefix: Int
  /// Where each sequence's scores [H, T, S] begin.
  private let scoreStarts: [Int]

  init(
    queries: ColumnSlice, keys: ColumnSlice, values: ColumnSlice, prefixKeys: Tensor?, prefixValues: Tensor?,
    querySegments: Segments, keySegments: Segments, pattern: AttentionPattern, bias: DistanceBias? = nil
  ) {
    precondition(
      queries.width == pattern.heads * pattern.width && keys.width == pattern.keyValueHeads * pattern.width
        && values.width == keys.width && querySegments.count == keySegments.count,
      "attention of queries of \(queries.width), keys of \(keys.width), values of \(values.width) as \(pattern)")
    self.queries = queries
    self.keys = keys
    self.values = values
    self.prefixKeys = prefixKeys
    self.prefixValues = prefixValues
    self.querySegments = querySegments
    self.keySegments = keySegments
    self.pattern = pattern
    self.bias = bias
    prefix = (prefixKeys?.rows ?? 0) / max(1, querySegments.count)
    var starts = [0]
    for (query, key) in zip(querySegments.ranges, keySegments.ranges) {
      starts.append(starts[starts.count - 1] + pattern.heads * query.count * (prefix + key.count))
    }
    scoreStarts = starts
  }

  /// The number of scores of all sequences and heads.
  var scoreCount: Int { scoreStarts[scoreStarts.count - 1] }
  private var groupSize: Int { pattern.heads / pattern.keyValueHeads }

  /// The sequence, key-value head and shapes of one piece of work.
  private struct Piece {
    let sequence, keyValueHead, queryCount, keyCount, queryStart, keyStart, columns: Int
  }

  private func piece(_ index: Int) -> Piece {
    let sequence = index / pattern.keyValueHeads
    let query = querySegments.ranges[sequence]
    let key = keySegments.ranges[sequence]
    return Piece(
      sequence: sequence, keyValueHead: index % pattern.keyValueHeads, queryCount: query.count, keyCount: key.count,
      queryStart: query.lowerBound, keyStart: key.lowerBound, columns: prefix + key.count)
  }

  private var pieces: Int { querySegments.count * pattern.keyValueHeads }

  /// The rows of a head of a sequence among queries, their gradients or the results.
  private func queryMatrix(_ slice: ColumnSlice, _ piece: Piece, _ head: Int) -> Matrix {
    slice.matrix(from: piece.queryStart, rows: piece.queryCount, part: head, of: pattern.width)
  }

  private func keyMatrix(_ slice: ColumnSlice, _ piece: Piece) -> Matrix {
    slice.matrix(from: piece.keyStart, rows: piece.keyCount, part: piece.keyValueHead, of: pattern.width)
  }

  private func prefixMatrix(_ tensor: Tensor, _ piece: Piece) -> Matrix {
    ColumnSlice(tensor).matrix(
      from: piece.sequence * prefix, rows: prefix, part: piece.keyValueHead, of: pattern.width)
  }

  /// The keys that each query of a sequence sees: from `first` to before `last`.
  private func reach(_ piece: Piece) -> (first: [Int32], last: [Int32]) {
    var first = [Int32](repeating: 0, count: piece.queryCount)
    var last = first
    for row in 0..<piece.queryCount {
      let position = row + piece.keyCount - piece.queryCount
      last[row] = Int32(pattern.isCausal ? position + 1 : piece.keyCount)
      if let window = pattern.window { first[row] = Int32(max(0, position + 1 - window)) }
    }
    return (first, last)
  }

  func forward(_ probabilities: Tensor?) -> Tensor {
    let mixed = Tensor(uninitialized: [queries.rows, queries.width])
    let result = ColumnSlice(mixed)
    Pool.forEach(pieces) { index in
      let piece = piece(index)
      if piece.queryCount == 1, probabilities == nil, bias == nil { return attendOne(piece, result) }
      let reach = reach(piece)
      for member in 0..<groupSize {
        let head = piece.keyValueHead * groupSize + member
        let count = piece.queryCount * piece.columns
        if let probabilities {
          attend(piece, head, reach, probabilities.pointer + scoreStarts[piece.sequence] + head * count, result)
        } else {
          withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scratch in
            if let base = scratch.baseAddress { attend(piece, head, reach, base, result) }
          }
        }
      }
    }
    return mixed
  }

  private func attend(
    _ piece: Piece, _ head: Int, _ reach: (first: [Int32], last: [Int32]), _ base: UnsafeMutablePointer<Float>,
    _ result: ColumnSlice
  ) {
    let scores = Matrix(base, rows: piece.queryCount, columns: piece.columns)
    let query = queryMatrix(queries, piece, head)
    let output = queryMatrix(result, piece, head)
    let own = scores.columns(prefix..<piece.columns)
    let shared = scores.columns(0..<prefix)
    Product.alone(query, keyMatrix(keys, piece).transposed, in: own, factor: pattern.scale)
    if let prefixKeys {
      Product.alone(query, prefixMatrix(prefixKeys, piece).transposed, in: shared, factor: pattern.scale)
    }
    if let slopes = pattern.slopes {
      meit_add_alibi(base, slopes[head], piece.queryCount, piece.keyCount, piece.columns, prefix)
    }
    if let bias {
      for row in 0..<piece.queryCount {
        let scores = base + row * piece.columns + prefix
        bias.add(to: scores, head: head, position: row + piece.keyCount - piece.queryCount, keys: piece.keyCount)
      }
    }
    meit_masked_softmax(base, piece.queryCount, piece.columns, piece.columns, prefix, reach.first, reach.last)
    Product.alone(own, keyMatrix(values, piece), in: output)
    if let prefixValues {
      Product.alone(shared, prefixMatrix(prefixValues, piece), in: output, accumulating: true)
    }
  }

  /// The case of decoding: one query a sequence, no gradient.
  private func attendOne(_ piece: Piece, _ result: ColumnSlice) {
    let skipped = pattern.window.map { max(0, piece.keyCount - $0) } ?? 0
    let (key, value) = (keyMatrix(keys, piece), keyMatrix(values, piece))
    let prefixKey = prefixKeys.map { prefixMatrix($0, piece).base }
    let prefixValue = prefixValues.map { prefixMatrix($0, piece).base }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: piece.columns) { scratch in
      for member in 0..<groupSize {
        let head = piece.keyValueHead * groupSize + member
        meit_attend_one(
          queryMatrix(queries, piece, head).base, prefixKey, prefixValue, prefix, keys.width,
          key.base + skipped * key.stride, value.base + skipped * value.stride, piece.keyCount - skipped, key.stride,
          pattern.width, pattern.scale, pattern.slopes?[head] ?? 0, scratch.baseAddress,
          queryMatrix(result, piece, head).base)
      }
    }
  }

  /// The gradients of queries, keys, values, or of the tensor that they are columns of, and, where there is a prefix, of
  /// its keys and values.
  func adjoint(_ gradient: Tensor, _ probabilities: Tensor) -> [Tensor?] {
    let gradient = ColumnSlice(gradient)
    let (forQueries, forKeys, forValues) = gradients()
    let forPrefixKeys = prefixKeys.map { Tensor.zeros($0.shape) }
    let forPrefixValues = prefixValues.map { Tensor.zeros($0.shape) }
    Pool.forEach(pieces) { index in
      let piece = piece(index)
      let count = piece.queryCount * piece.columns
      withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scratch in
        guard let base = scratch.baseAddress else { return }
        for member in 0..<groupSize {
          let head = piece.keyValueHead * groupSize + member
          let p = Matrix(
            probabilities.pointer + scoreStarts[piece.sequence] + head * count, rows: piece.queryCount,
            columns: piece.columns)
          let dp = Matrix(base, rows: piece.queryCount, columns: piece.columns)
          let ownP = p.columns(prefix..<piece.columns)
          let ownDp = dp.columns(prefix..<piece.columns)
          let output = queryMatrix(gradient, piece, head)
          let query = queryMatrix(queries, piece, head)
          let forQuery = queryMatrix(forQueries, piece, head)
          Product.alone(output, keyMatrix(values, piece).transposed, in: ownDp)
          if let prefixValues {
            Product.alone(output, prefixMatrix(prefixValues, piece).transposed, in: dp.columns(0..<prefix))
          }
          meit_softmax_adjoint(p.base, dp.base, piece.queryCount, piece.columns, piece.columns)
          Product.alone(ownP.transposed, output, in: keyMatrix(forValues, piece), accumulating: true)
          Product.alone(ownDp, keyMatrix(keys, piece), in: forQuery, factor: pattern.scale)
          Product.alone(
            ownDp.transposed, query, in: keyMatrix(forKeys, piece), factor: pattern.scale, accumulating: true)
          guard let prefixKeys, let forPrefixKeys, let forPrefixValues else { continue }
          let sharedP = p.columns(0..<prefix)
          let sharedDp = dp.columns(0..<prefix)
          Product.alone(sharedP.transposed, output, in: prefixMatrix(forPrefixValues, piece), accumulating: true)
          Product.alone(
            sharedDp, prefixMatrix(prefixKeys, piece), in: forQuery, factor: pattern.scale, accumulating: true)
          Product.alone(
            sharedDp.transposed, query, in: prefixMatrix(forPrefixKeys, piece), factor: pattern.scale,
            accumulating: true)
        }
      }
    }
    return (isJoined ? [forQueries.tensor] : [forQueries.tensor, forKeys.tensor, forValues.tensor])
      + (prefix > 0 ? [forPrefixKeys, forPrefixValues] : [])
  }

  private var isJoined: Bool { queries.tensor === keys.tensor }

  /// Room for the gradients of queries, and those of keys and values, which are sums and start at 0.
  private func gradients() -> (ColumnSlice, ColumnSlice, ColumnSlice) {
    guard isJoined else {
      return (
        ColumnSlice(Tensor(uninitialized: queries.tensor.shape)), ColumnSlice(.zeros(keys.tensor.shape)),
        ColumnSlice(.zeros(values.tensor.shape))
      )
    }
    let all = Tensor(uninitialized: queries.tensor.shape)
    let slices = [queries, keys, values].map { ColumnSlice(all, $0.columns) }
    slices[1].clear()
    slices[2].clear()
    return (slices[0], slices[1], slices[2])
  }
}
