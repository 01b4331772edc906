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
    // Adding 0 turns -0 into 0.
    return (stride(from: first, through: last, by: 1).map { $0 * step + 0 }, step)
  }

  /// The multiples of powers of ten that an axis may show, from coarse to fine.
  private static let factors: [[Double]] = [
    [1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7], [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9],
  ]

  /// Round numbers inside `range`, at least four if there are, the coarsest that do; evenly spaced ones in a range too
  /// narrow for that.
  ///
  /// - Parameter range: of positive numbers.
  static func logarithmic(in range: ClosedRange<Double>) -> [Double] {
    let exponents = Int(floor(log10(range.lowerBound)))...Int(ceil(log10(range.upperBound)))
    let choices = factors.map { factors in
      exponents.flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }.filter(range.contains)
    }
    guard let chosen = choices.first(where: { $0.count >= 4 }) else { return linear(in: range, target: 4).positions }
    let stride = (chosen.count + 7) / 8
    return chosen.enumerated().filter { $0.offset % max(stride, 1) == 0 }.map(\.element)
  }

  /// Whether more than two positions stand at equal distances, as a row of powers or their multiples does not.
  static func areEven(_ positions: [Double]) -> Bool {
    let steps = zip(positions.dropFirst(), positions).map { $0 - $1 }
    guard let first = steps.first, steps.count > 1 else { return false }
    return steps.allSatisfy { abs($0 - first) < 1e-6 * abs(first) }
  }

  /// Ticks that all carry as many decimals as the finest needs.
  static func labelled(_ positions: [Double], _ notation: Axis.Notation) -> [FittedAxis.Tick] {
    guard notation == .plain, positions.allSatisfy({ abs($0) < 1e5 }) else {
      return positions.map { .init(label: notation.label($0, logarithmic: false), position: $0) }
    }
    let digits = (0...6).first { digits in
      let scale = pow(10, Double(digits))
      // Ticks closer than a unit of the last digit would carry the same label.
      let isFine = zip(positions.dropFirst(), positions).allSatisfy { abs($0 - $1) * scale > 0.5 }
      return isFine && positions.allSatisfy { abs(($0 * scale).rounded() - $0 * scale) < 1e-6 }
    }
    guard let digits else { return positions.map { .init(label: Numeral.short($0), position: $0) } }
    return positions.map {
      .init(label: Numeral.fixed($0, digits).replacing("-", with: "−"), position: $0)
    }
  }
}
