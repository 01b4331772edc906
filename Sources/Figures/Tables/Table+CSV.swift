extension Table {
  /// RFC 4180 with every number in full precision. A column that has intervals, deviations, counts or p-values is
  /// followed by columns for them. Provenance stands in front as `#` lines.
  public var csv: String {
    let parts = columns.indices.map { column in
      Part.allCases.filter { part in part == .value || rows.contains { part.text($0.cell(column)) != "" } }
    }
    let head = rowTitles + zip(columns, parts).flatMap { column, parts in parts.map { $0.title(column) } }
    let body = rows.map { row in
      rowTitles.indices.map(row.name)
        + columns.indices.flatMap { column in parts[column].map { $0.text(row.cell(column)) } }
    }
    let lines = ([head] + body).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }
    return provenance.comments("#") + lines.joined()
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) } || text.hasPrefix("#")
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// One aspect of a measured value.
  private enum Part: String, CaseIterable {
    case value, low, high, deviation, n, p

    func title(_ column: Column) -> String {
      let name = column.title + (column.unit.isEmpty ? "" : " (\(column.unit))")
      return self == .value ? name : "\(name) \(rawValue)"
    }

    func text(_ cell: Cell) -> String {
      if case .text(let text) = cell, self == .value { return text }
      guard let measured = cell.measured else { return "" }
      return number(measured).map(Numeral.exact) ?? ""
    }

    private func number(_ measured: Measured) -> Double? {
      switch (self, measured.spread) {
      case (.value, _): measured.value
      case (.low, .interval(let interval)): interval.low
      case (.high, .interval(let interval)): interval.high
      case (.deviation, .deviation(let deviation)): deviation
      case (.n, _): measured.n.map(Double.init)
      case (.p, _): measured.test?.p
      default: nil
      }
    }
  }
}
