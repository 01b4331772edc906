extension ElectrocardiogramSheet {
  func write(to writer: inout ScriptWriter, cell: Frame, title: String) {
    let paper = PaperLayout(self)
    let texts = ReportLines(reports, width: cell.width - 2)
    let top = cell.top - 1 - PaperLayout.headingHeight
    let room = top - cell.bottom - PaperLayout.headingHeight - texts.height
    let scale = max(min((cell.width - 2) / paper.width, room / paper.height), 0.01)
    let left = cell.left + (cell.width - paper.width * scale) / 2
    let frame = Frame(
      left: left, bottom: top - paper.height * scale, width: paper.width * scale, height: paper.height * scale)
    writer.place(frame)
    writePaper(paper, to: &writer)
    let heading = [title, heading].filter { !$0.isEmpty }.joined(separator: ": ")
    writer.label(heading, x: frame.left, y: top + PaperLayout.headingHeight * 0.45)
    if writer.metrics.isProportional {
      writer.label(Self.calibration(scale), x: frame.right, y: frame.bottom - PaperLayout.headingHeight * 0.5, "right")
    }
    writeNames(paper, frame, scale, to: &writer)
    texts.write(to: &writer, left: frame.left, top: frame.bottom - PaperLayout.headingHeight)
    writer.plot(layers(paper))
    writer.add("set grid noxtics nomxtics nomytics ytics linetype 1 linewidth hair_width linecolor rgb faint")
    writer.add("set border 3; set tics nomirror out scale 0.5")
  }

  /// The boxes are gnuplot's grid: every 5 mm and every 1 mm. Characters have no room for them.
  private func writePaper(_ paper: PaperLayout, to writer: inout ScriptWriter) {
    writer.add(
      "unset logscale; set xrange [0:\(Numeral.millimetres(paper.width))]; set yrange [0:\(Numeral.millimetres(paper.height))]"
    )
    guard writer.metrics.isProportional else { return writer.add("unset grid; unset tics; set border 15") }
    writer.add("set xtics 5 format ''; set ytics 5 format ''; set mxtics 5; set mytics 5")
    // Without any length of its own gnuplot leaves out the small ticks' grid.
    writer.add("set tics scale 0.01, 0.01")
    writer.add(
      "set grid xtics ytics mxtics mytics back linetype 1 linewidth hair_width linecolor rgb paper_thick, "
        + "linetype 1 linewidth hair_width * 0.5 linecolor rgb paper_thin")
    writer.add("set border 15 linewidth hair_width linecolor rgb paper_thick")
  }

  private static func calibration(_ scale: Double) -> String {
    let speeds = "25 mm/s, 10 mm/mV"
    return abs(scale - 1) < 0.005 ? speeds : speeds + ", printed at \(Int((scale * 100).rounded())) %"
  }

  private func writeNames(_ paper: PaperLayout, _ frame: Frame, _ scale: Double, to writer: inout ScriptWriter) {
    for strip in paper.strips {
      let text = lead(strip.name) == nil ? "\(strip.name): not recorded" : strip.name
      writer.label(
        text, x: frame.left + (strip.x + 1) * scale, y: frame.bottom + (strip.y + paper.nameHeight) * scale,
        "left front")
    }
  }

  private func layers(_ paper: PaperLayout) -> [Layer] {
    let traces = paper.strips.compactMap { strip in
      lead(strip.name).map { trace($0, strip) }
    }
    let pulses = DataBlock(
      "calibration, 1 mV", columns: ["mm", "mm"], rows: paper.rows.flatMap { Self.pulse($0) + [[]] })
    let joints = DataBlock(
      "changes of lead", columns: ["mm", "mm"],
      rows: paper.strips.filter { $0.start > 0 }.flatMap { [[$0.x, $0.y - 3], [$0.x, $0.y + 3], []] })
    let pen = "using 1:2 with lines linecolor rgb ink linewidth"
    return traces.map { Layer(depth: .line, block: $0, clause: "\(pen) hair_width * 1.4") }
      + [pulses, joints].map { Layer(depth: .line, block: $0, clause: "\(pen) hair_width") }
  }

  /// The samples of a strip in mm; what was not recorded breaks the trace.
  private func trace(_ lead: Lead, _ strip: PaperLayout.Strip) -> DataBlock {
    guard samplesPerSecond.isFinite else { return DataBlock("lead \(lead.name)", columns: ["mm", "mm"], rows: []) }
    let first = Int((strip.start * samplesPerSecond).rounded())
    let last = min(Int(((strip.start + strip.seconds) * samplesPerSecond).rounded()), lead.millivolts.count)
    let rows = (first..<max(first, last)).map { sample -> [Double] in
      let value = Double(lead.millivolts[sample])
      guard value.isFinite else { return [] }
      let seconds = Double(sample) / samplesPerSecond - strip.start
      let x = strip.x + seconds * PaperLayout.millimetresPerSecond
      return [Numeral.rounded(x, 3), Numeral.rounded(strip.y + value * PaperLayout.millimetresPerMillivolt, 3)]
    }
    return DataBlock("lead \(lead.name)", columns: ["mm", "mm"], rows: rows)
  }

  private static func pulse(_ y: Double) -> [[Double]] {
    let x = PaperLayout.pulseStart
    let (up, down) = (x + PaperLayout.pulse.lead, x + PaperLayout.pulse.lead + PaperLayout.pulse.width)
    let high = y + PaperLayout.millimetresPerMillivolt
    return [[x, y], [up, y], [up, high], [down, high], [down, y], [down + PaperLayout.pulse.tail, y]]
  }
}

extension ReportLines {
  /// Writes the lines from `top` downwards (mm), highlights behind the words.
  func write(to writer: inout ScriptWriter, left: Double, top: Double) {
    for (number, line) in lines.enumerated() {
      let y = top - (Double(number) + 0.7) * PaperLayout.reportLine
      for piece in line.pieces {
        let x = left + Double(piece.column) * Self.letterWidth
        if piece.isHighlighted {
          let right = x + Double(piece.text.count) * Self.letterWidth
          let corners = "from \(writer.screen(x - 0.3, y - 1.7)) to \(writer.screen(right + 0.3, y + 1.7))"
          writer.add("set object rectangle \(corners) back fillcolor rgb marker_ink fillstyle solid 1.0 noborder")
        }
        writer.label(piece.text, x: x, y: y, line.isTitle ? .title : .fixedWidth)
      }
    }
  }
}

extension Numeral {
  static func rounded(_ value: Double, _ digits: Int) -> Double {
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    return (value * scale).rounded() / scale
  }
}
