import Experiments
import Foundation
import Testing

struct CheckpointStoreTests {
  let scratch = ScratchLedger()
  let store: CheckpointStore

  init() { store = CheckpointStore(folder: scratch.ledger.folder.appending(path: "checkpoints")) }

  private func save(_ step: Int) throws {
    try store.save(step: step) { folder in
      try Data("weights of \(step)".utf8).write(to: folder.appending(path: "adapter.bin"))
      try Data("moments of \(step)".utf8).write(to: folder.appending(path: "optimiser.bin"))
    }
  }

  private func content(_ checkpoint: CheckpointStore.Checkpoint?) throws -> String {
    let folder = try #require(checkpoint).folder
    return try String(contentsOf: folder.appending(path: "adapter.bin"), encoding: .utf8)
  }

  @Test func theNewestIsFoundAndTwoAreKept() throws {
    #expect(store.latest().checkpoint == nil)
    for step in [5, 10, 15] { try save(step) }
    #expect(store.latest().checkpoint?.step == 15)
    #expect(try content(store.latest().checkpoint) == "weights of 15")
    #expect(names(in: store.folder) == ["step-10", "step-15"])
  }

  @Test(arguments: ["adapter.bin", "optimiser.bin", "checkpoint.json", "checkpoint.json.sha256"])
  func aFlippedByteFallsBackToTheOneBefore(name: String) throws {
    for step in [5, 10] { try save(step) }
    try flipByte(of: store.folder.appending(path: "step-10/\(name)"))
    let latest = store.latest()
    #expect(latest.checkpoint?.step == 5)
    #expect(latest.damaged.count == 1)
    #expect(latest.damaged.first?.path.contains("step-10") == true)
  }

  @Test func aDamagedNewestOneDoesNotPushOutTheOneBefore() throws {
    for step in [5, 10] { try save(step) }
    try FileManager.default.removeItem(at: store.folder.appending(path: "step-10/adapter.bin"))
    try save(15)
    #expect(names(in: store.folder) == ["step-15", "step-5"])
  }

  @Test func aKillInTheMiddleOfWritingLeavesTheOneBefore() throws {
    try save(5)
    struct Killed: Error {}
    #expect(throws: Killed.self) {
      try store.save(step: 10) { folder in
        try Data("torn".utf8).write(to: folder.appending(path: "adapter.bin"))
        throw Killed()
      }
    }
    #expect(store.latest().checkpoint?.step == 5)
    try save(10)
    #expect(try content(store.latest().checkpoint) == "weights of 10")
  }

  @Test func theSameStepMayBeSavedAgain() throws {
    try save(5)
    try save(5)
    #expect(try content(store.latest().checkpoint) == "weights of 5")
  }

  @Test func checkpointsGoWhenTheStepIsFinished() throws {
    let workspace = try scratch.workspace()
    try workspace.checkpoints.save(step: 1) { try Data("w".utf8).write(to: $0.appending(path: "w")) }
    let record = try workspace.commit()
    #expect(record.files.isEmpty)
    #expect(names(in: scratch.ledger.folder(of: record.key)) == ["step.json", "step.json.sha256"])
  }
}
