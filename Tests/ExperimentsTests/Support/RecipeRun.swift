import Experiments
import Foundation
import Language
import Testing

/// A recipe run in a folder of its own.
struct RecipeRun {
  let folder: URL
  let runner: Runner
  let events = EventRecorder()

  /// - Parameter sink: Told of the progress in the place of `events`.
  init(
    _ recipe: String, in folder: URL, environment: [String: String] = [:], stop: StopRequest = StopRequest(),
    sink: (any ProgressSink)? = nil
  ) throws {
    self.folder = folder
    let checked = check(SourceText(name: "test.meit", text: recipe), catalog: .meit, loader: noFiles)
    try #require(checked.isRunnable, "\(checked.diagnostics.rendered())")
    runner = try Runner(
      checked.program, ledger: Ledger(folder: folder.appending(path: "runs")), base: folder, environment: environment,
      sink: sink ?? events, stop: stop)
  }

  /// A recipe stopped once a step of some kind has come so far, and run again to its end.
  static func resumed(_ recipe: String, in folder: URL, stoppedAfter steps: Int, of kind: String) throws -> RecipeRun {
    let stop = StopRequest()
    let stopped = try RecipeRun(recipe, in: folder, stop: stop, sink: StopAfter(steps: steps, kind: kind, stop: stop))
    #expect(throws: Stopped.self) { try stopped.runner.run() }
    let resumed = try RecipeRun(recipe, in: folder)
    try resumed.runner.run()
    return resumed
  }

  /// The folder of the first finished step of a kind.
  func folder(of kind: String) throws -> URL { runner.ledger.folder(of: try record(of: kind).key) }

  /// The record of the first step of a kind, which must be finished.
  func record(of kind: String) throws -> StepRecord {
    let step = try #require(runner.plan.steps.first { $0.kind == kind })
    return try #require(try runner.ledger.finished(step.key))
  }

  func output(_ name: String) throws -> String {
    try String(contentsOf: runner.outputFolder.appending(path: name), encoding: .utf8)
  }
}

/// Keeps the events of a run.
final class EventRecorder: ProgressSink, @unchecked Sendable {
  private let lock = NSLock()
  private var kept: [ProgressEvent] = []

  func receive(_ event: ProgressEvent) { lock.withLock { kept.append(event) } }
  var events: [ProgressEvent] { lock.withLock { kept } }

  /// The kinds of the steps that were begun.
  var started: [String] {
    events.compactMap { event in
      if case .started = event.what { event.step?.kind } else { nil }
    }
  }
  var warnings: [String] {
    events.compactMap { event in
      if case .warning(let text) = event.what { text } else { nil }
    }
  }
}
