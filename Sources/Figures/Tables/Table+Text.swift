extension Table {
  /// Aligned text for a terminal of `width` cells. Columns that do not fit side by side go on below, with the rows'
  /// names repeated. Best values carry `*`, second ones `+`.
  public func text(width: Int = 80) -> String {
    let typeset = TypesetTable(self)
    let nameColumns = rowTitles.indices.map { index in
      TextColumn(rowTitles[index], rows.map { $0.name(index).onOneLine }, rightAligned: false)
    }
    let columns = typeset.headings.indices.map { index in
      TextColumn(
        typeset.headings[index], Self.texts(typeset.cells.map { $0[index] }), rightAligned: typeset.isNumeric(index))
    }
    let whole = (nameColumns + columns).map { $0.width + TextColumn.gap }.reduce(0, +) - TextColumn.gap
    let limit = whole <= width ? width : max(8, width / 3 / max(1, nameColumns.count))
    let names = nameColumns.map { $0.limited(to: limit) }
    let room = width - names.map { $0.width + TextColumn.gap }.reduce(0, +)
    let blocks = Self.packed(columns.map { $0.limited(to: max(room, 4)) }, into: room)
    let tables = blocks.map { lines(names + $0) }.joined(separator: "\n")
    let title = caption.isEmpty ? "" : Self.wrapped(caption, width) + "\n"
    let notes = ([legend(typeset)] + typeset.notes).filter { !$0.isEmpty }.map { Self.wrapped($0, width) }.joined()
    return title + tables + notes
  }

  /// A place is kept for the mark in a column that has any, so that its numbers stay under each other.
  private static func texts(_ cells: [TypesetTable.Cell]) -> [String] {
    let hasMarks = cells.contains { $0.rank != nil }
    return cells.map { cell in
      guard cell.isNumber else { return cell.value }
      let mark = cell.rank == .best ? "*" : cell.rank == .second ? "+" : hasMarks ? " " : ""
      let separator = mark.isEmpty && !cell.spread.isEmpty ? " " : ""
      return cell.value + cell.sign + mark + separator + cell.spread
    }
  }

  private func legend(_ typeset: TypesetTable) -> String {
    let ranks = typeset.cells.joined().compactMap(\.rank)
    return [(Rank.best, "* best"), (.second, "+ second")].filter { ranks.contains($0.0) }.map(\.1)
      .joined(separator: ", ")
  }

  private func lines(_ columns: [TextColumn]) -> String {
    let rule = columns.map { String(repeating: "─", count: $0.width) }
    let separator = String(repeating: " ", count: TextColumn.gap)
    func line(_ parts: [String]) -> String {
      let joined = parts.joined(separator: separator)
      return joined.prefix(joined.count - joined.reversed().prefix { $0 == " " }.count) + "\n"
    }
    var text = line(columns.map { $0.padded($0.title) }) + line(rule)
    for (number, row) in rows.enumerated() {
      if row.startsGroup && number > 0 { text += line(rule) }
      text += line(columns.map { $0.padded($0.cells[number]) })
    }
    return text
  }

  /// The columns in blocks that each fit into `room` cells; at least one column in each.
  private static func packed(_ columns: [TextColumn], into room: Int) -> [[TextColumn]] {
    var blocks: [[TextColumn]] = [[]]
    var used = 0
    for column in columns {
      let needed = column.width + (blocks[blocks.count - 1].isEmpty ? 0 : TextColumn.gap)
      if used + needed > room, !blocks[blocks.count - 1].isEmpty {
        blocks.append([])
        used = column.width
      } else {
        used += needed
      }
      blocks[blocks.count - 1].append(column)
    }
    return blocks
  }

  private static func wrapped(_ text: String, _ width: Int) -> String {
    TextLines.wrapped(text.onOneLine, width: width).map { $0 + "\n" }.joined()
  }
}

/// A column of a text table, as wide as its widest cell.
private struct TextColumn {
  static let gap = 2

  var title: String
  var cells: [String]
  var rightAligned: Bool
  var width: Int

  init(_ title: String, _ cells: [String], rightAligned: Bool) {
    self.title = title.onOneLine
    self.cells = cells
    self.rightAligned = rightAligned
    width = ([self.title] + cells).map(\.displayWidth).max() ?? 0
  }

  func limited(to limit: Int) -> TextColumn {
    var column = self
    column.width = min(width, limit)
    return column
  }

  func padded(_ text: String) -> String {
    let cut = text.truncated(to: width)
    let blanks = String(repeating: " ", count: max(0, width - cut.displayWidth))
    return rightAligned ? blanks + cut : cut + blanks
  }
}
