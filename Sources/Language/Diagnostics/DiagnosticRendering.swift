extension Diagnostic {
  /// The complaint with its line and caret, as a terminal shows it.
  ///
  ///     error[E012]: unknown fusion `flamigo`
  ///      --> fusion.meit:5:32
  ///       |
  ///     5 |   vary model.fusion in [llava, flamigo, concat]
  ///       |                                ^^^^^^^ did you mean `flamingo`?
  public func rendered(colour: Bool = false) -> String {
    let paint = Paint(enabled: colour)
    let head = paint(severity == .error ? .red : .yellow, "\(severity.rawValue)[\(code.rawValue)]")
    var lines = [head + paint(.bold, ": \(message)")]
    let gutter: String
    if case .text(let source, let start, let end) = place {
      let excerpt = Excerpt(source, Int(start)..<Int(end))
      gutter = String(repeating: " ", count: excerpt.number.count)
      lines.append("\(gutter)\(paint(.blue, "-->")) \(place)")
      lines.append("\(gutter) \(paint(.blue, "|"))")
      lines.append("\(paint(.blue, "\(excerpt.number) |")) \(excerpt.line)")
      let mark = paint(severity == .error ? .red : .yellow, excerpt.caret + (label.map { " " + $0 } ?? ""))
      lines.append("\(gutter) \(paint(.blue, "|")) \(excerpt.indent)\(mark)")
    } else {
      gutter = " "
      lines.append("\(gutter)\(paint(.blue, "-->")) \(place)")
      if let label { lines.append("\(gutter) \(paint(.blue, "=")) \(label)") }
    }
    lines += notes.map { note in
      let origin = note.place.isSomewhere ? " (\(note.place))" : ""
      return "\(gutter) \(paint(.blue, "=")) \(paint(.bold, note.kind.rawValue)): \(note.text)\(origin)"
    }
    return lines.joined(separator: "\n")
  }
}

extension Array where Element == Diagnostic {
  /// All complaints, sorted by place; after `limit` of them only their number.
  public func rendered(colour: Bool = false, limit: Int = 100) -> String {
    let sorted = sortedByPlace()
    var parts = sorted.prefix(limit).map { $0.rendered(colour: colour) }
    if sorted.count > limit { parts.append("... and \(sorted.count - limit) more") }
    return parts.joined(separator: "\n\n")
  }
}

extension Place {
  var isSomewhere: Bool {
    if case .nowhere = self { return false }
    return true
  }
}

/// The line around a place, cut to what fits a terminal, and the caret under it.
private struct Excerpt {
  let number: String
  let line: String
  let indent: String
  let caret: String

  private static let width = 160
  private static let before = 80

  init(_ source: SourceText, _ range: Range<Int>) {
    let lineNumber = source.lineNumber(at: range.lowerBound)
    let full = source.lineRange(lineNumber)
    number = "\(lineNumber)"
    let start = Swift.min(range.lowerBound, full.upperBound)
    let isCut = full.count > Self.width
    let from = isCut ? Swift.max(full.lowerBound, start - Self.before) : full.lowerBound
    let to = isCut ? Swift.min(full.upperBound, from + Self.width) : full.upperBound
    let head = Self.shown(source.text(from..<start))
    let marked = Self.shown(source.text(start..<Swift.max(start, Swift.min(range.upperBound, to))))
    let tail = Self.shown(source.text(Swift.max(start, Swift.min(range.upperBound, to))..<to))
    let opening = from > full.lowerBound ? "..." : ""
    line = opening + head + marked + tail + (to < full.upperBound ? "..." : "")
    indent = String(repeating: " ", count: opening.count + head.count)
    caret = String(repeating: "^", count: Swift.max(1, marked.count))
  }

  /// Tabs and control characters as one visible column each.
  private static func shown(_ text: String) -> String {
    String(text.map { $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } ? $0 : " " })
  }
}

/// ANSI colours, or none.
package struct Paint {
  package enum Colour: String {
    case bold = "1"
    case red = "1;31"
    case green = "32"
    case yellow = "1;33"
    case blue = "1;34"
    case dim = "2"
  }

  package let enabled: Bool

  package init(enabled: Bool) { self.enabled = enabled }

  package func callAsFunction(_ colour: Colour, _ text: String) -> String {
    enabled ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
