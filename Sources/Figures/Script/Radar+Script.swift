import Foundation

extension Radar {
  /// - Parameter bounds: the values of all radars of the figure, so that one ring is one value in each.
  func write(to writer: inout ScriptWriter, cell: Frame, title: String, slots: [String: Int], bounds: [Double]) {
    let metrics = writer.metrics
    let titleHeight = title.isEmpty ? 0 : metrics.lineHeight * 2.6
    let bottomMargin = metrics.lineHeight * 0.3
    let halfHeight = (cell.height - titleHeight - bottomMargin) / 2
    var disc = Disc(
      centre: (cell.left + cell.width / 2, cell.bottom + bottomMargin + halfHeight), radius: 1, scales: scales(bounds))
    disc.radius = radius(in: (cell.width / 2, halfHeight), disc, metrics)
    writer.place(
      Frame(
        left: disc.centre.x - disc.radius, bottom: disc.centre.y - disc.radius, width: 2 * disc.radius,
        height: 2 * disc.radius))
    writer.add("unset logscale; set xrange [-1:1]; set yrange [-1:1]; unset border; unset tics; unset grid")
    // Nearer to its own names below than to those of the radar above.
    writer.label(title, x: disc.centre.x, y: cell.top - metrics.lineHeight * 1.9, "center")
    writeNames(to: &writer, disc)
    writer.plot([disc.web] + series.flatMap { layers($0, disc, slot: slots[$0.name] ?? 1) })
    writer.add("set border 3; set tics; set grid ytics")
  }

  /// The largest radius that leaves room for every name beyond its spoke.
  private func radius(in half: (width: Double, height: Double), _ disc: Disc, _ metrics: TextMetrics) -> Double {
    let limits = spokes.enumerated().map { index, spoke in
      let (cosine, sine) = disc.direction(index)
      let isSideways = abs(cosine) >= Disc.steep
      let across = (half.width - (isSideways ? metrics.width(spoke.name) : 0) - 2.5) / max(abs(cosine), 0.05)
      let upright = (half.height - metrics.lineHeight * (isSideways ? 0.5 : 1) - 1.5) / max(abs(sine), 0.05)
      return min(across, upright)
    }
    return max(limits.min() ?? 0, 4)
  }

  /// The values and interval bounds on spokes that have no range of their own.
  var freeValues: [Double] {
    let free = spokes.indices.filter { spokes[$0].range == nil }
    return series.flatMap { one in
      free.flatMap { index in [one.value(index)] + (one.interval(index).map { [$0.low, $0.high] } ?? []) }
    }.filter { abs($0) <= FittedAxis.largest }
  }

  private func scales(_ values: [Double]) -> [Disc.Scale] {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let nice = Ticks.linear(in: low...(high > low ? high : low + 1), target: 3)
    // The lowest value is kept off the centre, where all spokes meet.
    let shared = floor(low / nice.step - 0.25) * nice.step...(ceil(high / nice.step - 1e-9) * nice.step)
    return spokes.map { spoke in
      Disc.Scale(range: spoke.range ?? shared, step: spoke.range == nil ? nice.step : nil)
    }
  }

  private func writeNames(to writer: inout ScriptWriter, _ disc: Disc) {
    for (index, spoke) in spokes.enumerated() {
      let place = disc.place(index, at: 1 + 1.8 / disc.radius)
      let (cosine, sine) = disc.direction(index)
      let side = abs(cosine) < Disc.steep ? "center" : cosine > 0 ? "left" : "right"
      let lift = abs(cosine) < Disc.steep ? (sine > 0 ? 1 : -1) * writer.metrics.lineHeight * 0.35 : 0
      writer.label(spoke.name, x: place.x, y: place.y + lift, side)
    }
    guard let shared = disc.sharedScale, let step = shared.step else { return }
    let count = Int(((shared.range.upperBound - shared.range.lowerBound) / step).rounded())
    // The value at the centre would lie under the curves; the rings' spacing tells it.
    let values = (1...max(count, 1)).map { shared.range.lowerBound + Double($0) * step }
    let box = writer.medium == .page ? "boxed front" : "back"
    writer.add("set style textbox opaque noborder margins 0.3, 0.3 fillcolor rgb background")
    for tick in Ticks.labelled(values, .plain) {
      let place = disc.placeOnRing(shared.fraction(tick.position))
      writer.add(
        "set label \(writer.quoted(tick.label)) at \(writer.screen(place.x, place.y)) center "
          + "noenhanced \(box) textcolor rgb quiet font small_font")
    }
  }

