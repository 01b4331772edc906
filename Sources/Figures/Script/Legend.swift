/// The signs and names of all series of a figure, set in rows above the panels.
struct Legend {
  struct Entry: Equatable {
    var name: String
    var swatch: Swatch
    var slot: Int
    var origin: Origin
  }

  static let swatchWidth = 7.0
  static let gap = 4.0

  let rows: [[Entry]]
  let rowHeight: Double
  private let metrics: TextMetrics

  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * rowHeight + 1 }

  init(_ entries: [Entry], width: Double, metrics: TextMetrics) {
    self.metrics = metrics
    rowHeight = metrics.lineHeight * 1.15
    var rows: [[Entry]] = []
    var used = 0.0
    for entry in entries {
      let needed = Self.width(entry, metrics)
      if rows.isEmpty || used + needed > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += needed
    }
    self.rows = rows
  }

  /// Between sign and name: in a terminal of characters a whole one.
  private static func textGap(_ metrics: TextMetrics) -> Double {
    metrics.isProportional ? 1.2 : metrics.characterWidth * 1.5
  }

  private static func width(_ entry: Entry, _ metrics: TextMetrics) -> Double {
    swatchWidth + textGap(metrics) + metrics.width(entry.name) + gap
  }

  /// Writes the entries as labels and objects of the first plot, centred on `centre`, from `top` downwards (mm).
  func write(to writer: inout ScriptWriter, centre: Double, top: Double) {
    for (number, row) in rows.enumerated() {
      let total = row.map { Self.width($0, metrics) }.reduce(-Self.gap, +)
      var x = centre - total / 2
      let y = top - (Double(number) + 0.5) * rowHeight
      for entry in row {
        writeSwatch(entry, to: &writer, x: x, y: y)
        writer.label(entry.name, x: x + Self.swatchWidth + Self.textGap(metrics), y: y)
        x += Self.width(entry, metrics)
      }
    }
  }

  private func writeSwatch(_ entry: Entry, to writer: inout ScriptWriter, x: Double, y: Double) {
    let published = entry.origin == .published
    let colour = entry.slot == 0 ? "quiet" : "colour(\(entry.slot))"
    let shape = "\(published ? "hollow" : "filled")(\(max(entry.slot, 1)))"
    let middle = writer.screen(x + Self.swatchWidth / 2, y)
    switch entry.swatch {
    case .box:
      let corners = "from \(writer.screen(x + 1.5, y - 1.1)) to \(writer.screen(x + 5.5, y + 1.1))"
      writer.add("set object rectangle \(corners) fillcolor rgb \(colour) fillstyle solid 1.0 noborder")
    case .line(let points):
      let ends = "from \(writer.screen(x, y)) to \(writer.screen(x + Self.swatchWidth, y))"
      writer.add("set arrow \(ends) nohead linecolor rgb \(colour) linewidth line_width \(entry.origin.dash)")
      if points { fallthrough }
    case .points:
      writer.add("set label '' at \(middle) point linecolor rgb \(colour) pointtype \(shape) pointsize point_size")
    }
  }
}
