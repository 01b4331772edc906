import Foundation

/// A recursive digital filter as a chain of second-order sections.
public struct RecursiveFilter: Sendable, Equatable {
  /// One section: (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2).
  public struct Section: Sendable, Equatable {
    public var b: SIMD3<Double>
    public var a: SIMD2<Double>
  }

  /// The sections in the order in which they are applied.
  public var sections: [Section]

  /// Filters forwards and backwards, so without delay, as scipy's `sosfiltfilt` does: each end is extended by an odd
  /// reflection of three times the filter's length (less for a shorter signal), and filtering starts in the steady
  /// state.
  public func zeroPhase(_ samples: [Double]) -> [Double] {
    guard samples.count > 1 else { return samples }
    let extent = min(3 * taps, samples.count - 1)
    var extended = [Double]()
    extended.reserveCapacity(samples.count + 2 * extent)
    let (first, last) = (samples[0], samples[samples.count - 1])
    extended += samples[1...extent].reversed().map { 2 * first - $0 }
    extended += samples
    extended += samples[(samples.count - 1 - extent)..<(samples.count - 1)].reversed().map { 2 * last - $0 }
    extended.withUnsafeMutableBufferPointer { buffer in
      run(buffer)
      buffer.reverse()
      run(buffer)
      buffer.reverse()
    }
    return Array(extended[extent..<(extent + samples.count)])
  }

  /// The length of the equivalent direct form.
  private var taps: Int {
    let short = sections.count { $0.b.z == 0 && $0.a.y == 0 }
    return 2 * sections.count + 1 - short
  }

  /// Filters in place from the steady state of the first sample (transposed direct form II).
  private func run(_ buffer: UnsafeMutableBufferPointer<Double>) {
    var level = buffer[0]
    for section in sections {
      let (b, a) = (section.b, section.a)
      let gain = b.sum() / (1 + a.sum())
      var second = (b.z - a.y * gain) * level
      var first = (b.y - a.x * gain) * level + second
      for index in buffer.indices {
        let input = buffer[index]
        let output = b.x * input + first
        first = b.y * input - a.x * output + second
        second = b.z * input - a.y * output
        buffer[index] = output
      }
      level *= gain
    }
  }
}

extension ECG {
  /// This ECG with every lead filtered without delay; leads without samples stay so.
  public func filtered(by filter: RecursiveFilter) -> ECG {
    var filtered = self
    filtered.forEachLead { _, samples in
      let result = filter.zeroPhase(samples.map(Double.init))
      for index in samples.indices { samples[index] = Float(result[index]) }
    }
    return filtered
  }
}
