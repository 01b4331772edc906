/// A file format of figures.
public enum FigureFormat: String, CaseIterable, Sendable {
  case pdf
  case svg
  /// 300 dots per inch.
  case png
  /// gnuplot's `cairolatex`: `NAME-latex.tex`, which a document inputs, and the graphics that it includes.
  case latex

  /// The format that a file name asks for: `.pdf`, `.svg`, `.png` or `.tex`; nil for any other.
  public init?(fileExtension: String) {
    self.init(rawValue: fileExtension.lowercased() == "tex" ? "latex" : fileExtension.lowercased())
  }

  /// The name of the file that a figure called `stem` is drawn to.
  public func fileName(_ stem: String) -> String {
    self == .latex ? "\(stem)-latex.tex" : "\(stem).\(rawValue)"
  }
}

/// A way to show a figure in a terminal.
public enum TerminalFormat: Equatable, Sendable {
  /// Characters only.
  case dumb(columns: Int, rows: Int)
  /// Pictures, where the terminal knows sixel: no wider and no higher than so many pixels.
  case sixel(width: Int, height: Int)
}
