import Figures
import Foundation
import Language
import Markup

/// A recipe with its results as one HTML page that needs no other file: its text cells, the recipe, tables, figures,
/// reports beside their references, and where all of it comes from.
public struct RecipePage {
  private let session: Session
  private let title: String
  private let results: Results

  /// - Parameter title: what the page is called where the recipe's text has no title.
  /// - Throws: `MissingFiles`; `LedgerError`.
  public init(_ session: Session, title: String) throws {
    self.session = session
    self.title = title
    results = try session.results()
  }

  /// - Throws: `LedgerError`, `DrawingError`, `DataError` for a result that cannot be read.
  public func html() throws -> String {
    let sections = [
      texts, try outputs(), try summaries(), try samples(), recipe, try PageProvenance(session, results.plan).html(),
    ]
    return HTML.page(
      title: title, style: try Self.style(),
      body: """
        <main>
        <h1>\(HTML.escaped(title))</h1>
        \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
        </main>
        """)
  }

  private static func style() throws -> String {
    try String(contentsOf: Bundle.module.bundleURL.appending(path: "Resources/page.css"), encoding: .utf8)
  }

  /// The text cells, and the comments that the recipe begins with.
  private var texts: String {
    let opening = session.statements.prefix { if case .comment = $0.kind { true } else { false } }.map { statement in
      if case .comment(let text) = statement.kind { text } else { "" }
    }
    let cells = session.statements.compactMap { statement -> String? in
      guard case .cell(let marker) = statement.kind, let lines = marker.markdown else { return nil }
      return MarkdownText.html((marker.title.isEmpty ? [] : ["# \(marker.title)", ""]) + lines)
    }
    let scale = session.program.scales.isEmpty ? "" : "<p class=\"scale\">Scale: \(session.program.scale ?? "")</p>"
    let all = (opening.isEmpty ? [] : [MarkdownText.html(opening)]) + [scale] + cells
    return all.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var own: (experiments: [Experiment], outputs: [Output]) {
    (session.program.experiments.filter { !$0.isImported }, session.program.outputs.filter { !$0.isImported })
  }

  private func outputs() throws -> String {
    try own.outputs.map { output in
      guard let step = results.plan.step(output: output.name), try session.ledger.finished(step.key) != nil else {
        return Self.unfinished(output.name)
      }
      let identity = step.identity.short
      if output.kind == .table {
        let table = try TabulateStep(results: results).table(output, identity: identity, base: session.base)
        return "<section id=\"\(output.name)\">\n\(table.html)</section>"
      }
      let figure = try DrawStep(results: results, base: session.base).figure(output, identity: identity)
      return try Self.html(figure, files: session.ledger.folder(of: step.key))
    }.joined(separator: "\n")
  }

  private static func unfinished(_ name: String) -> String {
    "<p class=\"unfinished\">\(HTML.escaped(name)) is not finished: run the recipe first.</p>"
  }

  /// Half as large again as on paper: screens are read from farther away.
  private static let pixelsPerMillimetre = 1.5 * 96 / 25.4

  /// The drawing inside the page: as a picture of its own, for the names inside one drawing are those of all others.
  private static func html(_ figure: Figure, files: URL) throws -> String {
    let name = FigureFormat.svg.fileName(figure.name)
    var drawing = try? Data(contentsOf: files.appending(path: name))
    if drawing == nil {
      let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      drawing = try FigureDrawer().draw(figure, formats: [.svg], in: folder).first.map { try Data(contentsOf: $0) }
    }
    let source = "data:image/svg+xml;base64,\((drawing ?? Data()).base64EncodedString())"
    let text = HTML.escaped(figure.caption.isEmpty ? figure.name : figure.caption)
    let width = Int(figure.size.width * pixelsPerMillimetre)
    return """
      <figure id="\(figure.name)"><img src="\(source)" alt="\(text)" width="\(width)"><figcaption>\(text)</figcaption></figure>
      """
  }

  /// Scores of the experiments that no table shows.
  private func summaries() throws -> String {
    let tabled = Set(own.outputs.filter { $0.kind == .table }.map(\.base))
    return try own.experiments.filter { !tabled.contains($0.name) }
      .compactMap { try session.summary(of: $0.name)?.html }.joined(separator: "\n")
  }

  private func samples() throws -> String {
    guard let name = own.outputs.last?.base ?? own.experiments.last?.name else { return "" }
    let samples = try session.samples(of: name, count: Session.sampleCount)
    return samples.isEmpty ? "" : "<h2>Reports</h2>\n" + samples.map(\.html).joined(separator: "\n")
  }

  private var recipe: String {
    "<h2>Recipe</h2>\n<pre class=\"recipe\">\(HTML.escaped(session.recipe))</pre>"
  }
}
