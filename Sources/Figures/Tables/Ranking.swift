extension Table {
  /// The rank of every cell, by row and column; nil where it is not marked.
  ///
  /// Values that look equal at the column's precision share a rank, and two that share the first leave no second.
  var ranks: [[Rank?]] {
    var ranks: [[Rank?]] = rows.map { _ in columns.map { _ in nil } }
    for (number, column) in columns.enumerated() where column.better != .neither {
      let shown = rows.map { row in row.isRanked ? row.cell(number).measured.flatMap { column.shown($0.value) } : nil }
      guard shown.compactMap({ $0 }).count > 1 else { continue }
      for (row, value) in shown.enumerated() {
        guard let value else { continue }
        let ahead = shown.compactMap { $0 }.filter { column.better == .higher ? $0 > value : $0 < value }.count
        let rank: Rank? = ahead == 0 ? .best : ahead == 1 ? .second : nil
        ranks[row][number] = rank.flatMap { marks.contains($0) ? $0 : nil }
      }
    }
    return ranks
  }
}

extension Table.Row {
  /// The cell of a column; rows may be shorter than the table.
  func cell(_ column: Int) -> Cell { column < cells.count ? cells[column] : .empty }

  func name(_ column: Int) -> String { column < names.count ? names[column] : "" }
}

extension Table.Column {
  /// The value as the reader sees it; nil if it is not a number.
  fileprivate func shown(_ value: Double) -> Double? {
    value.isFinite ? Double(Numeral.fixed(value, decimals)) : nil
  }

  /// The title with its unit and an arrow to the better side.
  var heading: String {
    let arrow = better == .higher ? " ↑" : better == .lower ? " ↓" : ""
    return title + (unit.isEmpty ? "" : " (\(unit))") + arrow
  }
}
