/// One bar per category, beside the bars of the chart's other series, with interval bars.
///
/// A published series is drawn as hollow points over the bars of the same name.
public struct BarMark: Equatable, Sendable {
  public var name: String
  /// `x` is the category's number, from 0.
  public var points: [Point]
  public var origin: Origin

  /// How much of a category's width its bars take.
  private static let groupWidth = 0.8

  public init(_ name: String, _ points: [Point], origin: Origin = .ours) {
    self.name = name
    self.points = points
    self.origin = origin
  }

  /// Bars of the categories 0, 1, 2, ...; NaN leaves a place empty.
  public init(_ name: String, heights: [Double], intervals: [Interval?] = [], origin: Origin = .ours) {
    let points = heights.enumerated().map { index, height in
      Point(Double(index), height, index < intervals.count ? intervals[index] : nil)
    }
    self.init(name, points, origin: origin)
  }
}

extension BarMark: DrawnMark {
  var swatch: Swatch { origin == .ours ? .box : .points }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) }
  var isBar: Bool { true }

  func layers(_ context: MarkContext) -> [Layer] {
    let width = Self.groupWidth / Double(context.bars.count)
    let offset = context.bars.offset * width
    let moved = points.map { Point($0.x + offset, $0.y, $0.interval) }
    let block = DataBlock(name, points: moved, context)
    // On a bar of the same colour only the edge tells a point.
    guard origin == .ours else { return origin.points(block, context.slot, edge: "ink") }
    let boxes = Layer(
      depth: .bar, block: block,
      clause:
        "using 1:2:(\(Numeral.exact(width * 0.94))) with boxes fillcolor rgb colour(\(context.slot)) fillstyle solid 1.0 noborder"
    )
    let hasIntervals = points.contains { $0.interval != nil }
    return hasIntervals ? [boxes, .intervalBars(block, colour: "linecolor rgb ink")] : [boxes]
  }
}
