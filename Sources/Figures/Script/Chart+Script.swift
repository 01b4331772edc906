extension Chart {
  func write(to writer: inout ScriptWriter, cell: Frame, title: String, slots: [String: Int]) {
    let drawn = marks.map(\.drawn)
    let metrics = writer.metrics
    let columns = Int(cell.width / metrics.characterWidth / 9)
    let fittedY = FittedAxis(
      y, values: drawn.flatMap(\.yValues), zero: drawn.contains { $0.isBar },
      target: max(2, min(6, Int(cell.height / metrics.lineHeight / 2.5))))
    let fittedX = FittedAxis(
      x, values: drawn.flatMap(\.xValues), tight: true, target: max(2, min(7, columns)), labelled: x.infinity != nil,
      room: (cell.width * 0.8, metrics))
    let notes =
      drawn.filter { !$0.note.isEmpty }.map { Note(text: $0.note, colour: "colour(\(slots[$0.name] ?? 1))") }
      + [omission(drawn, fittedX, fittedY)].compactMap(\.self)
    let layout = ChartLayout(
      cell: cell, title: title, x: fittedX, y: fittedY, metrics: metrics, notes: Double(notes.count))
    writer.place(layout.plot)
    writer.write(fittedX, letter: "x", slanted: layout.slantsNames)
    writer.write(fittedY, letter: "y", slanted: false)
    layout.writeLabels(to: &writer)
    write(notes, above: layout.plot, to: &writer)
    writer.plot(layers(drawn, x: fittedX, y: fittedY, slots: slots))
  }

  private struct Note {
    var text: String
    /// As gnuplot says it.
    var colour: String
  }

  /// What is said of points that are known but have no place on the axes; nil where all have one.
  private func omission(_ drawn: [any DrawnMark], _ x: FittedAxis, _ y: FittedAxis) -> Note? {
    let known = drawn.flatMap(\.points).filter { !$0.x.isNaN && !$0.y.isNaN }
    let count = known.count { x.leavesOut($0.x) || y.leavesOut($0.y) }
    guard count > 0 else { return nil }
    let isLogarithmic = [x, y].contains { $0.axis.scale == .logarithmic }
    let reason = isLogarithmic ? "no place on a logarithmic axis" : "too large to draw"
    return Note(text: "\(count) \(count == 1 ? "point" : "points") left out: \(reason)", colour: "quiet")
  }

  /// Notes stand between heading and plot, a line for each, where they cover no curve.
  private func write(_ notes: [Note], above plot: Frame, to writer: inout ScriptWriter) {
    for (number, note) in notes.reversed().enumerated() {
      let y = plot.top + (Double(number) + 0.7) * writer.metrics.lineHeight
      writer.add(
        "set label \(writer.quoted(note.text)) at \(writer.screen(plot.left + plot.width / 2, y)) center noenhanced "
          + "front textcolor rgb \(note.colour)")
    }
  }

  private func layers(_ drawn: [any DrawnMark], x: FittedAxis, y: FittedAxis, slots: [String: Int]) -> [Layer] {
    let bars = drawn.filter(\.isBar).map(\.name)
    let curves = drawn.filter(\.isCurveWithIntervals).map(\.name)
    return drawn.flatMap { mark in
      mark.layers(
        MarkContext(
          slot: slots[mark.name] ?? 1, bars: .init(mark.name, among: bars), curves: .init(mark.name, among: curves),
          x: x, y: y))
    }
  }
}

/// Where the parts of a chart stand within its cell, in mm.
struct ChartLayout {
  let cell: Frame
  let title: String
  let x: FittedAxis
  let y: FittedAxis
  let metrics: TextMetrics
  /// Lines between heading and plot.
  let notes: Double
  let plot: Frame
  /// Whether the names under the x axis are too long to stand upright.
  let slantsNames: Bool

  private static let tickGap = 1.4

