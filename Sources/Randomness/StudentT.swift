import Foundation

/// Student's t distribution.
public enum StudentT {
  /// The value below which a share of at least 1/2 lies, by bisection of the distribution function.
  public static func quantile(_ share: Double, degreesOfFreedom: Double) -> Double {
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
