import Console
import Experiments
import Foundation

/// A step done by a process of its own: `meit run FILE --step NAME`, which tells what happens as lines of JSON.
struct StepProcess {
  static let step = OptionSpec("step", value: "NAME", "do only this step and tell what happens as lines of JSON")
  static let threads = OptionSpec("threads", value: "N", "processors to use; otherwise all there are")

  let recipe: String
  let invocation: Invocation
  let threads: Int

  private static let pollSeconds = 0.05

  /// Does a step and hands on what happens there.
  /// - Throws: `Stopped` when it was stopped; `DataError` with the reason of a failure.
  func perform(_ step: StepKey, _ sink: any ProgressSink, _ isStopping: @Sendable () -> Bool) throws {
    let process = Process()
    let events = Pipe()
    process.executableURL = Bundle.main.executableURL
    process.arguments = arguments(step)
    process.standardOutput = events
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let relay = Relay(sink)
    let reading = DispatchGroup()
    reading.enter()
    Thread.detachNewThread {
      relay.read(events.fileHandleForReading)
      reading.leave()
    }
    var isAsked = false
    while reading.wait(timeout: .now() + Self.pollSeconds) == .timedOut {
      if !isAsked, isStopping() {
        isAsked = true
        process.terminate()
      }
    }
    process.waitUntilExit()
    try check(process, relay.failure, step, sink)
  }

  private func arguments(_ step: StepKey) -> [String] {
    var words = [invocation.command.name, recipe, "--\(Self.step.name)", step.folderName]
    words += ["--\(Self.threads.name)", "\(threads)", "--\(OptionSpec.runs.name)", invocation.ledger.folder.path]
    for option in [OptionSpec.base, .set, .scale] {
      for item in invocation.values[option.name] ?? [] { words += ["--\(option.name)", item] }
    }
    return words
  }

  private func check(_ process: Process, _ reason: String?, _ step: StepKey, _ sink: any ProgressSink) throws {
    if process.terminationReason == .exit {
      if process.terminationStatus == ExitStatus.success.rawValue { return }
      if process.terminationStatus == ExitStatus.interrupted.rawValue { throw Stopped() }
    }
    if let reason { throw DataError(reason) }
    let end = process.terminationReason == .exit ? "status" : "signal"
    let failure = DataError("its process ended with \(end) \(process.terminationStatus)")
    sink.receive(ProgressEvent(step: step, .failed(reason: failure.description)))
    throw failure
  }

  /// The events of another process, as they come.
  private final class Relay: @unchecked Sendable {
    private let sink: any ProgressSink
    /// Why the step failed; to be read when everything was.
    private(set) var failure: String?

    init(_ sink: any ProgressSink) { self.sink = sink }

    func read(_ file: FileHandle) {
      var rest: [UInt8] = []
      while true {
        let bytes = file.availableData
        guard !bytes.isEmpty else { return }
        rest += bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          if let event = ProgressLine.decode(rest[..<end]) { take(event) }
          rest.removeSubrange(...end)
        }
      }
    }

    private func take(_ event: ProgressEvent) {
      // What this process does is a part of the plan that the sink knows.
      if case .planned = event.what { return }
      if case .failed(let reason) = event.what { failure = reason }
      // The time of a line is in whole seconds, too coarse for a rate.
      sink.receive(ProgressEvent(step: event.step, event.what))
    }
  }
}

/// Tells events on standard output; when nobody listens any more, the work is asked to stop.
struct LineSink: ProgressSink {
  let stop: StopRequest

  func receive(_ event: ProgressEvent) {
    do { try FileHandle.standardOutput.write(contentsOf: ProgressLine.encode(event)) } catch { stop.request() }
  }
}
