/// Unconnected points, with interval bars where there are intervals.
public struct ScatterMark: Equatable, Sendable {
  public var name: String
  public var points: [Point]
  public var origin: Origin

  public init(_ name: String, _ points: [Point], origin: Origin = .ours) {
    self.name = name
    self.points = points
    self.origin = origin
  }
}

extension ScatterMark: DrawnMark {
  var swatch: Swatch { .points }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) }

  func layers(_ context: MarkContext) -> [Layer] {
    let block = DataBlock(name, points: points, context)
    let hasIntervals = points.contains { $0.interval != nil }
    let bars = hasIntervals ? [Layer.intervalBars(block, colour: context.colour)] : []
    return bars + origin.points(block, context.slot)
  }
}
