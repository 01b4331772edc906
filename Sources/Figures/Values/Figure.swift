/// A figure as a value: what it shows and how large it is. `script(for:)` turns it into a gnuplot script,
/// `FigureDrawer` into files.
public struct Figure: Equatable, Sendable {
  /// Width and height on the page, in mm.
  public struct Size: Equatable, Sendable {
    public var width: Double
    public var height: Double

    public init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// The stem of its files, as `figure-3`.
  public var name: String
  public var size: Size
  public var title: String
  /// For the text around the figure; written into the script and the data as a comment, not drawn.
  public var caption: String
  /// Drawn in reading order.
  public var panels: [Panel]
  /// Panels in a row; nil puts up to three side by side, and four in two rows.
  public var panelsPerRow: Int?
  /// Whether one legend for all panels is drawn under the title.
  public var showsLegend: Bool
  public var provenance: Provenance

  public init(
    _ name: String, size: Size = Size(width: 170, height: 60), title: String = "", caption: String = "",
    panels: [Panel], panelsPerRow: Int? = nil, showsLegend: Bool = true, provenance: Provenance = Provenance()
  ) {
    self.name = name
    self.size = size
    self.title = title
    self.caption = caption
    self.panels = panels
    self.panelsPerRow = panelsPerRow
    self.showsLegend = showsLegend
    self.provenance = provenance
  }
}

/// One picture within a figure.
public struct Panel: Equatable, Sendable {
  public enum Content: Equatable, Sendable {
    case chart(Chart)
    case radar(Radar)
    case electrocardiogram(ElectrocardiogramSheet)
  }

  public var title: String
  public var content: Content

  public init(_ title: String = "", _ content: Content) {
    self.title = title
    self.content = content
  }

  /// A panel that holds a chart.
  public static func chart(_ title: String = "", x: Axis, y: Axis, _ marks: [Mark]) -> Panel {
    Panel(title, .chart(Chart(x: x, y: y, marks: marks)))
  }
}

/// Marks over two axes.
public struct Chart: Equatable, Sendable {
  public var x: Axis
  public var y: Axis
  public var marks: [Mark]

  public init(x: Axis, y: Axis, marks: [Mark]) {
    self.x = x
    self.y = y
    self.marks = marks
  }
}
