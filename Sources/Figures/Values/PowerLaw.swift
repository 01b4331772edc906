import Foundation
import Randomness

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
    quantile = StudentT.quantile(0.975, degreesOfFreedom: count - 2)
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
