extension Table {
  /// The rank of every cell, by row and column; nil where it is not marked.
  ///
  /// Values that the table shows alike share a rank, and two that share the first leave no second.
  var ranks: [[Rank?]] {
    var ranks: [[Rank?]] = rows.map { _ in columns.map { _ in nil } }
    for (number, column) in columns.enumerated() where column.better != .neither {
      let values = rows.map { row in row.isRanked ? row.cell(number).measured?.value : nil }
      let ranked = values.compactMap(\.self).filter(\.isFinite)
      guard ranked.count > 1 else { continue }
      for (row, value) in values.enumerated() {
        guard let value, value.isFinite else { continue }
        let ahead = ranked.count { column.isBetter($0, than: value) }
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
  /// Whether a value is ahead of another one that is written differently.
  fileprivate func isBetter(_ value: Double, than other: Double) -> Bool {
    (better == .higher ? value > other : value < other) && text(value) != text(other)
  }

  /// The title with its unit and an arrow to the better side.
  var heading: String {
    let arrow = better == .higher ? " ↑" : better == .lower ? " ↓" : ""
    return title + (unit.isEmpty ? "" : " (\(unit))") + arrow
  }
}
