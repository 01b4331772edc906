extension Table {
  /// A `table` environment for a document that loads `booktabs`, and `graphicx` if a table may be too wide to be set in
  /// its own size; best values are bold, second ones underlined.
  public var latex: String {
    let typeset = TypesetTable(self)
    let alignment = alignment(typeset)
    let head = (rowTitles + typeset.headings).map(LaTeX.escaped)
    var lines = ["\\begin{table}[t]", "\\centering"]
    if !caption.isEmpty { lines.append("\\caption{\(LaTeX.escaped(caption.onOneLine))}") }
    lines += [
      "\\label{\(label)}", "\\setbox0=\\hbox{%", "\\begin{tabular}{@{}\(alignment)@{}}", "\\toprule",
      line(head),
      "\\midrule",
    ]
    for (row, cells) in zip(rows, typeset.cells) {
      if row.startsGroup && lines.last != "\\midrule" { lines.append("\\midrule") }
      let names = rowTitles.indices.map { index in
        let name = LaTeX.escaped(row.name(index).onOneLine)
        // A narrow column filled to its edges has gaping words.
        return alignment.hasPrefix("p") && !name.isEmpty ? "{\\raggedright \(name)\\par}" : name
      }
      lines.append(line(names + cells.map(\.latex)))
    }
    lines += ["\\bottomrule", "\\end{tabular}}%", Self.fittedBox]
    lines += typeset.notes.map { "\n\\par\\smallskip{\\footnotesize \(LaTeX.escaped($0.onOneLine))\\par}" }
    return provenance.comments("%") + (lines + ["\\end{table}"]).joined(separator: "\n") + "\n"
  }

  /// Only LaTeX knows how wide the table is and how wide a line.
  private static let fittedBox =
    "\\ifdim\\wd0>\\linewidth\\resizebox{\\linewidth}{!}{\\box0}\\else\\leavevmode\\box0\\fi"

  /// Names that stand beside sentences are broken into lines as these are.
  private func alignment(_ typeset: TypesetTable) -> String {
    let columns = columns.indices.map { typeset.alignment($0) }
    let name = columns.contains(TypesetTable.sentences) ? "p{0.26\\linewidth}" : "l"
    return rowTitles.map { _ in name }.joined() + columns.joined()
  }

  /// Longer texts are broken into lines.
  fileprivate static let longest = 60

  /// `tab:` and the name in characters that `\label` allows.
  private var label: String {
    "tab:" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-:.".contains($0)) ? $0 : "-" })
  }

  /// A first cell that begins with `[` or `*` would be read as an option of the `\\` before it, so it is kept in
  /// braces.
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

  fileprivate static let sentences = "p{0.66\\linewidth}"

  /// Numbers to the right, words to the left; sentences are broken into lines.
  fileprivate func alignment(_ column: Int) -> String {
    let isLong = cells.contains { $0[column].value.count > Table.longest }
    return isNumeric(column) ? "r" : isLong ? Self.sentences : "l"
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
