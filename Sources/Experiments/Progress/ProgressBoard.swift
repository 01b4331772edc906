import Foundation

/// What is known of a run from its events so far: a value that the terminal and the notebook draw.
public struct ProgressBoard: Equatable, Sendable {
  /// One step of the run.
  public struct Row: Equatable, Sendable {
    public let step: StepKey
    public internal(set) var place: String
    public internal(set) var state: State = .waiting
    public internal(set) var done = 0
    public internal(set) var total = 0
    public internal(set) var unit = ""
    public internal(set) var started: Date?
    public internal(set) var ended: Date?
    var rate = RateEstimate()

    /// Between 0 and 1; nil while the amount of work is not known.
    public var fraction: Double? { total > 0 ? min(1, Double(done) / Double(total)) : nil }
    public var unitsPerSecond: Double? { rate.unitsPerSecond }

    /// The time to its end at the present rate.
    public var secondsLeft: Double? {
      guard total > 0, let rate = unitsPerSecond, rate > 0 else { return nil }
      return Double(total - done) / rate
    }
  }

  public enum State: Equatable, Sendable {
    case waiting, running, cached, finished, stopped
    case failed(reason: String)

    /// Nothing more will happen to it in this run.
    var isOver: Bool { self != .waiting && self != .running }
  }

  /// The steps in the order of the plan, or in which they began.
  public private(set) var rows: [Row] = []
  /// Messages and warnings in order.
  public private(set) var notices: [ProgressEvent] = []

  public init() {}

  public var running: [Row] { rows.filter { $0.state == .running } }
  public var overCount: Int { rows.filter(\.state.isOver).count }

  public mutating func receive(_ event: ProgressEvent) {
    if case .planned(let steps) = event.what { for step in steps { _ = position(of: step) } }
    switch event.what {
    case .message, .warning: notices.append(event)
    default: break
    }
    guard let step = event.step else { return }
    let index = position(of: step)
    Self.apply(event, to: &rows[index])
  }

  /// The time to the end of the run; nil while a kind of step has neither a rate nor a finished example.
  ///
  /// Waiting steps are taken to last as long as the mean of the finished ones of their kind, and as many to be done at
  /// once as there are now.
  public var secondsLeft: Double? {
    var seconds = 0.0
    var longest = 0.0
    for row in rows where !row.state.isOver {
      guard let left = row.state == .running ? row.secondsLeft : meanSeconds(of: row.step.kind) else { return nil }
      seconds += left
      longest = max(longest, left)
    }
    return max(longest, seconds / Double(max(1, running.count)))
  }

  private func meanSeconds(of kind: String) -> Double? {
    let lengths = rows.compactMap { row -> Double? in
      guard row.step.kind == kind, row.state == .finished, let start = row.started else { return nil }
      return row.ended?.timeIntervalSince(start)
    }
    return lengths.isEmpty ? nil : lengths.reduce(0, +) / Double(lengths.count)
  }

  private mutating func position(of step: StepKey) -> Int {
    if let index = rows.firstIndex(where: { $0.step == step }) { return index }
    rows.append(Row(step: step, place: step.description))
    return rows.count - 1
  }

  private static func apply(_ event: ProgressEvent, to row: inout Row) {
    switch event.what {
    case .started(let place):
      row.place = place
      row.state = .running
      row.started = event.time
    case .advanced(let done, let total, let unit):
      row.done = done
      row.total = total
      row.unit = unit
      row.rate.note(done: Double(done), seconds: event.time.timeIntervalSince1970)
    case .cached: end(&row, .cached, event.time)
    case .finished: end(&row, .finished, event.time)
    case .stopped: end(&row, .stopped, event.time)
    case .failed(let reason): end(&row, .failed(reason: reason), event.time)
    case .planned, .message, .warning: break
    }
  }

  private static func end(_ row: inout Row, _ state: State, _ time: Date) {
    row.state = state
    row.ended = time
  }
}
