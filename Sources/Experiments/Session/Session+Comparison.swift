import Figures
import Language

// Two experiments side by side.
extension Session {
  /// The scores of two experiments: a row for each metric that both have.
  func comparison(of pair: (String, String)) throws -> Table {
    let left = try summary(of: pair.0)
    let right = try summary(of: pair.1)
    guard let left, let right else {
      throw DataError("`\(left == nil ? pair.0 : pair.1)` is not finished; run it first.")
    }
    let rows = left.columns.enumerated().compactMap { index, column -> Table.Row? in
      guard let other = right.columns.firstIndex(where: { $0.title == column.title }) else { return nil }
      let values = [mean(left, index), mean(right, other)]
      return Table.Row([column.title], (values + [values[1] - values[0]]).map(Self.cell))
    }
    return Table(
      "compare", caption: "Scores of \(pair.0) and \(pair.1), means over their cells.", rowTitles: ["Metric"],
      columns: [pair.0, pair.1, "Difference"].map { Table.Column($0) }, rows: rows, marks: [])
  }

  /// Counts have no decimals.
  private static func cell(_ value: Double) -> Figures.Cell {
    value == value.rounded() && abs(value) < 1e15 ? .text(String(Int(value))) : .number(value)
  }

  private func mean(_ table: Table, _ column: Int) -> Double {
    let values = table.rows.compactMap { row -> Double? in
      if case .number(let measured) = row.cells[column] { measured.value } else { nil }
    }
    return values.reduce(0, +) / Double(max(1, values.count))
  }

  /// The options in which two experiments differ.
  func difference(of pair: (String, String)) throws -> Table {
    let sides = try [pair.0, pair.1].map { name -> [Configuration] in
      guard let experiment = program.experiment(name) else { throw DataError("There is no experiment `\(name)`.") }
      return experiment.cells.map(\.configuration)
    }
    let rows = catalog.options.map(\.path).compactMap { path -> Table.Row? in
      let values = sides.map { cells in unique(cells.map { $0.canonical(path) }).joined(separator: " | ") }
      return values[0] == values[1] ? nil : Table.Row([path], values.map { .text($0) })
    }
    return Table(
      "diff", caption: rows.isEmpty ? "\(pair.0) and \(pair.1) have the same options." : "Options that differ.",
      rowTitles: ["Option"], columns: [pair.0, pair.1].map { Table.Column($0) }, rows: rows, marks: [])
  }

  private func unique(_ values: [String]) -> [String] {
    var found: [String] = []
    for value in values where !found.contains(value) { found.append(value) }
    return found
  }
}
