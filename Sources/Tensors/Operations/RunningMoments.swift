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

extension RunningMoments {
  func update(_ biased: (mean: [Float], variance: [Float]), rows: Int) {
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