  init(cell: Frame, title: String, x: FittedAxis, y: FittedAxis, metrics: TextMetrics, notes: Double) {
    self.notes = notes
    self.cell = cell
    self.title = title
    self.x = x
    self.y = y
    self.metrics = metrics
    let yLabel = y.axis.label.isEmpty || !metrics.isProportional ? 0 : metrics.lineHeight
    // Without two characters beside it gnuplot leaves a number out of a terminal.
    let gap = metrics.isProportional ? Self.tickGap + 1.2 : 3 * metrics.characterWidth
    let numbers = yLabel + y.widestLabel(metrics) + gap
    // Without a label below, the first slanted name may reach past the axis.
    let left = max(
      numbers, x.isCrowded(width: cell.width - numbers, metrics) ? x.overhang(cell.width - numbers, metrics) : 0)
    let right = max(2.5, (x.ticks.last.map { metrics.width($0.label) } ?? 0) / 2 * (x.axis.isCategorical ? 0 : 1))
    let width = max(cell.width - left - right, 5)
    slantsNames = x.isCrowded(width: width, metrics)
    let names =
      slantsNames
      ? min(x.widestLabel(metrics) * 0.5, cell.height * 0.4) + 2 : metrics.lineHeight
    let xLabel = x.axis.label.isEmpty ? 0 : metrics.lineHeight * 1.1
    let bottom = xLabel + names + Self.tickGap
    let hasHeading = !title.isEmpty || (!metrics.isProportional && !y.axis.label.isEmpty)
    let top = metrics.lineHeight * ((hasHeading ? 1.6 : 0.6) + notes)
    plot = Frame(
      left: cell.left + left, bottom: cell.bottom + bottom, width: width, height: max(cell.height - bottom - top, 5))
  }

  func writeLabels(to writer: inout ScriptWriter) {
    writer.label(heading, x: plot.left + plot.width / 2, y: plot.top + metrics.lineHeight * (0.8 + notes), "center")
    writer.label(x.axis.label, x: plot.left + plot.width / 2, y: cell.bottom + metrics.lineHeight * 0.6, "center")
    guard metrics.isProportional else { return }
    let half = metrics.lineHeight * 0.6
    writer.label(y.axis.label, x: cell.left + half, y: plot.bottom + plot.height / 2, "center rotate by 90")
  }

  /// Characters cannot be turned, so a terminal of characters has the y axis's label in the heading.
  private var heading: String {
    if metrics.isProportional || y.axis.label.isEmpty || y.axis.label == title { return title }
    return title.isEmpty ? y.axis.label : "\(title): \(y.axis.label)"
  }
}

extension Axis {
  var isCategorical: Bool {
    if case .categories = scale { return true }
    return false
  }
}

extension FittedAxis {
  /// How far the first name, slanted by 30 degrees, reaches left of the axis, in mm.
  func overhang(_ width: Double, _ metrics: TextMetrics) -> Double {
    let first = ticks.first.map { metrics.width($0.label) * 0.87 + 1 } ?? 0
    return first - 0.6 * width / Double(max(ticks.count, 1))
  }

  /// Whether neighbouring labels would touch on an axis of this width in mm.
  func isCrowded(width: Double, _ metrics: TextMetrics) -> Bool {
    axis.isCategorical && widestLabel(metrics) + metrics.characterWidth > width / Double(max(ticks.count, 1))
  }
}

extension ScriptWriter {
  /// Range, scale and ticks of one axis.
  mutating func write(_ fitted: FittedAxis, letter: String, slanted: Bool) {
    let bounds = [fitted.range.lowerBound, fitted.range.upperBound].map(Numeral.exact)
    let ordered = fitted.axis.descending ? Array(bounds.reversed()) : bounds
    add(fitted.axis.scale == .logarithmic ? "set logscale \(letter)" : "unset logscale \(letter)")
    add("set \(letter)range [\(ordered.joined(separator: ":"))]")
    let ticks = fitted.ticks.map { "\(medium.text.quotedTick($0.label)) \(Numeral.exact($0.position))" }
    let rotation = slanted ? "rotate by 30 right" : "norotate"
    add("set \(letter)tics \(rotation) noenhanced (\(ticks.joined(separator: ", ")))")
  }
}
