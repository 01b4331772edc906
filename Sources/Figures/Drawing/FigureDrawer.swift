import Foundation

/// Draws figures into files; leaves the script and the data beside each.
public struct FigureDrawer: Sendable {
  /// The gnuplot to run: a name on the search path or a path.
  public var program: String

  public init(program: String = "gnuplot") {
    self.program = program
  }

  /// Writes `NAME.gp`, `NAME.tsv` and one file per format into `folder`.
  /// - Returns: the drawn files, in the order of `formats`.
  /// - Throws: `DrawingError`.
  @discardableResult
  public func draw(_ figure: Figure, formats: [FigureFormat], in folder: URL) throws -> [URL] {
    try check(figure.name)
    for medium in [Medium.page, .latex] where medium == .page || formats.contains(.latex) {
      let script = figure.script(for: medium)
      let stem = medium == .latex ? figure.name + "-latex" : figure.name
      try write(script.commands, to: folder.appending(path: "\(stem).gp"))
      try write(script.data, to: folder.appending(path: figure.dataFileName(medium)))
    }
    let gnuplot = Gnuplot(program: program)
    return try formats.map { format in
      let script = figure.script(for: format == .latex ? .latex : .page)
      try gnuplot.run("format = '\(format.rawValue)'\n" + script.commands, in: folder, figure: figure.name)
      let file = folder.appending(path: format.fileName(figure.name))
      if format == .svg { try label(file, with: figure.provenance) }
      return file
    }
  }

  /// The figure as bytes for a terminal: text, or a sixel picture.
  /// - Throws: `DrawingError`.
  public func show(_ figure: Figure, as format: TerminalFormat) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: "figure-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var shown = figure
    shown.name = "shown"
    switch format {
    case .dumb(let columns, let rows):
      let setup = "format = 'dumb'\ncolumns = \(columns)\nrows = \(rows)\n"
      try draw(shown, for: .cells(columns: columns, rows: rows), setup, in: folder)
      return Self.trimmed(try Data(contentsOf: folder.appending(path: "shown.txt")))
    case .sixel(let width, let height):
      let room = min(Double(width) / figure.size.width, Double(height) / figure.size.height)
      let picture = SixelPicture(figure.size, dotsPerInch: min(room * 25.4, SixelPicture.mostDotsPerInch))
      try draw(shown, for: .page, picture.setup, in: folder)
      try Gnuplot(program: program).run(picture.conversion("shown"), in: folder, figure: figure.name)
      // Some terminals leave the cursor beside the last row of the picture.
      return try Data(contentsOf: folder.appending(path: "shown.sixel")) + Data("\n".utf8)
    }
  }

  private func draw(_ figure: Figure, for medium: Medium, _ setup: String, in folder: URL) throws {
    let script = figure.script(for: medium)
    try write(script.data, to: folder.appending(path: figure.dataFileName(medium)))
    try Gnuplot(program: program).run(setup + script.commands, in: folder, figure: figure.name)
  }

  /// gnuplot's characters without the form feed in front and the blanks at the ends of lines.
  private static func trimmed(_ bytes: Data) -> Data {
    let lines = String(decoding: bytes, as: UTF8.self).replacing("\u{0C}", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let trimmed = lines.map { $0.prefix($0.count - $0.reversed().prefix { $0 == " " }.count) }
    return Data(trimmed.joined(separator: "\n").utf8)
  }

  private func check(_ name: String) throws {
    let legal = name.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "-_.".contains($0) }
    guard legal, !name.isEmpty, !name.hasPrefix(".") else { throw DrawingError.badName(name) }
  }

  private func write(_ text: String, to file: URL) throws {
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw DrawingError.cannotWrite(path: file.path, reason: error.localizedDescription)
    }
  }

  /// Puts the provenance into an SVG as a comment after its root element.
  private func label(_ file: URL, with provenance: Provenance) throws {
    guard !provenance.entries.isEmpty, var text = try? String(contentsOf: file, encoding: .utf8) else { return }
    text += "<!--\n" + provenance.lines.joined(separator: "\n").replacing("--", with: "- -") + "\n-->\n"
    try write(text, to: file)
  }
}
