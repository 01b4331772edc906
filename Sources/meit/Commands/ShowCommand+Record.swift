import Console
import Experiments
import Figures
import Foundation

extension CommandSpec {
  /// Draws a record on paper.
  static func draw(_ record: String, to file: String?) throws {
    let target = file.map { URL(filePath: $0) }
    guard let format = FigureFormat(fileExtension: target?.pathExtension ?? "pdf") else {
      throw UsageError("an ECG can be drawn as .pdf, .svg or .png", command: "show")
    }
    let folder = target?.deletingLastPathComponent() ?? URL(filePath: ".")
    let files = try RecordDrawing.draw(record: record, formats: [format], in: folder)
    guard let target, let drawn = files.first(where: { $0.pathExtension == target.pathExtension }) else {
      return Terminal.output.line(files.map(\.relativeToHere).joined(separator: "\n"))
    }
    if drawn.standardizedFileURL != target.standardizedFileURL {
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.moveItem(at: drawn, to: target)
    }
    Terminal.output.line(target.relativeToHere)
  }
}
