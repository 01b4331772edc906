/// How slow drift is removed.
public enum BaselineRemoval: Sendable, Equatable, Codable {
  /// Two moving medians, of 200 and 600 ms, give the baseline (de Chazal, O'Dwyer and Reilly, "Automatic classification
  /// of heartbeats", IEEE Transactions on Biomedical Engineering 51, 2004).
  case median
  /// A zero-phase second-order Butterworth high-pass with its corner at `hertz`.
  case highPass(hertz: Double)
}

extension ECG {
  /// This ECG without slow drift; leads without samples stay so.
  public func removingBaseline(_ method: BaselineRemoval) -> ECG {
    switch method {
    case .median:
      let windows = [0.2, 0.6].map { 2 * Int((samplesPerSecond * $0 / 2).rounded()) + 1 }
      var flat = self
      flat.forEachLead { _, samples in
        guard !samples.contains(where: \.isNaN) else { return }
        let baseline = windows.reduce(Array(samples)) { MovingMedian.filtered($0, window: $1) }
        for index in samples.indices { samples[index] -= baseline[index] }
      }
      return flat
    case .highPass(let hertz):
      return RecursiveFilter(butterworth: .highPass(hertz), order: 2, samplesPerSecond: samplesPerSecond)
        .map(filtered(by:)) ?? self
    }
  }
}

/// The median of a window that moves along a signal, whose ends repeat outwards.
enum MovingMedian {
  /// The medians [T] of the `window` (odd) samples around each one.
  static func filtered(_ samples: [Float], window: Int) -> [Float] {
    precondition(window > 0 && !window.isMultiple(of: 2), "a median over \(window) samples has no middle")
    guard let last = samples.indices.last else { return samples }
    let half = window / 2
    func sample(_ index: Int) -> Float { samples[min(max(index, 0), last)] }
    var sorted = (-half...half).map(sample).sorted()
    return samples.indices.map { index in
      defer {
        sorted.remove(at: position(of: sample(index - half), in: sorted))
        let new = sample(index + half + 1)
        sorted.insert(new, at: position(of: new, in: sorted))
      }
      return sorted[half]
    }
  }

  /// The first place in `sorted` that is not below `value`.
  private static func position(of value: Float, in sorted: [Float]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
