import Experiments
import Figures
import Foundation
import Language
import Markup
import Reports

// What a session shows, in the forms that notebooks know.
extension Bundle {
  /// Columns of the text form, where no other is known.
  private static let textWidth = 120
  private static let pixelsPerMillimetre = 96 / 25.4

  init(_ table: Table) {
    self.init([
      .plain: table.text(width: Self.textWidth), .html: table.html, .latex: table.latex, .markdown: table.markdown,
    ])
  }

  /// A figure, drawn anew.
  /// - Throws: `DrawingError`.
  init(_ figure: Figure) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shown-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let caption = figure.caption.isEmpty ? "" : ": \(figure.caption)"
    var data: [Form: String] = [.plain: "Figure \(figure.name)\(caption)"]
    for file in try FigureDrawer().draw(figure, formats: [.svg, .png], in: folder) {
      let bytes = try Data(contentsOf: file)
      switch FigureFormat(fileExtension: file.pathExtension) {
      case .svg: data[.svg] = String(decoding: bytes, as: UTF8.self)
      case .png: data[.png] = bytes.base64EncodedString()
      default: continue
      }
    }
    self.init(data, width: Int((figure.size.width * Self.pixelsPerMillimetre).rounded()))
  }

  init(_ samples: [SampleReport]) {
    let text = samples.map { sample in
      "\(sample.record)  \(sample.origin)\n  reference  \(Self.text(sample.reference))\n  generated  \(Self.text(sample.generated))"
    }
    self.init([.plain: text.joined(separator: "\n\n"), .html: samples.map(\.html).joined(separator: "\n")])
  }

  /// Files by their paths, from the current folder where they are below it, as links that a notebook opens.
  init(_ files: [URL]) {
    let here = FileManager.default.currentDirectoryPath + "/"
    let paths = files.map { $0.path.hasPrefix(here) ? String($0.path.dropFirst(here.count)) : $0.path }
    let links = paths.map { path in
      path.hasPrefix("/")
        ? "<code>\(HTML.escaped(path))</code>" : "<a href=\"\(Self.link(path))\">\(HTML.escaped(path))</a>"
    }
    self.init([
      .plain: paths.joined(separator: "\n"), .html: "<p>\(links.joined(separator: "<br>\n"))</p>",
    ])
  }

  private static func link(_ path: String) -> String {
    HTML.escaped(path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)
  }

  /// What agrees in brackets, what one side alone says in braces.
  private static func text(_ spans: [ReportAgreement.Span]) -> String {
    spans.map { span in
      switch span.agreement {
      case .plain: span.text
      case .agreed: "[\(span.text)]"
      case .hallucinated: "{\(span.text)}"
      }
    }.joined()
  }
}
