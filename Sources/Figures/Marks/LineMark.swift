/// A curve through measured points, with its confidence interval as a band or as bars.
public struct LineMark: Equatable, Sendable {
  public enum Uncertainty: Equatable, Sendable {
    case band
    case bars
  }

  public var name: String
  public var points: [Point]
  public var origin: Origin
  public var uncertainty: Uncertainty
  /// Whether each point carries its series' shape.
  public var showsPoints: Bool

  public init(
    _ name: String, _ points: [Point], origin: Origin = .ours, uncertainty: Uncertainty = .band,
    showsPoints: Bool = true
  ) {
    self.name = name
    self.points = points
    self.origin = origin
    self.uncertainty = uncertainty
    self.showsPoints = showsPoints
  }
}

extension LineMark: DrawnMark {
  var swatch: Swatch { .line(points: showsPoints) }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) }

  func layers(_ context: MarkContext) -> [Layer] {
    let block = DataBlock(name, points: points, context)
    var layers: [Layer] = []
    if points.contains(where: { $0.interval != nil }) {
      layers.append(
        uncertainty == .band
          ? .band(block, colour: context.colour) : .intervalBars(block, colour: context.colour))
    }
    layers.append(
      Layer(
        depth: .line, block: block, clause: "using 1:2 with lines \(context.colour) linewidth line_width \(origin.dash)"
      ))
    return showsPoints ? layers + origin.points(block, context.slot) : layers
  }
}

extension Origin {
  /// Dashes short enough to show on the short sides of a radar.
  var dash: String { self == .published ? "dashtype (8,4)" : "dashtype 1" }

  /// Points in their series' shape: filled for ours; hollow for published ones, with what is behind them hidden.
  /// - Parameter edge: the colour of hollow ones; nil takes the series' own.
  func points(_ block: DataBlock, _ slot: Int, edge: String? = nil) -> [Layer] {
    let shape = "using 1:2 with points pointsize point_size pointtype"
    let inside = self == .ours ? "colour(\(slot))" : "'#FFFFFF'"
    let filled = Layer(depth: .point, block: block, clause: "\(shape) filled(\(slot)) linecolor rgb \(inside)")
    let outline = Layer(
      depth: .point, block: block, clause: "\(shape) hollow(\(slot)) linecolor rgb \(edge ?? "colour(\(slot))")")
    return self == .ours ? [filled] : [filled, outline]
  }
}
