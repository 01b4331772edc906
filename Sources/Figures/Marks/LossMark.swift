/// A noisy curve over training steps: the raw values faint, their exponential moving average on top.
public struct LossMark: Equatable, Sendable {
  public var name: String
  public var points: [Point]
  /// The weight of the past, from 0 (no smoothing) to below 1.
  public var smoothing: Double

  public init(_ name: String, _ points: [Point], smoothing: Double = 0.9) {
    self.name = name
    self.points = points
    self.smoothing = min(max(smoothing, 0), 0.999)
  }

  /// The moving average with its start corrected, so that the first value is the first raw one; gaps stay gaps.
  public var smoothed: [Point] {
    var (sum, weight) = (0.0, 0.0)
    return points.map { point in
      guard point.y.isFinite else { return Point(point.x, .nan) }
      sum = smoothing * sum + (1 - smoothing) * point.y
      weight = smoothing * weight + (1 - smoothing)
      return Point(point.x, sum / weight)
    }
  }
}

extension LossMark: DrawnMark {
  var swatch: Swatch { .line(points: false) }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.map(\.y) }

  func layers(_ context: MarkContext) -> [Layer] {
    let raw = DataBlock("\(name), raw", points: points, context)
    let smooth = DataBlock("\(name), smoothed", points: smoothed, context)
    let faint = "linecolor rgb pale(colour(\(context.slot))) linewidth line_width * 0.5"
    return [
      Layer(depth: .back, block: raw, clause: "using 1:2 with lines \(faint)"),
      Layer(depth: .line, block: smooth, clause: "using 1:2 with lines \(context.colour) linewidth line_width"),
    ]
  }
}
