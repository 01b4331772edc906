/// What may be drawn into a chart; each kind is a value of its own in a file of its own.
public enum Mark: Equatable, Sendable {
  case line(LineMark)
  case bars(BarMark)
  case scatter(ScatterMark)
  case fit(FitMark)
  case loss(LossMark)

  var drawn: any DrawnMark {
    switch self {
    case .line(let mark): mark
    case .bars(let mark): mark
    case .scatter(let mark): mark
    case .fit(let mark): mark
    case .loss(let mark): mark
    }
  }
}

/// What the script writer must know about a mark.
protocol DrawnMark {
  /// Marks of one name share a colour and a shape in all panels, and one entry of the legend.
  var name: String { get }
  var origin: Origin { get }
  /// What is written into the chart about the mark; empty for most.
  var note: String { get }
  /// The sign shown in the legend.
  var swatch: Swatch { get }
  /// What was measured.
  var points: [Point] { get }
  /// The positions and heights that the axes must have room for.
  var xValues: [Double] { get }
  var yValues: [Double] { get }
  /// Whether the mark stands beside others of its kind on the zero line.
  var isBar: Bool { get }
  /// Whether the mark is a curve whose intervals must be told from those of others.
  var isCurveWithIntervals: Bool { get }
  func layers(_ context: MarkContext) -> [Layer]
}

extension DrawnMark {
  var isBar: Bool { false }
  var isCurveWithIntervals: Bool { false }
  var origin: Origin { .ours }
  var note: String { "" }
}

/// The sign of a series in the legend.
enum Swatch: Equatable {
  case line(points: Bool)
  case points
  case box

  /// The sign of a series that is drawn in two ways: with its shape if one of them shows it.
  func joined(_ other: Swatch) -> Swatch {
    if case .line(let points) = self, case .line(let others) = other { return .line(points: points || others) }
    return self
  }
}

/// Where a mark finds itself in its chart.
struct MarkContext {
  /// The series' number, from 1: its colour and shape.
  var slot: Int
  /// Which of the bars of a group this one is.
  var bars: Place
  /// Which of the curves with intervals this one is.
  var curves: Place
  var x: FittedAxis
  var y: FittedAxis

  /// A mark's place among those of its kind.
  struct Place {
    var index: Int
    var count: Int

    /// The place of a name among some in order of appearance.
    init(_ name: String, among names: [String]) {
      let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      index = distinct.firstIndex(of: name) ?? 0
      count = max(distinct.count, 1)
    }

    /// How many places this one is right of the middle.
    var offset: Double { Double(index) - Double(count - 1) / 2 }
  }

  /// Between neighbouring curves, as a share of the x axis.
  private static let distance = 1 / 80.0
  /// All curves together take at most this share of the room between neighbouring points.
  private static let spread = 0.6

  var colour: String { "linecolor rgb colour(\(slot))" }

  /// How far a curve is moved to stand beside the others, as a share of the x axis.
  func shift(of points: [Point]) -> Double {
    let places = points.map { x.share(x.position($0.x)) }.filter(\.isFinite).sorted()
    let gap = zip(places.dropFirst(), places).map { $0 - $1 }.filter { $0 > 0 }.min() ?? 1
    return curves.offset * min(Self.distance, Self.spread * gap / Double(curves.count))
  }
}

/// One `plot` clause and the data that it shows.
struct Layer {
  /// Drawn from back to front.
  enum Depth: Int { case back, band, bar, line, point }
  var depth: Depth
  var block: DataBlock
  /// The columns and the style, as in `using 1:2 with lines`.
  var clause: String

  /// The interval of each point as a vertical bar; columns x, y, low, high. Not `yerrorbars`: those blot out what is
  /// under the point.
  /// - Parameter x: the column of the positions.
  static func intervalBars(_ block: DataBlock, x: String = "1", colour: String) -> Layer {
    Layer(
      depth: .line, block: block,
      clause: "using \(x):3:(0):($4-$3) with vectors nohead \(colour) linewidth line_width * 0.7")
  }

  /// The interval of each point as a band; columns x, y, low, high.
  static func band(_ block: DataBlock, colour: String) -> Layer {
    Layer(
      depth: .band, block: block,
      clause: "using 1:3:4 with filledcurves \(colour) fillstyle transparent solid band_opacity noborder")
  }
}
