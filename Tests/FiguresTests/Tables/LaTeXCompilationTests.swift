import Figures
import Foundation
import Testing

@Suite struct LaTeXCompilationTests {
  static let pdflatex = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(filePath: String($0)).appending(path: "pdflatex") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  @Test(.enabled(if: pdflatex != nil, "skipped: no pdflatex")) func tablesNumbersAndFiguresCompile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "latex-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FigureDrawer().draw(Gallery.hostile, formats: [.latex], in: folder)
    try FigureDrawer().draw(Gallery.sample, formats: [.latex], in: folder)
    let tables = [("table", Table.sample), ("wide", Table.wide), ("sentences", Table.sentences)]
    for (name, table) in tables {
      try table.latex.write(to: folder.appending(path: "\(name).tex"), atomically: true, encoding: .utf8)
    }
    try NumberMacros([.sample]).latex.write(
      to: folder.appending(path: "numbers.tex"), atomically: true, encoding: .utf8)
    let document = #"""
      \documentclass{article}\usepackage{booktabs,graphicx,xcolor}
      \input{numbers}\begin{document}\input{table}\TableFiveLlavaBleuFour
      \input{wide}\input{sentences}\clearpage
      \input{hostile-latex}\input{sample-latex}\end{document}
      """#
    try document.write(to: folder.appending(path: "paper.tex"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = Self.pdflatex
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let log = try String(contentsOf: folder.appending(path: "paper.log"), encoding: .isoLatin1)
    let first = log.range(of: "hostile-latex").map { log[..<$0.lowerBound] }
    #expect(try #require(first).contains("Overfull") == false, "a table is wider than the line")
  }
}
