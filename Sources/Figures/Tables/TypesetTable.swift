/// A table with its numbers turned into text: what all writers share.
struct TypesetTable {
  struct Cell: Equatable {
    /// The value alone, as "0.734".
    var value = ""
    /// "± 0.012" or "[0.721, 0.747]".
    var spread = ""
    /// † or ‡.
    var sign = ""
    var rank: Table.Rank?
    var isNumber = false

    /// Value, sign and spread as plain text.
    var plain: String { value + sign + (spread.isEmpty ? "" : " " + spread) }
  }

  var headings: [String]
  var cells: [[Cell]]
  var notes: [String]

  init(_ table: Table) {
    headings = table.columns.map(\.heading)
    let ranks = table.ranks
    cells = table.rows.enumerated().map { rowNumber, row in
      table.columns.enumerated().map { number, column in
        Self.cell(row.cell(number), column, ranks[rowNumber][number])
      }
    }
    notes = table.notes + Self.significanceNotes(table) + Self.countNotes(table)
  }

  private static func cell(_ cell: Figures.Cell, _ column: Table.Column, _ rank: Table.Rank?) -> Cell {
    switch cell {
    case .empty: return Cell(value: "–")
    case .text(let text): return Cell(value: text.onOneLine)
    case .number(let measured):
      let number = column.text
      let spread =
        switch measured.spread {
        case nil: ""
        case .deviation(let deviation): "± " + number(deviation)
        case .interval(let interval): "[\(number(interval.low)), \(number(interval.high))]"
        }
      let sign = measured.test.map { Significance.sign($0.p) } ?? ""
      return Cell(value: number(measured.value), spread: spread, sign: sign, rank: rank, isNumber: true)
    }
  }

  private static func significanceNotes(_ table: Table) -> [String] {
    let tests = table.rows.flatMap(\.cells).compactMap { $0.measured?.test }
    guard !tests.isEmpty else { return [] }
    let others = tests.map(\.against).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [Significance.legend + " against " + others.joined(separator: ", ")]
  }

  private static func countNotes(_ table: Table) -> [String] {
    let counts = table.rows.flatMap(\.cells).compactMap { $0.measured?.n }
    guard let low = counts.min(), let high = counts.max() else { return [] }
    return [low == high ? "n = \(low)" : "n = \(low) to \(high)"]
  }
}

/// Signs for the outcome of a significance test.
enum Significance {
  static let legend = "† p < 0.05, ‡ p < 0.01"

  static func sign(_ p: Double) -> String {
    p < 0.01 ? "‡" : p < 0.05 ? "†" : ""
  }
}

extension Table.Column {
  /// A number as the reader sees it.
  func text(_ value: Double) -> String {
    switch notation {
    case .plain: return Numeral.minus(Numeral.fixed(value, decimals))
    case .scaled: return Numeral.scaled(value)
    case .duration(let secondsPerUnit):
      let seconds = value * secondsPerUnit
      let units = [(3_600.0, "h"), (60, "min"), (1, "s"), (1e-3, "ms")]
      let (size, name) = units.first { abs(seconds) >= $0.0 } ?? (1e-3, "ms")
      return "\(Numeral.significant(seconds / size, 3)) \(name)"
    }
  }
}

extension Numeral {
  /// A number for reading: a true minus sign instead of a hyphen.
  static func minus(_ text: String) -> String { text.replacing("-", with: "−") }
}
