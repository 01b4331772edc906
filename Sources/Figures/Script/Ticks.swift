import Foundation

/// Round numbers at which an axis is labelled.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten inside `range`, about `target` of them.
  static func linear(in range: ClosedRange<Double>, target: Int) -> (positions: [Double], step: Double) {
    let span = range.upperBound - range.lowerBound
    guard span.isFinite, span > 0 else { return ([range.lowerBound], 1) }
    let rough = span / Double(max(target, 1))
    let power = pow(10, floor(log10(rough)))
    let step = ([1, 2, 5, 10].first { $0 * power >= rough * 0.8 } ?? 10) * power
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 100 else { return ([range.lowerBound, range.upperBound], step) }
    return (stride(from: first, through: last, by: 1).map { $0 * step }, step)
  }

  /// The powers of ten inside `range`, with 2 and 5 times them where there are fewer than three.
  static func logarithmic(in range: ClosedRange<Double>) -> [Double] {
    let exponents = Int(floor(log10(range.lowerBound)))...Int(ceil(log10(range.upperBound)))
    let wanted: (ClosedRange<Double>) -> Bool = {
      $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound
    }
    func multiples(_ factors: [Double]) -> [Double] {
      exponents.flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }.filter { wanted($0...$0) }
    }
    let powers = multiples([1])
    guard powers.count < 3 else {
      return powers.count > 8 ? powers.enumerated().filter { $0.offset % 2 == 0 }.map(\.element) : powers
    }
    let finer = multiples([1, 2, 5])
    return finer.count >= 2 ? finer : multiples([1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  /// Ticks that all carry as many decimals as the finest needs.
  static func labelled(_ positions: [Double], _ notation: Axis.Notation) -> [FittedAxis.Tick] {
    guard notation == .plain, positions.allSatisfy({ abs($0) < 1e5 }) else {
      return positions.map { .init(label: notation.label($0, logarithmic: false), position: $0) }
    }
    let digits = (0...6).first { digits in
      positions.allSatisfy { abs(($0 * pow(10, Double(digits))).rounded() - $0 * pow(10, Double(digits))) < 1e-6 }
    }
    guard let digits else { return positions.map { .init(label: Numeral.short($0), position: $0) } }
    return positions.map {
      .init(label: Numeral.fixed($0, digits).replacing("-", with: "−"), position: $0)
    }
  }
}
