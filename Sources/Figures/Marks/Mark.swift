/// What may be drawn into a chart; each kind is a value of its own in a file of its own.
public enum Mark: Equatable, Sendable {
  case line(LineMark)

  var drawn: any DrawnMark {
    switch self {
    case .line(let mark): mark
    }
  }
}

/// What the script writer must know about a mark.
protocol DrawnMark {
  /// The legend's text; marks of one name share a colour and a shape in all panels.
  var name: String { get }
  var origin: Origin { get }
  /// The sign shown in the legend; nil keeps the mark out of it.
  var swatch: Swatch? { get }
  /// The positions and heights that the axes must have room for.
  var xValues: [Double] { get }
  var yValues: [Double] { get }
  /// Whether the y axis must start at 0.
  var standsOnZero: Bool { get }
  func layers(_ context: MarkContext) -> [Layer]
}

extension DrawnMark {
  var standsOnZero: Bool { false }
  var origin: Origin { .ours }
}

/// The sign of a series in the legend.
enum Swatch: Equatable {
  case line(points: Bool)
  case points
  case box
}

/// Where a mark finds itself in its chart.
struct MarkContext {
  /// The series' number, from 1: its colour and shape.
  var slot: Int
  /// Which of the `barCount` bars of a group this one is.
  var bar: Int
  var barCount: Int
  var x: FittedAxis
  var y: FittedAxis
}

/// One `plot` clause and the data that it shows.
struct Layer {
  /// Drawn from back to front.
  enum Depth: Int { case band, bar, line, point }
  var depth: Depth
  var block: DataBlock
  /// The columns and the style, as in `using 1:2 with lines`.
  var clause: String
}
