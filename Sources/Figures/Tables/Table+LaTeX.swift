extension Table {
  /// A `table` environment for a document that loads `booktabs`, and `graphicx` where the table is too wide to be set in its
  /// own size; best values are bold, second ones underlined.
  public var latex: String {
    let typeset = TypesetTable(self)
    let alignment = rowTitles.map { _ in "l" } + columns.indices.map { typeset.alignment($0) }
    let head = (rowTitles + typeset.headings).map(LaTeX.escaped)
    var lines = ["\\begin{table}[t]", "\\centering"]
    if !caption.isEmpty { lines.append("\\caption{\(LaTeX.escaped(caption.onOneLine))}") }
    let isWide = characters(typeset) > Self.widest
    lines += [
      "\\label{\(label)}" + (isWide ? "\\resizebox{\\linewidth}{!}{%" : ""),
      "\\begin{tabular}{@{}\(alignment.joined())@{}}", "\\toprule", line(head), "\\midrule",
    ]
    for (row, cells) in zip(rows, typeset.cells) {
      if row.startsGroup && lines.last != "\\midrule" { lines.append("\\midrule") }
      let names = rowTitles.indices.map { LaTeX.escaped(row.name($0).onOneLine) }
      lines.append(line(names + cells.map(\.latex)))
    }
    lines += ["\\bottomrule", "\\end{tabular}" + (isWide ? "}" : "")]
    lines += typeset.notes.map { "\n\\par\\smallskip{\\footnotesize \(LaTeX.escaped($0.onOneLine))\\par}" }
    return provenance.comments("%") + (lines + ["\\end{table}"]).joined(separator: "\n") + "\n"
  }

  /// The characters of a line that a page has room for.
  private static let widest = 78

  /// The characters of the widest line; sentences, which are broken, do not count.
  private func characters(_ typeset: TypesetTable) -> Int {
    let names = rowTitles.indices.map { index in
      ([rowTitles[index]] + rows.map { $0.name(index) }).map(\.count).max() ?? 0
    }
    let values = columns.indices.map { index -> Int in
      let widest = typeset.cells.map { $0[index].plain.count }.max() ?? 0
      return widest > Self.longest ? 0 : max(widest, typeset.headings[index].count)
    }
    return (names + values).reduce(0) { $0 + $1 + 2 }
  }

  /// Longer texts are broken into lines.
  fileprivate static let longest = 60

  /// `tab:` and the name in characters that `\label` allows.
  private var label: String {
    "tab:" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-:.".contains($0)) ? $0 : "-" })
  }

  /// A first cell that begins with `[` or `*` would be read as an option of the `\\` before it, so it is kept in braces.
  private func line(_ cells: [String]) -> String {
    cells.enumerated().map {
      $0.offset == 0 && "[*".contains($0.element.prefix(1)) && !$0.element.isEmpty ? "{\($0.element)}" : $0.element
    }
    .joined(separator: " & ") + " \\\\"
  }
}

extension TypesetTable {
  /// Whether a column holds numbers, which are set to the right.
  func isNumeric(_ column: Int) -> Bool { cells.contains { $0[column].isNumber } }

  /// Numbers to the right, words to the left; sentences are broken into lines.
  fileprivate func alignment(_ column: Int) -> String {
    let isLong = cells.contains { $0[column].value.count > Table.longest }
    return isNumeric(column) ? "r" : isLong ? "p{0.68\\linewidth}" : "l"
  }
}

extension TypesetTable.Cell {
  fileprivate var latex: String {
    let text = LaTeX.escaped(value)
    let marked =
      switch rank {
      case .best: "\\textbf{\(text)}"
      case .second: "\\underline{\(text)}"
      case nil: text
      }
    let raised = sign.isEmpty ? "" : "\\textsuperscript{\(LaTeX.escaped(sign))}"
    return marked + raised + (spread.isEmpty ? "" : " {\\scriptsize \(LaTeX.escaped(spread))}")
  }
}
