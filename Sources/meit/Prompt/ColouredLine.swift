import Console
import Language

/// A typed line in the colours of the language, for the escape sequences of ECMA-48.
package enum ColouredLine {
  /// The line with its colours; as it is where no piece has one.
  package static func text(_ line: String, _ catalog: Catalog) -> String {
    let source = SourceText(name: "<line>", text: line)
    var result = ""
    var end = 0
    for piece in catalog.highlights(of: source) {
      guard let colour = colour(piece.kind) else { continue }
      result += source.text(end..<piece.range.lowerBound)
      result += "\u{1B}[\(colour)m\(source.text(piece.range))\u{1B}[0m"
      end = piece.range.upperBound
    }
    return result + source.text(end..<source.bytes.count)
  }

  private static func colour(_ kind: Highlight.Kind) -> String? {
    switch kind {
    case .keyword: "1;35"
    case .option: "36"
    case .metric: "32"
    case .choice: "34"
    case .number, .unit: "33"
    case .string: "32"
    case .comment: "2"
    case .broken: "31"
    case .name, .punctuation: nil
    }
  }

  /// The rows above the cursor that a prompt and the part of the line before the cursor take; nil for a line that a
  /// terminal may set otherwise than one column a character.
  package static func rows(prompt: String, before: String, whole: String, width: Int) -> Int? {
    let plain = whole.unicodeScalars.allSatisfy { scalar in
      (0x20..<0x7F).contains(scalar.value) || (0xA1..<0x300).contains(scalar.value)
    }
    guard plain, width > 0 else { return nil }
    return (prompt.unicodeScalars.count + before.unicodeScalars.count) / width
  }

  /// What draws a coloured line over the plain one and leaves the cursor where it was.
  package static func overlay(_ coloured: String, prompt: String, rows: Int) -> String {
    let up = rows > 0 ? "\u{1B}[\(rows)A" : ""
    return "\u{1B}7\(up)\r\u{1B}[\(prompt.unicodeScalars.count)C\(coloured)\u{1B}8"
  }
}
