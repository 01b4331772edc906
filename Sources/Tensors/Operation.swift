/// The differentiable operations; every one has an example in the gradient test.
public enum Operation: String, CaseIterable, Sendable {
  case activate, adapt, add, attend, averagePool, batchNorm, convolve, convolveChannels, crossEntropy, dropout, embed,
    gate, joinRows
  case layerNorm, linear, multiply, multiplyByScalar, normalizeRows, recompute, repeatColumns, reshape, rmsNorm, rotate,
    scale,
    selectiveScan, sum, takeColumns
  case takeRows
}

/// How many pieces parallel loops are cut into: by shape alone, so that results do not depend on the number of threads.
enum Grain {
  /// Elements in one piece of an elementwise loop.
  static let elements = 32_768

  /// Rows in one piece of a loop over rows of the given width.
  static func rows(width: Int) -> Int { max(1, elements / max(1, width)) }
}
