import Foundation

/// Progress for a log file or a pipe: one line for what matters, each tenth of a step and no more.
public struct PlainProgress: Sendable {
  private var tenths: [StepKey: Int] = [:]
  private var board = ProgressBoard()

  public init() {}

  /// The line for an event, or nil where there is nothing new to say.
  public mutating func line(for event: ProgressEvent) -> String? {
    board.receive(event)
    let row = board.rows.first { $0.step == event.step }
    let place = row?.place ?? "run"
    switch event.what {
    case .planned(let steps): return "\(steps.count) steps"
    case .started: return "\(place): started"
    case .advanced: return row.flatMap { advance($0) }
    case .message(let text): return "\(place): \(text)"
    case .warning(let text): return "\(place): warning: \(text)"
    case .cached: return "\(place): cached"
    case .finished: return "\(place): finished\(row.map(Self.duration) ?? "")\(whole)"
    case .stopped: return "\(place): stopped, to be resumed"
    case .failed(let reason): return "\(place): failed: \(reason)"
    }
  }

  private mutating func advance(_ row: ProgressBoard.Row) -> String? {
    guard let fraction = row.fraction else { return nil }
    let tenth = Int(fraction * 10)
    guard tenth > tenths[row.step] ?? 0 else { return nil }
    tenths[row.step] = tenth
    var parts = ["\(row.place): \(tenth * 10) %", "\(row.done)/\(row.total) \(row.unit)"]
    if let rate = row.unitsPerSecond { parts.append(ProgressDrawing.rate(rate, unit: row.unit)) }
    if let left = row.secondsLeft { parts.append("left \(ProgressDrawing.clock(left))") }
    return parts.joined(separator: "  ")
  }

  /// How far the run as a whole is, and the time that it still takes where that can be told.
  private var whole: String {
    let left = board.secondsLeft.map { ", left \(ProgressDrawing.clock($0))" } ?? ""
    return "  (\(board.overCount)/\(board.rows.count) steps\(left))"
  }

  private static func duration(_ row: ProgressBoard.Row) -> String {
    guard let start = row.started, let end = row.ended else { return "" }
    return " in \(ProgressDrawing.clock(end.timeIntervalSince(start)))"
  }
}
