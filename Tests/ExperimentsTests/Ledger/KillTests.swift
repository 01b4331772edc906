import Experiments
import Foundation
import Testing

/// A step that depends on every one of its iterations, so that a lost or repeated one shows in the last bit.
enum ChainedWork {
  static let variable = "MEIT_KILL_TEST_LEDGER"
  private static let iterations = 60
  private static let iterationsPerCheckpoint = 7
  private static let pauseMicroseconds: UInt32 = 2000
  private static let stateName = "state.bin"
  static let description = ScratchLedger.description("tune", 77)

  /// Does the step or resumes it, and finishes it.
  static func run(in ledger: Ledger) throws {
    guard case .workspace(let workspace) = try ledger.begin(description, verifying: .hashes) else { return }
    let checkpoint = workspace.checkpoints.latest().checkpoint
    let first = checkpoint?.step ?? 0
    var state: UInt64 = 1
    if let checkpoint {
      let text = try String(contentsOf: checkpoint.folder.appending(path: stateName), encoding: .utf8)
      state = try #require(UInt64(text))
    }
    let metrics = try MetricsLog(folder: workspace.folder, columns: ["loss"], resuming: first)
    let events = try EventLog(folder: workspace.folder, resuming: first, clock: { Date(timeIntervalSince1970: 0) })
    for step in first + 1...iterations {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let loss = Double(state >> 40)
      try metrics.append(step: step, ["loss": loss])
      try events.append(step: step, ["loss": loss])
      usleep(pauseMicroseconds)
      if step % iterationsPerCheckpoint == 0 && step < iterations {
        try workspace.checkpoints.save(step: step, after: [metrics, events]) { folder in
          try Data("\(state)".utf8).write(to: folder.appending(path: stateName))
        }
      }
    }
    try Data("\(state)".utf8).write(to: workspace.file("adapter/\(stateName)"))
    try workspace.commit()
  }
}

/// Kills this very test program, run again to do a step, at random instants with SIGKILL.
///
/// `MEIT_KILLS=50 swift test --filter KillTests` kills more often.
struct KillTests {
  private static let kills = ProcessInfo.processInfo.environment["MEIT_KILLS"].flatMap(Int.init) ?? 8
  /// The step takes about 200 ms, so some kills come in its middle and some after its end.
  private static let longestWorkMilliseconds: UInt32 = 250

  @Test(.enabled(if: ProcessInfo.processInfo.environment[ChainedWork.variable] != nil, "run by the test beside it"))
  func worker() throws {
    let path = try #require(ProcessInfo.processInfo.environment[ChainedWork.variable])
    try ChainedWork.run(in: Ledger(folder: URL(filePath: path)))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment[ChainedWork.variable] == nil, "runs the test beside it"))
  func aStepKilledAtRandomInstantsEndsWithTheSameBits() throws {
    let undisturbed = ScratchLedger()
    try ChainedWork.run(in: undisturbed.ledger)
    let expected = try #require(try undisturbed.ledger.finished(ChainedWork.description.key))
    let scratch = ScratchLedger()
    var interruptions = 0
    for _ in 0..<Self.kills {
      let worker = try spawn(scratch.ledger)
      while worker.isRunning && scratch.ledger.owner(of: expected.key) == nil { usleep(1000) }
      usleep(UInt32.random(in: 0...Self.longestWorkMilliseconds * 1000))
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
      if try isFinished(scratch.ledger, expected) {
        try FileManager.default.removeItem(at: scratch.ledger.folder)
      } else {
        interruptions += 1
      }
    }
    #expect(interruptions > 0)
    let last = try spawn(scratch.ledger)
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    #expect(try isFinished(scratch.ledger, expected))
    #expect(try scratch.ledger.steps().count == 1)
  }

  /// Whether the step is finished; if it is, it must be whole and equal, and if not, nothing of it may show.
  private func isFinished(_ ledger: Ledger, _ expected: StepRecord) throws -> Bool {
    switch try ledger.state(of: expected.key, verifying: .hashes) {
    case .finished(let record):
      #expect(record.files == expected.files)
      return true
    case .damaged(let damage):
      Issue.record("half-written work shows as finished: \(damage)")
      return true
    case .absent:
      #expect(names(in: ledger.folder.appending(path: "steps")).isEmpty)
      #expect(try ledger.steps().isEmpty)
      return false
    }
  }

  private func spawn(_ ledger: Ledger) throws -> Process {
    let worker = Process()
    worker.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    worker.arguments = ["--testing-library", "swift-testing", "--filter", "KillTests/worker"]
    var environment = ProcessInfo.processInfo.environment
    environment[ChainedWork.variable] = ledger.folder.path
    worker.environment = environment
    worker.standardOutput = FileHandle.nullDevice
    worker.standardError = FileHandle.nullDevice
    try worker.run()
    return worker
  }
}
