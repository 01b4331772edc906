import CKernels
import Parallel

/// What batch norm remembers of the batches that it saw, for use when not training.
public final class RunningMoments {
  /// The running mean, [C].
  public let mean: Tensor
  /// The running unbiased variance, [C].
  public let variance: Tensor
  /// The weight of a new batch.
  public let momentum: Float
  /// While not nil, batches are noted here instead of being followed, so that those of other processes can be put in
  /// their order among them.
  public var noted: [Batch]?

  /// The moments of one batch.
  public struct Batch: Equatable, Sendable {
    public let mean: [Float]
    /// Unbiased.
    public let variance: [Float]

    public init(mean: [Float], variance: [Float]) {
      self.mean = mean
      self.variance = variance
    }
  }

  public init(channels: Int, momentum: Float = 0.1) {
    mean = .zeros([channels])
    variance = .filled(1, shape: [channels])
    self.momentum = momentum
  }
}

extension Tensor {
  /// Batch norm (Ioffe and Szegedy, 2015) by channel over all rows: x [..., C], weight and bias [C]; then max(0, y) when
  /// `rectified`. When training, the batch's own moments are used and `running` is updated; otherwise `running` is used.
  public func batchNorm(
    weight: Tensor, bias: Tensor, running: RunningMoments, isTraining: Bool, epsilon: Float = 1e-5,
    rectified: Bool = false
  ) -> Tensor {
    precondition(weight.count == width && bias.count == width, "batch norm of \(weight.count) channels on \(shape)")
    precondition(!isTraining || rows > 1, "batch norm needs more than one value per channel to train")
    let x = detached
    let w = weight.detached
    let moments = isTraining ? x.channelMoments() : (mean: running.mean.values, variance: running.variance.values)
    if isTraining { running.update(moments, rows: x.rows) }
    let reciprocal = moments.variance.map { 1 / ($0 + epsilon).squareRoot() }
    let scale = zip(w.values, reciprocal).map { $0 * $1 }
    let value = Tensor(uninitialized: x.shape)
    Pool.forEachRange(x.rows, grain: Grain.rows(width: x.width)) { rows in
      let first = rows.lowerBound * x.width
      meit_normalise_columns(
        x.pointer + first, moments.mean, scale, bias.pointer, value.pointer + first, rectified ? 1 : 0, rows.count,
        x.width)
    }
    let kept = rectified ? value.detached : nil
    let adjoint = BatchNormAdjoint(
      x: x, y: kept, weight: w.values, mean: moments.mean, reciprocal: reciprocal, isTraining: isTraining)
    return Self.recorded(.batchNorm, [self, weight, bias], value) { adjoint($0) }
  }

  /// The mean and the biased variance of each channel over all rows, from those of pieces that fit the cache (Chan et
  /// al., 1979).
  private func channelMoments() -> (mean: [Float], variance: [Float]) {
    let grain = Grain.rows(width: width)
    let pieces = (rows + grain - 1) / grain
    let partial = Tensor(uninitialized: [pieces, 2, width])
    Pool.forEachRange(rows, grain: grain) { range in
      let piece = range.lowerBound / grain
      meit_column_moments(
        pointer + range.lowerBound * width, partial.pointer + piece * 2 * width, range.count, width)
    }
    var mean = [Float](repeating: 0, count: width)
    var variance = mean
    for channel in 0..<width {
      var count = 0.0
      var center = 0.0
      var squares = 0.0
      for piece in 0..<pieces {
        let added = Double(min(grain, rows - piece * grain))
        let total = count + added
        let base = partial.pointer + piece * 2 * width + channel
        let shift = Double(base[0]) - center
        squares += Double(base[width]) + shift * shift * count * added / total
        center += shift * added / total
        count = total
      }
      mean[channel] = Float(center)
      variance[channel] = Float(squares / count)
    }
    return (mean, variance)
  }
}

extension RunningMoments {
  fileprivate func update(_ biased: (mean: [Float], variance: [Float]), rows: Int) {
    let unbiased = Float(rows) / Float(rows - 1)
    let batch = Batch(mean: biased.mean, variance: biased.variance.map { $0 * unbiased })
    if noted == nil { follow(batch) } else { noted?.append(batch) }
  }

  /// Moves the running moments towards those of a batch.
  public func follow(_ batch: Batch) {
    for channel in 0..<mean.count {
      mean.pointer[channel] += momentum * (batch.mean[channel] - mean.pointer[channel])
      variance.pointer[channel] += momentum * (batch.variance[channel] - variance.pointer[channel])
    }
  }
}

private struct BatchNormAdjoint {
  let x: Tensor
  let y: Tensor?
  let weight, mean, reciprocal: [Float]
  let isTraining: Bool

  func callAsFunction(_ gradient: Tensor) -> [Tensor?] {
    let width = x.width
    let sums = x.summedPieces([2, width]) { sums, rows in
      let first = rows.lowerBound * width
      meit_batch_norm_sums(
        x.pointer + first, mean, gradient.pointer + first, y.map { $0.pointer + first }, sums, rows.count, width)
    }
    let n = Float(x.rows)
    var a = [Float](repeating: 0, count: width)
    var b = a
    var c = a
    let forWeight = Tensor(uninitialized: [width])
    let forBias = Tensor(uninitialized: [width])
    for channel in 0..<width {
      let sum = sums.pointer[channel]
      let product = sums.pointer[width + channel]
      forBias.pointer[channel] = sum
      forWeight.pointer[channel] = product * reciprocal[channel]
      a[channel] = weight[channel] * reciprocal[channel]
      guard isTraining else { continue }
      b[channel] = sum / n
      c[channel] = product * reciprocal[channel] * reciprocal[channel] / n
    }
    let forX = Tensor(uninitialized: x.shape)
    Pool.forEachRange(x.rows, grain: Grain.rows(width: width)) { rows in
      let first = rows.lowerBound * width
      meit_batch_norm_adjoint(
        x.pointer + first, mean, gradient.pointer + first, y.map { $0.pointer + first }, a, b, c, forX.pointer + first,
        rows.count, width)
    }
    return [forX, forWeight, forBias]
  }
}
