import Foundation

/// Polyphase resampling by a rational factor, with the anti-aliasing filter of `scipy.signal.resample_poly`: a windowed
/// sinc of 20 periods of the lower rate under a Kaiser window with beta 5; outside the signal is zero.
public struct Resampler: Sendable {
  /// The factor as a fraction in lowest terms.
  public let up: Int
  public let down: Int
  /// For each of the `up` phases its taps in the order of the input samples, and the first sample relative to the
  /// output's position in the input.
  private let phases: [(taps: [Double], first: Int)]

  /// The largest term of the fraction between two rates.
  public static let largestTerm = 20_000

  /// A resampler by `up / down`.
  public init(up: Int, down: Int) {
    precondition(up > 0 && down > 0, "a factor of \(up)/\(down)")
    let divisor = Self.greatestCommonDivisor(up, down)
    self.up = up / divisor
    self.down = down / divisor
    phases = Self.phases(up: up / divisor, down: down / divisor)
  }

  /// A resampler from one rate in hertz to another; nil when their ratio is no fraction of terms up to `largestTerm`.
  public init?(from source: Double, to target: Double) {
    guard source > 0, target > 0, source.isFinite, target.isFinite else { return nil }
    for scale in [1.0, 10, 100, 1000, 10_000] {
      let (down, up) = ((source * scale).rounded(), (target * scale).rounded())
      guard abs(down - source * scale) < 1e-6, abs(up - target * scale) < 1e-6, max(up, down) < 1e12 else { continue }
      let divisor = Self.greatestCommonDivisor(Int(up), Int(down))
      guard max(Int(up), Int(down)) / divisor <= Self.largestTerm else { return nil }
      self.init(up: Int(up), down: Int(down))
      return
    }
    return nil
  }

  /// How many samples come of `count`.
  public func length(of count: Int) -> Int { (count * up + down - 1) / down }

  /// The samples at the new rate [T] -> [ceil(T * up / down)].
  public func resampled(_ samples: [Double]) -> [Double] {
    guard up != down else { return samples }
    return (0..<length(of: samples.count)).map { index in
      let (position, phase) = (index * down).quotientAndRemainder(dividingBy: up)
      let (taps, first) = phases[phase]
      let start = max(0, position + first)
      let end = min(samples.count, position + first + taps.count)
      guard start < end else { return 0 }
      return Self.product(samples, taps, offset: position + first, start..<end)
    }
  }

  /// The sum of samples times taps over `range`, in four partial sums so that it vectorises.
  private static func product(_ samples: [Double], _ taps: [Double], offset: Int, _ range: Range<Int>) -> Double {
    samples.withUnsafeBufferPointer { samples in
      taps.withUnsafeBufferPointer { taps in
        var sums = SIMD4<Double>()
        var index = range.lowerBound
        while index + 4 <= range.upperBound {
          let x = SIMD4(samples[index], samples[index + 1], samples[index + 2], samples[index + 3])
          let at = index - offset
          sums += x * SIMD4(taps[at], taps[at + 1], taps[at + 2], taps[at + 3])
          index += 4
        }
        var sum = sums.sum()
        while index < range.upperBound {
          sum += samples[index] * taps[index - offset]
          index += 1
        }
        return sum
      }
    }
  }

  private static func phases(up: Int, down: Int) -> [(taps: [Double], first: Int)] {
    let half = 10 * max(up, down)
    let filter = lowPass(half: half, cutoff: 1 / Double(max(up, down))).map { $0 * Double(up) }
    return (0..<up).map { phase in
      // The tap of input sample j for the output at `phase / up` is filter[half + phase - j * up].
      let first = -((half - phase) / up)
      let last = (half + phase) / up
      return ((first...last).map { filter[half + phase - $0 * up] }, first)
    }
  }

  /// A windowed sinc of `2 * half + 1` taps that sum to 1; `cutoff` is relative to half the sampling rate.
  static func lowPass(half: Int, cutoff: Double) -> [Double] {
    let beta = 5.0
    let taps = (-half...half).map { index in
      let angle = Double.pi * cutoff * Double(index)
      let sinc = index == 0 ? 1 : sin(angle) / angle
      let place = Double(index) / Double(half)
      return sinc * bessel(beta * (1 - place * place).squareRoot())
    }
    let sum = taps.reduce(0, +)
    return taps.map { $0 / sum }
  }

  /// The modified Bessel function of order zero, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term, n) = (1.0, 1.0, 1.0)
    while term > sum * 1e-17 {
      term *= (x / (2 * n)) * (x / (2 * n))
      sum += term
      n += 1
    }
    return sum
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}

extension ECG {
  /// This ECG at another sampling rate in hertz; leads without samples stay so. Other gaps spread, so repair them
  /// first.
  /// - Throws: `SignalError.unsupported` when the two rates have no usable ratio.
  public func resampled(to target: Double) throws(SignalError) -> ECG {
    guard target != samplesPerSecond else { return self }
    guard let resampler = Resampler(from: samplesPerSecond, to: target) else {
      throw .unsupported(record: "at \(samplesPerSecond) Hz", what: "it cannot be resampled to \(target) Hz")
    }
    return resampled(by: resampler, to: target)
  }

  private func resampled(by resampler: Resampler, to target: Double) -> ECG {
    var resampled = ECG(samplesPerSecond: target, millivolts: [])
    resampled.millivolts.reserveCapacity(resampler.length(of: count) * Lead.allCases.count)
    for lead in Lead.allCases {
      resampled.millivolts += resampler.resampled(self[lead].map(Double.init)).map(Float.init)
    }
    return resampled
  }
}
