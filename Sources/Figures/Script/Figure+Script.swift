extension Figure {
  /// The script that draws the figure on a page (pdf, svg, png), and its data. Depends on nothing but the figure.
  public var script: Script { script(for: .page) }

  func script(for medium: Medium) -> Script {
    var writer = ScriptWriter(medium: medium, size: size)
    writer.add("set multiplot")
    let legend = Legend(showsLegend ? legendEntries : [], width: size.width, metrics: writer.metrics)
    var top = size.height - 1
    for line in titleLines(writer.metrics) {
      writer.label(line, x: size.width / 2, y: top - writer.metrics.lineHeight / 2, "center")
      top -= writer.metrics.lineHeight * 1.3
    }
    legend.write(to: &writer, centre: size.width / 2, top: top)
    let frames = panelFrames(below: top - legend.height)
    for (number, (panel, frame)) in zip(panels, frames).enumerated() {
      writer.add("\n# panel \(number + 1)\(panel.title.isEmpty ? "" : ": \(panel.title.onOneLine)")")
      panel.write(to: &writer, cell: frame, slots: slots, radarBounds: panels.flatMap(\.radarValues))
      writer.add("unset label; unset arrow; unset object")
    }
    writer.add("\nunset multiplot\nunset output")
    return Script(
      commands: head(medium) + writer.commands.joined(separator: "\n") + "\n", data: dataText(writer.blocks))
  }

  /// The title in lines that fit into the width.
  private func titleLines(_ metrics: TextMetrics) -> [String] {
    title.onOneLine.split(separator: " ").reduce(into: [String]()) { lines, word in
      let longer = lines.last.map { "\($0) \(word)" }
      if let longer, metrics.width(longer) <= size.width - 2 {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
  }

  /// The number of each series' colour and shape, from 1, in order of appearance; one name, one look.
  var slots: [String: Int] {
    var slots: [String: Int] = [:]
    for name in panels.flatMap(\.seriesNames) where slots[name] == nil { slots[name] = slots.count + 1 }
    return slots
  }

  /// Every series once, the shared entry of published ones last; a single series needs no legend.
  private var legendEntries: [Legend.Entry] {
    var entries: [Legend.Entry] = []
    for entry in panels.flatMap({ $0.legendEntries(slots) }) {
      if let known = entries.firstIndex(where: { $0.name == entry.name }) {
        entries[known].swatch = entries[known].swatch.joined(entry.swatch)
      } else {
        entries.append(entry)
      }
    }
    return entries.count > 1 ? entries.filter { $0.slot != 0 } + entries.filter { $0.slot == 0 } : []
  }

  /// Equal cells in reading order, in mm.
  private func panelFrames(below top: Double) -> [Frame] {
    // Four panels in rows of three would leave half of the page empty.
    let columns = max(1, min(panelsPerRow ?? (panels.count == 4 ? 2 : 3), panels.count))
    let rows = (panels.count + columns - 1) / columns
    let width = size.width / Double(columns)
    let height = max(top, 1) / Double(max(rows, 1))
    return panels.indices.map { index in
      Frame(
        left: Double(index % columns) * width, bottom: top - Double(index / columns + 1) * height, width: width,
        height: height)
    }
  }

  private func head(_ medium: Medium) -> String {
    let mode = TextMode.plain
    let stem =
      "name = \(mode.quoted(name))\nwidth = \(Numeral.exact(size.width))\nheight = \(Numeral.exact(size.height))\n"
    let format = medium == .latex ? "format = 'latex'\n" : ""
    return comments + stem + format + "data = \(mode.quoted(dataFileName(medium)))\n\n" + HouseStyle.text + "\n"
  }

  func dataFileName(_ medium: Medium) -> String { name + (medium == .latex ? "-latex.tsv" : ".tsv") }

  private var comments: String {
    let text = [title, caption].filter { !$0.isEmpty }.map { "# \($0.onOneLine)\n" }.joined()
    return "# \(name.onOneLine)\n" + text + provenance.comments("#")
  }

  private func dataText(_ blocks: [DataBlock]) -> String {
    comments + blocks.map(\.text).joined(separator: "\n\n")
  }
}
