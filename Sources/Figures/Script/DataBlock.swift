/// A table of numbers in a figure's `.tsv`, which its script reads by the block's place in the file (`index`).
struct DataBlock: Equatable {
  var name: String
  var columns: [String]
  /// Not finite: missing. An empty row ends a polyline.
  var rows: [[Double]]

  init(_ name: String, columns: [String], rows: [[Double]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// Points as x, y, low, high at their drawn positions; points that cannot be drawn break the curve.
  init(_ name: String, points: [Point], _ context: MarkContext) {
    self.init(
      name, columns: ["x", "y", "low", "high"],
      rows: points.map { point in
        let x = context.x.position(point.x)
        let y = context.y.position(point.y)
        guard x.isFinite && y.isFinite else { return [] }
        return [
          x, y, point.interval.map { context.y.position($0.low) } ?? .nan,
          point.interval.map { context.y.position($0.high) } ?? .nan,
        ]
      })
  }

  /// Whether anything can be drawn; gnuplot refuses a block without data.
  var isEmpty: Bool { !rows.contains { !$0.isEmpty } }

  var text: String {
    let head = "# \(name.onOneLine)\n# \(columns.joined(separator: "\t"))\n"
    var lines: [String] = []
    for row in rows {
      // Two empty lines would end the block, so a break is never doubled.
      if row.isEmpty && (lines.last ?? "").isEmpty { continue }
      lines.append(row.map(Numeral.exact).joined(separator: "\t"))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return head + lines.map { $0 + "\n" }.joined()
  }
}
