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
    try Table.sample.latex.write(to: folder.appending(path: "table.tex"), atomically: true, encoding: .utf8)
    try NumberMacros([.sample]).latex.write(
      to: folder.appending(path: "numbers.tex"), atomically: true, encoding: .utf8)
    let document = #"""
      \documentclass{article}\usepackage{booktabs,graphicx,xcolor}
      \input{numbers}\begin{document}\input{table}\TableFiveLlavaBleuFour
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
  }
}
