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

  /// A gnuplot string that shows `text` as it is. Single quotes keep gnuplot from reading backslashes, backquotes and
  /// macros; the `noenhanced` beside each use keeps it from reading `_ ^ { } @ &`.
  func quoted(_ text: String) -> String {
    let line = self == .latex ? LaTeX.escaped(text.onOneLine) : text.onOneLine
    return "'" + line.replacing("'", with: "''") + "'"
  }

  /// As `quoted`, for tick labels, which gnuplot passes through its number format.
  func quotedTick(_ text: String) -> String {
    quoted(text).replacing("%", with: "%%")
  }
}
