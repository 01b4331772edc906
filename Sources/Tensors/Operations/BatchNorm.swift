import CKernels
import Parallel

/// What batch norm (Ioffe and Szegedy, 2015) does to a tensor, by channel over all rows: y = (x - mean) * scale + bias.
public struct BatchNormalization {
  let weight, bias: Tensor
  fileprivate let mean, reciprocal, scale: [Float]
  fileprivate let isTraining: Bool

  /// For x [..., C] with weight and bias [C]. When training, the moments are those of x, and `running` follows them;
  /// otherwise they are `running`.
  public init(
    of x: Tensor, weight: Tensor, bias: Tensor, running: RunningMoments, isTraining: Bool, epsilon: Float = 1e-5
  ) {
    precondition(
      weight.count == x.width && bias.count == x.width, "batch norm of \(weight.count) channels on \(x.shape)")
    precondition(!isTraining || x.rows > 1, "batch norm needs more than one value per channel to train")
    let moments = isTraining ? x.channelMoments() : (mean: running.mean.values, variance: running.variance.values)
    if isTraining { running.update(moments, rows: x.rows) }
    self.weight = weight
    self.bias = bias
    self.isTraining = isTraining
    mean = moments.mean
    reciprocal = moments.variance.map { 1 / ($0 + epsilon).squareRoot() }
    scale = zip(weight.values, reciprocal).map { $0 * $1 }
  }

  /// y, plus `shortcut` of its shape, and the positive part of that when `rectified`.
  func values(of x: Tensor, adding shortcut: Tensor? = nil, rectified: Bool) -> Tensor {
    precondition(shortcut.map { $0.encoding == x.encoding } ?? true, "a shortcut in other numbers")
    let value = Tensor(uninitialized: x.shape, isHalf: x.isHalf)
    Pool.forEachRange(x.rows, grain: Grain.rows(width: x.width)) { rows in
      let first = rows.lowerBound * x.width
      meit_normalise_columns(
        x.stored(from: first), mean, scale, bias.pointer, shortcut?.stored(from: first).base,
        value.stored(from: first).base, rectified ? 1 : 0, rows.count, x.width)
    }
    return value
  }

  /// The gradients of what the values are made of; that of the shortcut is the gradient where the output is above 0.
  struct Gradients {
    let x, weight, bias: Tensor
    let shortcut: Tensor?
  }

  /// - Parameters:
  ///   - gradient: That of the values, of x's shape.
  ///   - y: The values where they were rectified.
  func gradients(_ gradient: Tensor, x: Tensor, y: Tensor?, hasShortcut: Bool = false) -> Gradients {
    let width = x.width
    let masked = y != nil && hasShortcut ? Tensor(uninitialized: x.shape) : nil
    let sums = x.summedPieces([2, width]) { sums, rows in
      let first = rows.lowerBound * width
      meit_batch_norm_sums(
        x.stored(from: first), mean, gradient.pointer + first, y?.stored(from: first).base,
        masked.map { $0.pointer + first }, sums, rows.count, width)
    }
    let coefficients = Coefficients(self, sums: sums.pointer, rows: x.rows)
    let through = masked ?? gradient
    let mask = masked == nil ? y : nil
    let forX = Tensor(uninitialized: x.shape)
    Pool.forEachRange(x.rows, grain: Grain.rows(width: width)) { rows in
      let first = rows.lowerBound * width
      meit_batch_norm_adjoint(
        x.stored(from: first), mean, through.pointer + first, mask?.stored(from: first).base, coefficients.a,
        coefficients.b, coefficients.c, forX.pointer + first, rows.count, width)
    }
    return Gradients(
      x: forX, weight: Tensor(coefficients.forWeight, shape: [width]),
      bias: Tensor(coefficients.forBias, shape: [width]),
      shortcut: hasShortcut ? through : nil)
  }

  /// The gradient of x is a * (dy - b - (x - mean) * c), by channel.
  private struct Coefficients {
    var a, b, c, forWeight, forBias: [Float]

    init(_ norm: BatchNormalization, sums: UnsafePointer<Float>, rows: Int) {
      let width = norm.mean.count
      let reciprocal = norm.reciprocal
      a = zip(norm.weight.values, reciprocal).map { $0 * $1 }
      b = [Float](repeating: 0, count: width)
      c = b
      forBias = Array(UnsafeBufferPointer(start: sums, count: width))
      forWeight = (0..<width).map { sums[width + $0] * reciprocal[$0] }
      guard norm.isTraining else { return }
      for channel in 0..<width {
        b[channel] = sums[channel] / Float(rows)
        c[channel] = sums[width + channel] * reciprocal[channel] * reciprocal[channel] / Float(rows)
      }
    }
  }
}

extension Tensor {
  /// Batch norm, plus a shortcut of the same shape, then the positive part when `rectified`: [..., C] to [..., C].
  ///
  /// - Parameter norm: What was made of this tensor.
  public func normalized(
    by norm: BatchNormalization, adding shortcut: Tensor? = nil, rectified: Bool = false
  ) -> Tensor {
    precondition(shortcut == nil || shortcut?.shape == shape, "a shortcut of \(shortcut?.shape ?? []) to \(shape)")
    let x = detached
    let value = norm.values(of: x, adding: shortcut, rectified: rectified)
    let kept = rectified ? value.detached : nil
    let inputs = [self, norm.weight, norm.bias] + (shortcut.map { [$0] } ?? [])
    return Self.recorded(.batchNorm, inputs, value) { gradient in
      let found = norm.gradients(gradient, x: x, y: kept, hasShortcut: inputs.count > 3)
      return [found.x, found.weight, found.bias] + (found.shortcut.map { [$0] } ?? [])
    }
  }

  /// The mean and the biased variance of each channel over all rows, from those of pieces that fit the cache (Chan et
  /// al., 1979).
  fileprivate func channelMoments() -> (mean: [Float], variance: [Float]) {
    let grain = Grain.rows(width: width)
    let pieces = (rows + grain - 1) / grain
    let partial = Tensor(uninitialized: [pieces, 2, width])
    Pool.forEachRange(rows, grain: grain) { range in
      let piece = range.lowerBound / grain
      meit_column_moments(
        stored(from: range.lowerBound * width), partial.pointer + piece * 2 * width, range.count, width)
    }
    let moments = Tensor(uninitialized: [2, width])
    Pool.forEachRange(width, grain: 16) { channels in
      for channel in channels {
        let (mean, variance) = joinedMoments(partial, channel, grain: grain)
        moments.pointer[channel] = mean
        moments.pointer[width + channel] = variance
      }
    }
    return (Array(moments.elements[..<width]), Array(moments.elements[width...]))
  }

  /// The moments of a channel from those of its pieces of `grain` rows, [pieces, 2, channels].
  private func joinedMoments(_ partial: Tensor, _ channel: Int, grain: Int) -> (mean: Float, variance: Float) {
    var count = 0.0
    var center = 0.0
    var squares = 0.0
    for piece in 0..<partial.shape[0] {
      let added = Double(min(grain, rows - piece * grain))
      let total = count + added
      let base = partial.pointer + piece * 2 * width + channel
      let shift = Double(base[0]) - center
      squares += Double(base[width]) + shift * shift * count * added / total
      center += shift * added / total
      count = total
    }
    return (Float(center), Float(squares / count))
  }
}
