import Experiments
import Figures
import Foundation
import JSON
import Language
import Reports

/// Writes what a session shows to the terminal.
package struct OutputPrinter: Sendable {
  package var terminal = Terminal.output
  package var isQuiet: Bool
  package var isJSON: Bool
  /// The columns of tables; those of the terminal when nil.
  package var width: Int?

  package init(isQuiet: Bool = false, isJSON: Bool = false, width: Int? = nil) {
    self.isQuiet = isQuiet
    self.isJSON = isJSON
    self.width = width
  }

  private var paint: Paint { Paint(enabled: terminal.hasColour) }
  private var columns: Int { width ?? (terminal.isTerminal ? terminal.width : 160) }

  package func show(_ output: SessionOutput) throws {
    switch output {
    case .diagnostics(let diagnostics):
      if !isQuiet { Terminal.error.line(diagnostics.rendered(colour: Terminal.error.hasColour)) }
    case .text(let text): terminal.line(text)
    case .plan(let report):
      isJSON ? terminal.write(report.json) : terminal.line(report.text(colour: terminal.hasColour))
    case .table(let table): terminal.line(isJSON ? table.json : table.text(width: columns))
    case .figure(let figure, let files): try show(figure, files)
    case .samples(let samples): show(samples)
    case .stale(let results): if !isQuiet { Terminal.error.line(results.text) }
    case .files(let files): show(files)
    }
  }

  /// Tables that are the whole answer to a command: an empty line between two of them, none behind the last.
  package func list(_ tables: Table...) { list(tables) }

  package func list(_ tables: [Table]) {
    terminal.write(
      tables.map { isJSON ? $0.json + "\n" : $0.text(width: columns) }.joined(separator: isJSON ? "" : "\n"))
  }

  private func show(_ samples: [SampleReport]) {
    if isJSON { return terminal.line(JSONValue.object([("samples", .array(samples.map(\.json)))]).indentedText) }
    if !isQuiet { terminal.line(samples.map(text).joined(separator: "\n\n") + "\n") }
  }

  private func show(_ files: [URL]) {
    guard !files.isEmpty else { return }
    let paths = files.map(\.relativeToHere)
    if isJSON { return terminal.line(JSONValue.object([("files", .array(paths.map(JSONValue.string)))]).indentedText) }
    if !isQuiet { terminal.line(paths.map { "  \($0)" }.joined(separator: "\n")) }
  }

  private func show(_ figure: Figure, _ files: [URL]) throws {
    if isJSON { return show(files) }
    if terminal.isTerminal, KittyPicture.isUnderstood {
      let png = try png(of: figure)
      terminal.write(KittyPicture.escape(png: png, size: terminal.room(for: png)))
    } else if terminal.isTerminal {
      terminal.write([UInt8](try FigureDrawer().show(figure, as: terminal.figureFormat)))
    }
    show(files)
  }

  private func png(of figure: Figure) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shown-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let file = try FigureDrawer().draw(figure, formats: [.png], in: folder).first else { return Data() }
    return try Data(contentsOf: file)
  }

  private func text(_ sample: SampleReport) -> String {
    let origin = paint(.bold, sample.record) + paint(.dim, "  \(sample.origin)")
    return [
      origin, line("  reference  ", spans(sample.reference, missing: .yellow)),
      line("  generated  ", spans(sample.generated, missing: .red)),
    ].joined(separator: "\n")
  }

  /// A text behind its title, in a terminal as lines of whole words below each other.
  private func line(_ title: String, _ text: String) -> String {
    guard terminal.isTerminal else { return title + text }
    var (result, used) = (title, title.count)
    for (place, word) in text.split(separator: " ").enumerated() {
      let cells = word.replacing(/\u{1B}\[[0-9;]*m/, with: "").count
      if place > 0, used + 1 + cells > columns {
        result += "\n" + String(repeating: " ", count: title.count)
        used = title.count
      } else if place > 0 {
        result += " "
        used += 1
      }
      result += word
      used += cells
    }
    return result
  }

  /// What agrees in green; without colours in brackets, what one side alone says in braces.
  private func spans(_ spans: [ReportAgreement.Span], missing: Paint.Colour) -> String {
    spans.map { span in
      switch span.agreement {
      case .plain: span.text
      case .agreed: paint.enabled ? paint(.green, span.text) : "[\(span.text)]"
      case .hallucinated: paint.enabled ? paint(missing, span.text) : "{\(span.text)}"
      }
    }.joined()
  }
}

extension SampleReport {
  fileprivate var json: JSONValue {
    let text = { (spans: [ReportAgreement.Span]) in JSONValue.string(spans.map(\.text).joined()) }
    return [
      "origin": .string(origin), "record": .string(record), "prompt": .string(prompt), "reference": text(reference),
      "generated": text(generated),
    ]
  }
}

extension URL {
  /// The path from the current folder, where it is below that.
  package var relativeToHere: String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}

extension Terminal {
  /// How figures are shown: as pictures where the terminal says that it has sixel, otherwise in characters.
  package var figureFormat: TerminalFormat {
    guard SixelSupport.isThere(self) else {
      return .dumb(columns: min(width, Self.widestPicture), rows: min(rowsForPicture, 32))
    }
    let room = pixels ?? Self.usualPixels
    return .sixel(width: room.width, height: room.height * rowsForPicture / max(1, height))
  }

  private static let widestPicture = 120
  /// Of terminals that show pictures and do not tell their size.
  private static let usualPixels = (width: 800, height: 600)
  /// The prompt and the command stay in sight.
  private var rowsForPicture: Int { height - 2 }

  /// The room in which a whole PNG picture can be seen.
  fileprivate func room(for png: Data) -> (columns: Int, rows: Int) {
    let widest = min(width, Self.widestPicture)
    guard let size = KittyPicture.pixels(ofPNG: png), size.width > 0 else { return (widest, rowsForPicture) }
    let rowsPerColumn = Double(size.height) / Double(size.width) / characterRatio
    let columns = min(Double(widest), Double(rowsForPicture) / rowsPerColumn)
    return (max(1, Int(columns)), max(1, Int(columns * rowsPerColumn)))
  }
}

extension Table {
  /// The rows as objects, by title of the column.
  package var json: String {
    let rows = rows.map { row -> [String: Any] in
      var object: [String: Any] = [:]
      for (title, name) in zip(rowTitles, row.names) { object[title] = name }
      for (column, cell) in zip(columns, row.cells) {
        switch cell {
        case .empty: object[column.title] = NSNull()
        case .text(let text): object[column.title] = text
        case .number(let measured): object[column.title] = measured.value.isFinite ? measured.value : NSNull()
        }
      }
      return object
    }
    let document: [String: Any] = ["name": name, "caption": caption, "rows": rows]
    let data = try? JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .prettyPrinted])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
