extension Panel {
  /// The names of the series shown, in order.
  var seriesNames: [String] {
    switch content {
    case .chart(let chart): chart.marks.map(\.drawn.name)
    }
  }

  /// The legend's entries; published series share one, since their colours and shapes are those of ours.
  func legendEntries(_ slots: [String: Int]) -> [Legend.Entry] {
    switch content {
    case .chart(let chart):
      let drawn = chart.marks.map(\.drawn)
      let own = Set(drawn.filter { $0.origin == .ours }.map(\.name))
      return drawn.compactMap { mark in
        mark.swatch.map { swatch in
          let shared = mark.origin == .published && own.contains(mark.name)
          return Legend.Entry(
            name: shared ? "published" : mark.name, swatch: swatch, slot: shared ? 0 : slots[mark.name] ?? 1,
            origin: mark.origin)
        }
      }.sorted { ($0.slot == 0 ? 1 : 0) < ($1.slot == 0 ? 1 : 0) }
    }
  }

  func write(to writer: inout ScriptWriter, cell: Frame, slots: [String: Int]) {
    switch content {
    case .chart(let chart): chart.write(to: &writer, cell: cell, title: title, slots: slots)
    }
  }
}
