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
  var swatch: Swatch? { .line(points: showsPoints) }
  var xValues: [Double] { points.map(\.x) }
  var yValues: [Double] { points.flatMap(\.extent) }

  func layers(_ context: MarkContext) -> [Layer] {
    let block = DataBlock(name, points: points, context)
    let colour = "linecolor rgb colour(\(context.slot))"
    var layers: [Layer] = []
    if points.contains(where: { $0.interval != nil }) {
      switch uncertainty {
      case .band:
        let clause = "using 1:3:4 with filledcurves \(colour) fillstyle transparent solid band_opacity noborder"
        layers.append(Layer(depth: .band, block: block, clause: clause))
      case .bars:
        let clause = "using 1:2:3:4 with yerrorbars \(colour) linewidth line_width * 0.7 pointtype -1"
        layers.append(Layer(depth: .line, block: block, clause: clause))
      }
    }
    let dash = origin == .published ? "dashtype 2" : "dashtype 1"
    layers.append(
      Layer(depth: .line, block: block, clause: "using 1:2 with lines \(colour) linewidth line_width \(dash)"))
    return showsPoints ? layers + origin.points(block, context.slot) : layers
  }
}

extension Origin {
  /// Points in their series' shape: filled for ours; hollow for published ones, with the line behind them hidden.
  func points(_ block: DataBlock, _ slot: Int, columns: String = "1:2") -> [Layer] {
    let shape = "using \(columns) with points pointsize point_size pointtype"
    let filled = Layer(
      depth: .point, block: block,
      clause: "\(shape) filled(\(slot)) linecolor rgb \(self == .ours ? "colour(\(slot))" : "'#FFFFFF'")")
    let outline = Layer(depth: .point, block: block, clause: "\(shape) hollow(\(slot)) linecolor rgb colour(\(slot))")
    return self == .ours ? [filled] : [filled, outline]
  }
}