  private func layers(_ one: Series, _ disc: Disc, slot: Int) -> [Layer] {
    let outline = disc.polygon(spokes.indices.map(one.value))
    let block = DataBlock(one.name, columns: ["x", "y", "value"], rows: outline)
    let line = Layer(
      depth: .line, block: block,
      clause: "using 1:2 with lines linecolor rgb colour(\(slot)) linewidth line_width \(one.origin.dash)")
    return [ring(one, disc, slot)].compactMap { $0 } + [line] + one.origin.points(block, slot)
  }

  /// The band between the lower and the upper bounds: one polygon out along the upper and back along the lower.
  private func ring(_ one: Series, _ disc: Disc, _ slot: Int) -> Layer? {
    let intervals = spokes.indices.compactMap(one.interval)
    guard intervals.count == spokes.count else { return nil }
    let rows = disc.polygon(intervals.map(\.high)) + disc.polygon(intervals.map(\.low)).reversed()
    let style = "linecolor rgb colour(\(slot)) fillstyle transparent solid band_opacity noborder"
    return Layer(
      depth: .band, block: DataBlock("\(one.name), interval", columns: ["x", "y", "value"], rows: rows),
      clause: "using 1:2 with filledcurves closed \(style)")
  }
}

extension Radar.Series {
  func value(_ spoke: Int) -> Double { spoke < values.count ? values[spoke] : .nan }
  func interval(_ spoke: Int) -> Interval? { spoke < intervals.count ? intervals[spoke] : nil }
}

/// The disc of a radar: the first spoke points up, the others follow clockwise.
private struct Disc {
  struct Scale: Equatable {
    var range: ClosedRange<Double>
    /// Between rings; nil where the spoke has a range of its own.
    var step: Double?

    func fraction(_ value: Double) -> Double {
      let span = range.upperBound - range.lowerBound
      return span > 0 ? min(max((value - range.lowerBound) / span, 0), 1) : 0
    }
  }

  /// Spokes with a smaller cosine have their name above or below instead of beside them.
  static let steep = 0.2

  /// In mm.
  var centre: (x: Double, y: Double)
  var radius: Double
  var scales: [Scale]

  /// The scale of all spokes where they share one.
  var sharedScale: Scale? {
    guard let first = scales.first, scales.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  func direction(_ spoke: Int) -> (cosine: Double, sine: Double) {
    let angle = Double.pi / 2 - 2 * Double.pi * Double(spoke) / Double(max(scales.count, 1))
    return (cos(angle), sin(angle))
  }

  /// A place on the page, `fraction` of the radius out.
  func place(_ spoke: Int, at fraction: Double) -> (x: Double, y: Double) {
    let (cosine, sine) = direction(spoke)
    return (centre.x + radius * fraction * cosine, centre.y + radius * fraction * sine)
  }

  /// The middle of a ring's side between the first two spokes, where no curve has a point.
  func placeOnRing(_ fraction: Double) -> (x: Double, y: Double) {
    let half = Double.pi / Double(max(scales.count, 1))
    let reach = radius * fraction * cos(half)
    return (centre.x + reach * sin(half), centre.y + reach * cos(half))
  }

  /// The closed outline of these values as rows of x, y, value; a value that is not a number breaks it.
  func polygon(_ values: [Double]) -> [[Double]] {
    let rows = values.enumerated().map { index, value -> [Double] in
      guard value.isFinite else { return [] }
      let (cosine, sine) = direction(index)
      let fraction = scales[index].fraction(value)
      return [fraction * cosine, fraction * sine, value]
    }
    return rows + rows.prefix(1)
  }

  /// Rings and spokes.
  var web: Layer {
    var fractions = [0.25, 0.5, 0.75, 1]
    if let shared = sharedScale, let step = shared.step {
      let count = ((shared.range.upperBound - shared.range.lowerBound) / step).rounded()
      fractions = stride(from: 1, through: max(count, 1), by: 1).map { $0 / max(count, 1) }
    }
    var rows: [[Double]] = []
    for fraction in fractions {
      rows += (scales.indices.map { $0 } + [0]).map {
        [direction($0).cosine * fraction, direction($0).sine * fraction]
      }
      rows.append([])
    }
    for spoke in scales.indices { rows += [[0, 0], [direction(spoke).cosine, direction(spoke).sine], []] }
    return Layer(
      depth: .back, block: DataBlock("rings and spokes", columns: ["x", "y"], rows: rows),
      clause: "using 1:2 with lines linecolor rgb faint linewidth hair_width")
  }
}
