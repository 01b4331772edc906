/// A curve through measured points. The confidence intervals of one or two curves of a chart are bands; those of more,
/// which would hide each other, are bars, and the curves stand a little beside each other.
public struct LineMark: Equatable, Sendable {
  public var name: String
  public var points: [Point]
  public var origin: Origin
  /// Whether each point carries its series' shape.
  public var showsPoints: Bool

  /// So many bands can be told apart where they overlap.
  private static let mostBands = 2

  public init(_ name: String, _ points: [Point], origin: Origin = .ours, showsPoints: Bool = true) {
    self.name = name
    self.points = points
    self.origin = origin
    self.showsPoints = showsPoints
  }
}

extension LineMark: DrawnMark {
  var swatch: Swatch { .line(points: showsPoints) }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) }
  var isCurveWithIntervals: Bool { points.contains { $0.interval != nil } }

  func layers(_ context: MarkContext) -> [Layer] {
    let isCrowded = isCurveWithIntervals && context.curves.count > Self.mostBands
    let block = DataBlock(name, points: points, context)
    let x = context.x.firstColumn(movedBy: isCrowded ? context.shift(of: points) : 0)
    var layers: [Layer] = []
    if isCurveWithIntervals {
      layers.append(
        isCrowded ? .intervalBars(block, x: x, colour: context.colour) : .band(block, colour: context.colour))
    }
    layers.append(
      Layer(
        depth: .line, block: block,
        clause: "using \(x):2 with lines \(context.colour) linewidth line_width \(origin.dash)"
      ))
    return showsPoints ? layers + origin.points(block, x: x, context.slot) : layers
  }
}

extension Origin {
  /// Dashes short enough to show on the short sides of a radar.
  var dash: String { self == .published ? "dashtype (8,4)" : "dashtype 1" }

  /// Points in their series' shape: filled for ours; hollow for published ones, with what is behind them hidden.
  /// - Parameters:
  ///   - x: the column of the positions.
  ///   - edge: the colour of hollow ones; nil takes the series' own.
  func points(_ block: DataBlock, x: String = "1", _ slot: Int, edge: String? = nil) -> [Layer] {
    let shape = "using \(x):2 with points pointsize point_size pointtype"
    let inside = self == .ours ? "colour(\(slot))" : "'#FFFFFF'"
    let filled = Layer(depth: .point, block: block, clause: "\(shape) filled(\(slot)) linecolor rgb \(inside)")
    let outline = Layer(
      depth: .point, block: block, clause: "\(shape) hollow(\(slot)) linecolor rgb \(edge ?? "colour(\(slot))")")
    return self == .ours ? [filled] : [filled, outline]
  }
}
