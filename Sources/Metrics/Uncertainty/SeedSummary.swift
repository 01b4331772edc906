import Foundation

/// The mean over runs that differ in their seed only, with Student's t interval.
public struct SeedSummary: Sendable, Equatable, Codable {
  /// The mean over the runs.
  public let mean: Double
  /// The sample standard deviation; nil for a single run.
  public let deviation: Double?
  /// The interval of the mean; nil for a single run, and where a value is not finite.
  public let interval: ClosedRange<Double>?
  /// How many runs there were.
  public let runs: Int

  /// Summarises one value per run.
  /// - Throws: `MetricError.empty` if there is no run.
  public init(_ values: [Double], level: Double = 0.95) throws(MetricError) {
    guard !values.isEmpty else { throw .empty }
    precondition(level > 0 && level < 1, "a level of \(level)")
    runs = values.count
    mean = values.reduce(0, +) / Double(values.count)
    guard values.count > 1 else {
      deviation = nil
      interval = nil
      return
    }
    let center = mean
    let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let deviation = (squares / Double(values.count - 1)).squareRoot()
    let quantile = StudentT.quantile((1 + level) / 2, degreesOfFreedom: Double(values.count - 1))
    let reach = quantile * deviation / Double(values.count).squareRoot()
    self.deviation = deviation
    interval = reach.isFinite ? mean - reach...mean + reach : nil
  }
}

/// Student's t distribution.
enum StudentT {
  /// The value below which a share of at least 1/2 lies, by bisection of the distribution function.
  static func quantile(_ share: Double, degreesOfFreedom: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while cumulative(high, degreesOfFreedom) < share { high *= 2 }
    for _ in 0..<200 where high - low > 1e-14 * high {
      let middle = (low + high) / 2
      if cumulative(middle, degreesOfFreedom) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(T <= t) for t >= 0: 1 - I_x(n/2, 1/2) / 2 with x = n / (n + t^2).
  static func cumulative(_ t: Double, _ degreesOfFreedom: Double) -> Double {
    let x = degreesOfFreedom / (degreesOfFreedom + t * t)
    return 1 - incompleteBeta(x, degreesOfFreedom / 2, 0.5) / 2
  }

  /// The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8) and Lentz's
  /// method.
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0, x < 1 else { return x <= 0 ? 0 : 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    let logarithm = scale + a * log(x) + b * log(1 - x)
    let tiny = 1e-300
    var numerator = 1.0
    var denominator = 1 / (1 - (a + b) * x / (a + 1))
    var fraction = denominator
    for m in 1...400 {
      let m = Double(m)
      let index = a + 2 * m
      let even = m * (b - m) * x / ((index - 1) * index)
      let odd = -(a + m) * (a + b + m) * x / (index * (index + 1))
      for coefficient in [even, odd] {
        denominator = 1 / max(tiny, 1 + coefficient * denominator)
        numerator = max(tiny, 1 + coefficient / numerator)
        fraction *= denominator * numerator
      }
      if abs(denominator * numerator - 1) < 1e-16 { break }
    }
    return exp(logarithm) * fraction / a
  }
}
