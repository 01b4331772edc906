import Foundation

/// Measured points and the power law fitted to them: the line, its 95 % band, the exponent in the corner that the line
/// leaves free.
///
/// Fewer than three usable points are shown without a line.
public struct FitMark: Equatable, Sendable {
  public var name: String
  public var points: [Point]
  public var law: PowerLaw?

  private static let samples = 50

  public init(_ name: String, _ points: [Point]) {
    self.name = name
    self.points = points
    law = PowerLaw(fitting: points)
  }
}

extension FitMark: DrawnMark {
  var swatch: Swatch { .line(points: true) }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) + curve.flatMap(\.extent) }

  var note: String {
    guard let law else { return "" }
    let number = { (value: Double) in Numeral.minus(Numeral.fixed(value, 3)) }
    let interval = law.exponentInterval
    return "\(name): exponent \(number(law.exponent)) [\(number(interval.low)), \(number(interval.high))]"
  }

  func layers(_ context: MarkContext) -> [Layer] {
    let block = DataBlock(name, points: points, context)
    let fitted = DataBlock("\(name): power law", points: curve, context)
    let line = Layer(depth: .line, block: fitted, clause: "using 1:2 with lines \(context.colour) linewidth line_width")
    let hasIntervals = points.contains { $0.interval != nil }
    let bars = hasIntervals ? [Layer.intervalBars(block, colour: context.colour)] : []
    return [.band(fitted, colour: context.colour), line] + bars + Origin.ours.points(block, context.slot)
  }

  /// The law over the range of the points, equally spaced in the logarithm.
  private var curve: [Point] {
    let xs = points.map(\.x).filter { $0 > 0 && $0.isFinite }
    guard let law, let low = xs.min(), let high = xs.max() else { return [] }
    return (0...Self.samples).map { index in
      let x = low * pow(high / low, Double(index) / Double(Self.samples))
      return Point(x, law.value(at: x), law.interval(at: x))
    }
  }
}
