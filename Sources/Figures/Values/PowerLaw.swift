import Foundation

/// y = coefficient * x^exponent, fitted by least squares in the logarithms, with 95 % intervals from Student's t.
public struct PowerLaw: Equatable, Sendable {
  public let coefficient: Double
  public let exponent: Double
  public let exponentInterval: Interval

  private let count: Double
  private let meanLogX: Double
  private let spreadLogX: Double
  private let residual: Double
  private let quantile: Double

  /// Fits the points whose x and y are positive numbers; nil for fewer than three, or when all x are the same.
  public init?(fitting points: [Point]) {
    let usable = points.filter { $0.x > 0 && $0.y > 0 && $0.x.isFinite && $0.y.isFinite }
    let (x, y) = (usable.map { log($0.x) }, usable.map { log($0.y) })
    count = Double(usable.count)
    guard usable.count >= 3 else { return nil }
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    meanLogX = meanX
    spreadLogX = x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
    guard spreadLogX > 1e-12 else { return nil }
    let slope = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +) / spreadLogX
    let squares = zip(x, y).map { pow($1 - meanY - slope * ($0 - meanX), 2) }.reduce(0, +)
    residual = (squares / (count - 2)).squareRoot()
    quantile = StudentT.quantile975(degreesOfFreedom: usable.count - 2)
    exponent = slope
    coefficient = exp(meanY - slope * meanX)
    let half = quantile * residual / spreadLogX.squareRoot()
    exponentInterval = Interval(slope - half, slope + half)
  }

  public func value(at x: Double) -> Double { coefficient * pow(x, exponent) }

  /// The 95 % interval of the law itself (not of a new observation) at `x`.
  public func interval(at x: Double) -> Interval {
    let distance = log(x) - meanLogX
    let half = quantile * residual * (1 / count + distance * distance / spreadLogX).squareRoot()
    return Interval(value(at: x) * exp(-half), value(at: x) * exp(half))
  }
}

/// Student's t distribution.
enum StudentT {
  /// The 97.5 % quantile, by bisection of the distribution function.
  static func quantile975(degreesOfFreedom: Int) -> Double {
    var (low, high) = (1.9, 13.0)
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if tail(middle, degreesOfFreedom) > 0.025 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(T > t), from the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4.
  static func tail(_ t: Double, _ degreesOfFreedom: Int) -> Double {
    let angle = atan(t / Double(degreesOfFreedom).squareRoot())
    let square = cos(angle) * cos(angle)
    let isOdd = degreesOfFreedom % 2 == 1
    var term = isOdd ? cos(angle) : 1
    var sum = degreesOfFreedom == 1 ? 0 : term
    var index = isOdd ? 3 : 2
    while index <= degreesOfFreedom - 2 {
      term *= square * Double(index - 1) / Double(index)
      sum += term
      index += 2
    }
    let central = isOdd ? 2 / Double.pi * (angle + sin(angle) * sum) : sin(angle) * sum
    return (1 - central) / 2
  }
}
