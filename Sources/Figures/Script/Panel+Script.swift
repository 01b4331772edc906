extension Panel {
  /// The names of the series shown, in order.
  var seriesNames: [String] {
    switch content {
    case .chart(let chart): chart.marks.map(\.drawn.name)
    case .radar(let radar): radar.series.map(\.name)
    case .electrocardiogram: []
    }
  }

  /// The legend's entries. Published series of a name that is ours too share one entry: colour and shape say whose
  /// they are, so only the hollow look needs explaining.
  func legendEntries(_ slots: [String: Int]) -> [Legend.Entry] {
    let signs = signs
    let own = Set(signs.filter { $0.origin == .ours }.map(\.name))
    return signs.map { sign in
      let shared = sign.origin == .published && own.contains(sign.name)
      return Legend.Entry(
        name: shared ? "published" : sign.name, swatch: sign.swatch, slot: shared ? 0 : slots[sign.name] ?? 1,
        origin: sign.origin)
    }
  }

  private typealias Sign = (name: String, origin: Origin, swatch: Swatch)

  private var signs: [Sign] {
    switch content {
    case .chart(let chart):
      chart.marks.map(\.drawn).map { ($0.name, $0.origin, $0.swatch) }
    case .radar(let radar):
      radar.series.map { ($0.name, $0.origin, .line(points: true)) }
    case .electrocardiogram: []
    }
  }

  /// The radar's part in the scale that all radars of a figure share.
  var radarValues: [Double] {
    if case .radar(let radar) = content { return radar.freeValues }
    return []
  }

  func write(to writer: inout ScriptWriter, cell: Frame, slots: [String: Int], radarBounds: [Double]) {
    switch content {
    case .chart(let chart): chart.write(to: &writer, cell: cell, title: title, slots: slots)
    case .radar(let radar):
      radar.write(to: &writer, cell: cell, title: title, slots: slots, bounds: radarBounds)
    case .electrocardiogram(let sheet): sheet.write(to: &writer, cell: cell, title: title)
    }
  }
}
