/// A gnuplot script and the data file that it reads.
public struct Script: Equatable, Sendable {
  public var commands: String
  public var data: String
}

/// Collects the commands and the data blocks of one figure.
struct ScriptWriter {
  let medium: Medium
  let metrics: TextMetrics
  let size: Figure.Size
  private(set) var commands: [String] = []
  private(set) var blocks: [DataBlock] = []

  init(medium: Medium, size: Figure.Size) {
    self.medium = medium
    self.size = size
    metrics = medium.metrics(for: size)
  }

  mutating func add(_ command: String) {
    commands.append(command)
  }

  /// Adds the data once, however many clauses show it.
  /// - Returns: its number in the data file.
  mutating func index(of block: DataBlock) -> Int {
    if let known = blocks.firstIndex(of: block) { return known }
    blocks.append(block)
    return blocks.count - 1
  }

  /// The plot command of these layers, back to front; layers without data are left out.
  /// Nothing to show is still a plot: the axes and labels stand.
  mutating func plot(_ layers: [Layer]) {
    // Characters cannot shine through each other, so a terminal of characters shows no bands.
    let shown = layers.enumerated().filter {
      !$0.element.block.isEmpty && (metrics.isProportional || $0.element.depth != .band)
    }
    .sorted { ($0.element.depth.rawValue, $0.offset) < ($1.element.depth.rawValue, $1.offset) }
    let clauses = shown.map { "data index \(index(of: $0.element.block)) \($0.element.clause) notitle" }
    add("plot " + (clauses.isEmpty ? ["NaN notitle"] : clauses).joined(separator: ", \\\n  "))
  }

  /// A place on the page in mm, as gnuplot's screen coordinates.
  func screen(_ x: Double, _ y: Double) -> String {
    "screen sx(\(Numeral.millimetres(x))), screen sy(\(Numeral.millimetres(y)))"
  }

  func quoted(_ text: String) -> String { medium.text.quoted(text) }

  /// Text at a place on the page; `options` are gnuplot's, as `center` or `rotate by 90`.
  mutating func label(_ text: String, x: Double, y: Double, _ options: String = "left") {
    guard !text.isEmpty else { return }
    add("set label \(quoted(text)) at \(screen(x, y)) \(options) noenhanced textcolor rgb ink")
  }

  /// A face other than the usual one; its font names are in the house style.
  enum Face {
    case title, fixedWidth

    var font: String { self == .title ? "title_font" : "fixed_font" }

    /// The face as a LaTeX command. The fixed-width face of LaTeX is narrower, so it is set larger (8 pt * 0.602 /
    /// 0.525).
    var latex: String { self == .title ? "\\bfseries" : "\\fontsize{9.17}{10}\\ttfamily" }
  }

  /// Text to the right of a place on the page in another face.
  mutating func label(_ text: String, x: Double, y: Double, _ face: Face) {
    let string = medium == .latex ? medium.text.string("\(face.latex) " + LaTeX.escaped(text.onOneLine)) : quoted(text)
    add("set label \(string) at \(screen(x, y)) left font \(face.font) noenhanced textcolor rgb ink")
  }

  /// Puts the next plot into `frame`: its axes stand on the frame's edges.
  mutating func place(_ frame: Frame) {
    let edges = [("l", "x", frame.left), ("r", "x", frame.right), ("b", "y", frame.bottom), ("t", "y", frame.top)]
    for (side, axis, value) in edges {
      add("set \(side)margin at screen s\(axis)(\(Numeral.millimetres(value)))")
    }
  }
}

extension Numeral {
  /// A length on the page, to a hundredth of a mm.
  static func millimetres(_ value: Double) -> String {
    exact((value * 100).rounded() / 100)
  }
}
