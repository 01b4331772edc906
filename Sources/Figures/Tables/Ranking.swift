extension Table {
  /// The rank of every cell, by row and column; nil where it is not marked.
  ///
  /// Rows of one origin compete. Values that the table shows alike share a rank, and two that share the first leave no
  /// second.
  var ranks: [[Rank?]] {
    var ranks: [[Rank?]] = rows.map { _ in columns.map { _ in nil } }
    let competitors = Dictionary(grouping: rows.indices.filter { rows[$0].isRanked }) { rows[$0].origin }
    for (number, column) in columns.enumerated() where column.better != .neither {
      for group in competitors.values {
        let values = group.map { rows[$0].cell(number).measured?.value ?? .nan }
        for (row, rank) in zip(group, column.ranks(of: values)) {
          ranks[row][number] = rank.flatMap { marks.contains($0) ? $0 : nil }
        }
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
  /// The ranks of some values; none where there is no other one, written differently, to compare with.
  fileprivate func ranks(of values: [Double]) -> [Table.Rank?] {
    let rivals = values.filter(\.isFinite)
    guard Set(rivals.map(text)).count > 1 else { return values.map { _ in nil } }
    return values.map { value in
      guard value.isFinite else { return nil }
      let ahead = rivals.count { isBetter($0, than: value) }
      return ahead == 0 ? .best : ahead == 1 ? .second : nil
    }
  }

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
