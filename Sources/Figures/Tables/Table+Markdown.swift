extension Table {
  /// A GitHub table; best values are bold, second ones underlined with `<u>`.
  public var markdown: String {
    let typeset = TypesetTable(self)
    let head = (rowTitles + typeset.headings).map(Self.escaped)
    let rules = rowTitles.map { _ in "---" } + columns.indices.map { typeset.isNumeric($0) ? "---:" : "---" }
    let body = zip(rows, typeset.cells).map { row, cells in
      rowTitles.indices.map { Self.escaped(row.name($0)) } + cells.map(\.markdown)
    }
    let lines = ([head, rules] + body).map { "| " + $0.joined(separator: " | ") + " |\n" }
    let title = caption.isEmpty ? "" : "**\(Self.escaped(caption))**\n\n"
    let notes = typeset.notes.map { "\n\(Self.escaped($0))\n" }.joined()
    let origin = provenance.lines.map { "<!-- \($0.replacing("--", with: "- -")) -->\n" }.joined()
    return origin + title + lines.joined() + notes
  }

  /// Text that neither ends the cell nor starts markup.
  fileprivate static func escaped(_ text: String) -> String {
    text.onOneLine.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result += "\\`*_|[]".contains(character) ? "\\\(character)" : String(character)
      }
    }
  }
}

extension TypesetTable.Cell {
  fileprivate var markdown: String {
    let text = Table.escaped(value)
    let marked =
      switch rank {
      case .best: "**\(text)**"
      case .second: "<u>\(text)</u>"
      case nil: text
      }
    return marked + sign + (spread.isEmpty ? "" : " " + Table.escaped(spread))
  }
}
