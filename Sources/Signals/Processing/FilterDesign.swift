import Foundation

extension RecursiveFilter {
  /// What a filter lets through, in hertz.
  public enum Band: Sendable, Equatable {
    case lowPass(Double)
    case highPass(Double)
    case bandPass(Double, Double)

    fileprivate var corners: [Double] {
      switch self {
      case .lowPass(let corner), .highPass(let corner): [corner]
      case .bandPass(let low, let high): [low, high]
      }
    }
  }

  /// The digital Butterworth filter of scipy's `butter(order, ..., output="sos")`: the analogue prototype, moved to the
  /// band and mapped by the bilinear transform with prewarped corners.
  ///
  /// Nil when a corner is not between 0 and half the sampling rate, or the corners are not in order.
  public init?(butterworth band: Band, order: Int, samplesPerSecond: Double) {
    precondition(order > 0, "a filter of order \(order)")
    let corners = band.corners
    guard corners.allSatisfy({ $0 > 0 && $0 < samplesPerSecond / 2 }), corners == corners.sorted(),
      Set(corners).count == corners.count
    else { return nil }
    // In units of twice the sampling rate the bilinear transform is z = (1 + s) / (1 - s).
    let warped = corners.map { tan(.pi * $0 / samplesPerSecond) }
    let prototype = (0..<order).map { index in
      Complex(-1) * Complex(angle: .pi * Double(2 * index - order + 1) / Double(2 * order))
    }
    let poles: [Complex]
    let reference: Complex
    let numerators: (pair: SIMD3<Double>, single: SIMD3<Double>)
    switch band {
    case .lowPass:
      poles = prototype.map { $0 * Complex(warped[0]) }
      numerators = (SIMD3(1, 2, 1), SIMD3(1, 1, 0))
      reference = Complex(1)
    case .highPass:
      poles = prototype.map { Complex(warped[0]) / $0 }
      numerators = (SIMD3(1, -2, 1), SIMD3(1, -1, 0))
      reference = Complex(-1)
    case .bandPass:
      let (width, center) = (warped[1] - warped[0], warped[0] * warped[1])
      poles = prototype.flatMap { pole in
        let shifted = pole * Complex(width / 2)
        let root = (shifted * shifted - Complex(center)).squareRoot
        return [shifted + root, shifted - root]
      }
      numerators = (SIMD3(1, 0, -1), SIMD3(1, 0, -1))
      reference = Complex(angle: 2 * atan(center.squareRoot()))
    }
    sections = Self.denominators(poles.map { (Complex(1) + $0) / (Complex(1) - $0) }).map { a in
      Section(b: a.y == 0 ? numerators.single : numerators.pair, a: a).normalised(at: reference)
    }
  }

  /// The band-stop of scipy's `iirnotch(hertz, quality, fs)`; nil when `hertz` is not below half the sampling rate.
  public init?(notch hertz: Double, quality: Double = 30, samplesPerSecond: Double) {
    guard hertz > 0, hertz < samplesPerSecond / 2, quality > 0 else { return nil }
    let angle = 2 * Double.pi * hertz / samplesPerSecond
    let gain = 1 / (1 + tan(angle / quality / 2))
    let turn = -2 * cos(angle)
    sections = [Section(b: SIMD3(gain, gain * turn, gain), a: SIMD2(gain * turn, 2 * gain - 1))]
  }

  /// The denominators of sections with the given poles: conjugate pairs, pairs of real poles, and a single one left.
  private static func denominators(_ poles: [Complex]) -> [SIMD2<Double>] {
    let tolerance = 1e-12
    let pairs = poles.filter { $0.imaginary > tolerance }.map { pole in
      SIMD2(-2 * pole.real, pole.real * pole.real + pole.imaginary * pole.imaginary)
    }
    let real = poles.filter { abs($0.imaginary) <= tolerance }.map(\.real)
    return pairs
      + stride(from: 0, to: real.count, by: 2).map { index in
        index + 1 < real.count
          ? SIMD2(-(real[index] + real[index + 1]), real[index] * real[index + 1]) : SIMD2(-real[index], 0)
      }
  }
}

extension RecursiveFilter.Section {
  /// The section scaled to a gain of 1 at a point of the unit circle.
  fileprivate func normalised(at z: Complex) -> Self {
    let back = Complex(1) / z
    let above = Complex(b.x) + back * (Complex(b.y) + back * Complex(b.z))
    let below = Complex(1) + back * (Complex(a.x) + back * Complex(a.y))
    return Self(b: b * (below.magnitude / above.magnitude), a: a)
  }
}
