import Figures
import Foundation
import Testing

@Suite struct FigureDrawerTests {
  /// A fresh folder, or the one that a person wants to look at.
  private func folder() -> URL {
    ProcessInfo.processInfo.environment["MEIT_GALLERY"].map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "gallery-\(UUID().uuidString)")
  }

  @Test(arguments: Gallery.all.map(\.name)) func everyKindIsDrawn(_ name: String) throws {
    let figure = try #require(Gallery.all.first { $0.name == name })
    let folder = folder()
    let files = try FigureDrawer().draw(figure, formats: [.svg, .png, .pdf, .latex], in: folder)
    #expect(
      files.map(\.lastPathComponent) == ["svg", "png", "pdf"].map { "\(figure.name).\($0)" } + [
        "\(figure.name)-latex.tex"
      ])
    let svg = try #require(SVGSize(Data(contentsOf: files[0])))
    #expect(abs(svg.width - figure.size.width / 25.4 * 96) < 1)
    #expect(abs(svg.height - figure.size.height / 25.4 * 96) < 1)
    let png = try #require(PNGSize(Data(contentsOf: files[1])))
    #expect(abs(Double(png.width) - figure.size.width / 25.4 * 300) <= 1)
    #expect(abs(Double(png.height) - figure.size.height / 25.4 * 300) <= 1)
    #expect(try Data(contentsOf: files[2]).starts(with: Data("%PDF-".utf8)))
  }

  /// Nothing that a run can come to stops a figure: no points, one, all the same, none that is a number, the largest.
  @Test(arguments: [
    [], [0], [3, 3, 3], [.nan, .nan], [.infinity, -.infinity, 1], [1e-308, 1.7e308, -1.7e308], [-2, 0],
  ])
  func oddDataAreDrawn(_ values: [Double]) throws {
    let points = values.map { Point($0, $0, Interval($0, $0)) }
    let marks: [Mark] = [
      .line(LineMark("line", points)), .scatter(ScatterMark("scatter", points)), .loss(LossMark("loss", points)),
      .fit(FitMark("fit", points)), .bars(BarMark("bars", points)),
    ]
    let charts = [Axis.Scale.linear, .logarithmic].flatMap { scale in
      marks.map { Panel.chart(x: Axis(scale: scale, infinity: "clean"), y: Axis(scale: scale), [$0]) }
    }
    let radar = Radar(
      spokes: values.indices.map { Radar.Spoke("\($0)") },
      series: [Radar.Series("a", values, intervals: values.map { Interval($0, $0) })])
    let sheets = [0, 100, .nan, .infinity].map {
      ElectrocardiogramSheet(leads: [.init("II", millivolts: values.map { Float($0) })], samplesPerSecond: $0)
    }
    let figure = Figure(
      "odd", size: .init(width: 200, height: 300),
      panels: charts + [Panel("", .radar(radar))] + sheets.map { Panel("", .electrocardiogram($0)) })
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try FigureDrawer().draw(figure, formats: [.svg], in: folder).count == 1)
  }

  @Test func theScriptDrawsTheSameWithoutUs() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "alone-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let drawn = try #require(try FigureDrawer().draw(Gallery.robustness, formats: [.svg], in: folder).first)
    let ours = try String(contentsOf: drawn, encoding: .utf8)
    try FileManager.default.removeItem(at: drawn)
    let alone = Process()
    alone.executableURL = URL(filePath: "/usr/bin/env")
    alone.arguments = ["gnuplot", "-d", "-e", "format='svg'", "robustness.gp"]
    alone.currentDirectoryURL = folder
    try alone.run()
    alone.waitUntilExit()
    let theirs = try String(contentsOf: drawn, encoding: .utf8)
    #expect(!theirs.isEmpty && ours.hasPrefix(theirs))
    #expect(ours.hasSuffix("<!--\nrecipe: 3f1c9a\ndata: 77aa01\n-->\n"))
  }

  @Test func aFigureIsShownInCharacters() throws {
    let shown = try FigureDrawer().show(Gallery.robustness, as: .dumb(columns: 100, rows: 30))
    let text = String(decoding: shown, as: UTF8.self)
    #expect(text.contains("SNR (dB)") && text.contains("clean") && text.contains("mistral-7b"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
  }

  /// The boxes of ECG paper would fill every place.
  @Test func anECGInCharactersHasNoPaper() throws {
    let shown = try FigureDrawer().show(Gallery.sample, as: .dumb(columns: 120, rows: 32))
    let names = try #require(String(decoding: shown, as: UTF8.self).split(separator: "\n").first { $0.contains("aVR") })
    #expect(names.count { $0 == " " } > names.count / 2)
  }

  @Test func aFigureIsShownAsSixel() throws {
    let figure = Gallery.loss
    let shown = try FigureDrawer().show(figure, as: .sixel(width: 400, height: 4000))
    #expect(shown.starts(with: [0x1B, 0x50]))
    // The raster attributes tell the size (DEC STD 070, 8.4.3.2): the width that there is, and the figure's shape.
    let height = Int(400 / figure.size.width * figure.size.height + 0.5)
    #expect(String(decoding: shown.prefix(40), as: UTF8.self).contains("\"1;1;400;\(height)"))
    #expect(shown.last == UInt8(ascii: "\n"))
  }

  @Test func aMissingGnuplotIsNamed() {
    let drawer = FigureDrawer(program: "no-such-gnuplot")
    #expect(throws: DrawingError.gnuplotMissing(command: "no-such-gnuplot")) {
      try drawer.show(Gallery.loss, as: .dumb(columns: 80, rows: 24))
    }
  }

  /// `false` ends at once without reading: the pipe breaks, which must neither kill nor hang us.
  @Test func aGnuplotThatEndsEarlyIsAnError() {
    #expect(throws: DrawingError.self) {
      try FigureDrawer(program: "false").show(Gallery.twelve, as: .sixel(width: 800, height: 600))
    }
  }

  @Test(arguments: ["", "../x", ".x", "a b", "a/b", "it's"]) func namesThatAreNoFileStemsAreRefused(_ name: String) {
    #expect(throws: DrawingError.badName(name)) {
      try FigureDrawer().draw(Figure(name, panels: []), formats: [.svg], in: FileManager.default.temporaryDirectory)
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() {
    #expect {
      try FigureDrawer().draw(Gallery.loss, formats: [.svg], in: URL(filePath: "/proc/nowhere"))
    } throws: { ($0 as? DrawingError)?.description.hasPrefix("cannot write /proc/nowhere/") == true }
  }
}

/// The size that an SVG's root element states, if the file is well-formed XML.
struct SVGSize {
  var width = 0.0
  var height = 0.0

  init?(_ data: Data) {
    let text = String(decoding: data, as: UTF8.self)
    guard let match = text.firstMatch(of: /<svg\s+width="(\d+)" height="(\d+)"/), text.contains("</svg>") else {
      return nil
    }
    (width, height) = (Double(match.1) ?? 0, Double(match.2) ?? 0)
  }
}

/// The size in a PNG's header.
struct PNGSize {
  let width: Int
  let height: Int

  init?(_ data: Data) {
    guard data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), data.count > 24 else { return nil }
    func number(_ range: Range<Int>) -> Int { data[range].reduce(0) { $0 << 8 | Int($1) } }
    (width, height) = (number(16..<20), number(20..<24))
  }
}
