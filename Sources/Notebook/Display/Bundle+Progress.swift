import Experiments
import Figures
import Foundation
import Markup

// How far a run is.
extension Bundle {
  private static let textWidth = 100
  private static let barColour = "#0072b2"
  private static let secondsUntilStill = 8

  /// The steps that are being done with their bars, those that were done in this run with their times, and the whole.
  init(_ board: ProgressBoard, now: Date) {
    let drawing = ProgressDrawing(width: Self.textWidth)
    let over = board.rows.compactMap(Self.ending)
    let running = board.running
    let text = over + running.map { drawing.line($0, now: now) } + [drawing.total(board, now: now)]
    let rows =
      over.map { "<div>\(HTML.escaped($0))</div>" } + running.map { Self.bar($0, drawing, now: now) }
      + ["<div style=\"color:#6b6b6b\">\(HTML.escaped(drawing.total(board, now: now)))\(Self.still(board))</div>"]
    self.init([.plain: text.joined(separator: "\n"), .html: rows.joined(separator: "\n")])
  }

  /// What appears beside a run that has not moved for a while: in a notebook that was opened again it never will.
  private static func still(_ board: ProgressBoard) -> String {
    guard !board.running.isEmpty else { return "" }
    return """
      <style>@keyframes meit-still { to { opacity: 1 } }</style>\
      <span style="opacity:0;animation:meit-still 0s \(secondsUntilStill)s forwards">&nbsp; as this notebook was left; \
      run the cell again to follow</span>
      """
  }

  /// A line about a step that ended in this run; those that were finished before have none.
  private static func ending(_ row: ProgressBoard.Row) -> String? {
    let time = row.started.flatMap { start in row.ended.map { ProgressDrawing.clock($0.timeIntervalSince(start)) } }
    switch row.state {
    case .finished: return "✓ \(row.place)\(time.map { " in \($0)" } ?? "")"
    case .stopped: return "◼ \(row.place): stopped, to be resumed"
    case .failed: return "✗ \(row.place): failed"
    case .waiting, .running, .cached: return nil
    }
  }

  private static func bar(_ row: ProgressBoard.Row, _ drawing: ProgressDrawing, now: Date) -> String {
    let percent = Int((row.fraction ?? 0) * 100)
    let numbers = drawing.numbers(row, now: now).joined(separator: " &nbsp; ")
    return """
      <div>\(HTML.escaped(row.place)) &nbsp; \(numbers)</div>
      <div style="width:100%;background-color:#d9d9d9"><div style="width:\(percent)%;height:8px;\
      background-color:\(barColour)"></div></div>
      """
  }
}
