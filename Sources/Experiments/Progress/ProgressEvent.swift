import Foundation

/// Something that happened in a run, to be shown or logged.
public struct ProgressEvent: Codable, Equatable, Sendable {
  /// The step that it happened in; nil for the run as a whole.
  public let step: StepKey?
  public let time: Date
  public let what: What

  public init(step: StepKey? = nil, time: Date = Date(), _ what: What) {
    self.step = step
    self.time = time
    self.what = what
  }

  public enum What: Codable, Equatable, Sendable {
    /// The steps that the run will go through, in order.
    case planned(steps: [StepKey])
    /// A step began.
    case started(place: String)
    /// Part of a step is done: `done` of `total` units, named in the plural: `reports`.
    case advanced(done: Int, total: Int, unit: String)
    case message(String)
    case warning(String)
    /// The step was finished before this run.
    case cached
    case finished
    /// Stopped at a safe point, to be resumed.
    case stopped
    case failed(reason: String)
  }
}

/// Takes what happens in a run: a terminal, a log, a notebook.
public protocol ProgressSink: Sendable {
  func receive(_ event: ProgressEvent)
}

/// A step that tells a sink how far it is.
public struct StepProgress: Sendable {
  public let step: StepKey?
  private let sink: (any ProgressSink)?

  /// Without a sink nothing is told.
  public init(step: StepKey? = nil, sink: (any ProgressSink)? = nil) {
    self.step = step
    self.sink = sink
  }

  public func callAsFunction(_ what: ProgressEvent.What) { sink?.receive(ProgressEvent(step: step, what)) }
}

/// Hands every event to several sinks in order.
public struct ProgressFan: ProgressSink {
  private let sinks: [any ProgressSink]

  public init(_ sinks: [any ProgressSink]) { self.sinks = sinks }

  public func receive(_ event: ProgressEvent) {
    for sink in sinks { sink.receive(event) }
  }
}
