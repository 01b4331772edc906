import Foundation

/// Draws a run's progress as lines of text; pure, so that a terminal, a test and a notebook can use it.
public struct ProgressDrawing: Sendable {
  /// Columns of the terminal.
  public let width: Int
  /// Whether the terminal shows block characters.
  public let isUnicode: Bool

  private static let separator = "  "
  private static let narrowestBar = 8
  private static let widestBar = 40
  private static let narrowestLabel = 12

  public init(width: Int, isUnicode: Bool = true) {
    self.width = max(1, width)
    self.isUnicode = isUnicode
  }

  /// One line for each running step, and one for the whole when there are several steps.
  public func lines(_ board: ProgressBoard, now: Date) -> [String] {
    var lines = board.running.map { line($0, now: now) }
    if board.rows.count > 1 { lines.append(total(board, now: now)) }
    return lines
  }

  /// A step: name, bar, percent, count, rate, elapsed and remaining time; what does not fit is left out, the count
  /// first, and the name is shortened last.
  public func line(_ row: ProgressBoard.Row, now: Date) -> String {
    var parts = Self.parts(row, now: now)
    while length(parts) + Self.narrowestLabel > width, let least = Self.leastImportant(parts) {
      parts.remove(at: least)
    }
    let texts = parts.map(\.text)
    let bar = row.fraction.flatMap { self.bar($0, label: row.place, beside: length(parts)) }
    let taken = length(parts) + (bar.map { $0.count + Self.separator.count } ?? 0)
    let label = shortened(row.place, to: max(1, width - taken))
    return clipped(([label] + [bar].compactMap(\.self) + texts).joined(separator: Self.separator))
  }

  /// What a step's line says beside its name and bar: percent, count, rate, elapsed and remaining time.
  public func numbers(_ row: ProgressBoard.Row, now: Date) -> [String] {
    Self.parts(row, now: now).map { $0.text.trimmingCharacters(in: .whitespaces) }
  }

  /// The whole run: `3 of 12 steps  elapsed 1:02  left 4:10`.
  public func total(_ board: ProgressBoard, now: Date) -> String {
    var parts = ["\(board.overCount) of \(board.rows.count) steps"]
    if let start = board.rows.compactMap(\.started).min() {
      parts.append("elapsed \(Self.clock(now.timeIntervalSince(start)))")
    }
    if let left = board.secondsLeft, board.overCount < board.rows.count { parts.append("left \(Self.clock(left))") }
    return clipped(parts.joined(separator: Self.separator))
  }

  /// What a terminal is sent to draw lines over those drawn before (ECMA-48: cursor up, erase to the end).
  public static func redraw(_ lines: [String], over formerCount: Int) -> String {
    let up = formerCount > 0 ? "\u{1B}[\(formerCount)A" : ""
    return up + "\r\u{1B}[J" + lines.map { $0 + "\n" }.joined()
  }

  /// Seconds as `0:05`, `12:34` or `3:04:05`, and whole days before that.
  public static func clock(_ seconds: Double) -> String {
    let whole = seconds.isFinite ? Int(min(max(0, seconds), 1e9).rounded()) : 0
    let (days, hours, minutes) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60)
    let tail = String(format: "%02d", whole % 60)
    if days > 0 { return "\(days) d \(hours):\(String(format: "%02d", minutes)):\(tail)" }
    return hours > 0 ? "\(hours):\(String(format: "%02d", minutes)):\(tail)" : "\(minutes):\(tail)"
  }

  /// A rate with three digits, per minute where it is slow: `12.3 steps/s`, `2.40 steps/min`.
  public static func rate(_ unitsPerSecond: Double, unit: String) -> String {
    let (value, time) =
      unitsPerSecond >= 1 || unitsPerSecond == 0 ? (unitsPerSecond, "s") : (unitsPerSecond * 60, "min")
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
    return String(format: "%.\(digits)f", value) + " \(unit)/\(time)"
  }

  private struct Part {
    let text: String
    /// The part with the highest number goes first where room lacks.
    let dispensability: Int
  }

  private static func parts(_ row: ProgressBoard.Row, now: Date) -> [Part] {
    var parts: [Part] = []
    if let fraction = row.fraction {
      let percent = String(Int(fraction * 100))
      parts.append(Part(text: String(repeating: " ", count: 3 - percent.count) + percent + " %", dispensability: 0))
      parts.append(Part(text: "\(row.done)/\(row.total)", dispensability: 4))
    }
    if let rate = row.unitsPerSecond { parts.append(Part(text: Self.rate(rate, unit: row.unit), dispensability: 3)) }
    if let start = row.started {
      parts.append(Part(text: "elapsed \(clock(now.timeIntervalSince(start)))", dispensability: 2))
    }
    if let left = row.secondsLeft { parts.append(Part(text: "left \(clock(left))", dispensability: 1)) }
    return parts
  }

  private static func leastImportant(_ parts: [Part]) -> Int? {
    parts.indices.max { parts[$0].dispensability < parts[$1].dispensability }
  }

  private func length(_ parts: [Part]) -> Int {
    parts.reduce(0) { $0 + $1.text.count + Self.separator.count }
  }

  /// A bar in the room that the label leaves, at least part of it; nil where there is none.
  private func bar(_ fraction: Double, label: String, beside taken: Int) -> String? {
    let forBoth = width - taken - Self.separator.count
    let room = min(Self.widestBar, max(Self.narrowestBar, forBoth - label.count))
    guard forBoth - room >= Self.narrowestLabel else { return nil }
    let full = Int((Double(room) * fraction).rounded(.down))
    return String(repeating: isUnicode ? "█" : "#", count: full)
      + String(repeating: isUnicode ? "░" : "-", count: room - full)
  }

  private func shortened(_ text: String, to count: Int) -> String {
    let mark = isUnicode ? "…" : "~"
    return text.count <= count ? text : text.prefix(count - 1) + mark
  }

  private func clipped(_ text: String) -> String { String(text.prefix(width)) }
}
