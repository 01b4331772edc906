import Markup

extension Table {
  /// A `<table>` element for notebooks and reports.
  public var html: String {
    let typeset = TypesetTable(self)
    let heads =
      rowTitles.map { "<th>\(HTML.escaped($0))</th>" }
      + typeset.headings.enumerated().map {
        "<th\(alignment($0.offset, typeset))>\(HTML.escaped(Self.unbroken($0.element)))</th>"
      }
    let body = zip(rows, typeset.cells).map { row, cells in
      let names = rowTitles.indices.map { "<th scope=\"row\">\(HTML.escaped(row.name($0)))</th>" }
      let values = cells.enumerated().map { "<td\(alignment($0.offset, typeset))>\($0.element.html)</td>" }
      return "<tr\(row.startsGroup ? " class=\"group\"" : "")>\((names + values).joined())</tr>"
    }
    let title = caption.isEmpty ? "" : "<caption>\(HTML.escaped(caption))</caption>\n"
    let notes = typeset.notes.map { "<p class=\"note\">\(HTML.escaped($0))</p>\n" }.joined()
    let origin = provenance.lines.map { "<!-- \($0.replacing("--", with: "- -")) -->\n" }.joined()
    return origin + "<table class=\"meit\">\n\(title)<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
      + body.joined(separator: "\n") + "\n</tbody>\n</table>\n" + notes
  }

  /// A heading whose arrow stays on the line of the word before it.
  private static func unbroken(_ heading: String) -> String {
    ["↑", "↓"].reduce(heading) { $0.replacing(" \($1)", with: "\u{A0}\($1)") }
  }

  private func alignment(_ column: Int, _ typeset: TypesetTable) -> String {
    typeset.isNumeric(column) ? " style=\"text-align:right\"" : ""
  }
}

extension TypesetTable.Cell {
  fileprivate var html: String {
    let text = HTML.escaped(value)
    let marked =
      switch rank {
      case .best: "<strong>\(text)</strong>"
      case .second: "<u>\(text)</u>"
      case nil: text
      }
    let raised = sign.isEmpty ? "" : "<sup>\(sign)</sup>"
    return marked + raised + (spread.isEmpty ? "" : " <small>\(HTML.escaped(spread))</small>")
  }
}
