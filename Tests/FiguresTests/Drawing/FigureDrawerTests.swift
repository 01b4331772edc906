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
