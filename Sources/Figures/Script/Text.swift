extension String {
  /// The text with every line break, tab and control character turned into a blank.
  var onOneLine: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.properties.generalCategory == .control || $0.isLineBreak ? " " : $0 }))
  }
}

extension Unicode.Scalar {
  fileprivate var isLineBreak: Bool {
    properties.generalCategory == .lineSeparator || properties.generalCategory == .paragraphSeparator
  }
}

/// How a text reaches the page: as plain characters, or by way of LaTeX.
enum TextMode: Sendable {
  case plain
  case latex

  /// A gnuplot string that shows `text` as it is. In single quotes gnuplot reads no backslashes, backquotes and macros;
  /// a text that holds a single quote is put into double quotes with those written in octal. The `noenhanced` beside
  /// each use keeps gnuplot from reading `_ ^ { } @ &`.
  func quoted(_ text: String) -> String {
    guard self == .latex else { return string(text.onOneLine) }
    let escaped = LaTeX.escaped(text.onOneLine)
    // gnuplot takes `[r]` or `{...}` at the beginning of a LaTeX text for the place of its anchor.
    return string(escaped.hasPrefix("[") ? "\\relax" + escaped : escaped)
  }

  /// A gnuplot string of exactly these characters.
  func string(_ line: String) -> String {
    guard line.contains("'") else { return "'\(line)'" }
    return "\"" + line.reduce(into: "") { $0 += Self.octals[$1] ?? String($1) } + "\""
  }

  private static let octals: [Character: String] = ["\\": "\\134", "\"": "\\042", "`": "\\140", "@": "\\100"]

  /// As `quoted`, for tick labels, which gnuplot passes through its number format.
  func quotedTick(_ text: String) -> String {
    quoted(text).replacing("%", with: "%%")
  }
}
