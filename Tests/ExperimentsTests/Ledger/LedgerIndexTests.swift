import Experiments
import Foundation
import Testing

struct LedgerIndexTests {
  let scratch = ScratchLedger()
  var ledger: Ledger { scratch.ledger }
  var index: URL { ledger.folder.appending(path: "index.sqlite") }

  private func threeSteps() throws -> [StepRecord] {
    try (1...3).map { try scratch.finish(ScratchLedger.description("tune", $0), scores: ["loss": RecordedScore(2)]) }
  }

  @Test func stepsComeBackAsTheyWereWritten() throws {
    let records = try threeSteps()
    #expect(try ledger.steps() == records)
  }

  @Test func aDeletedIndexIsMadeAgain() throws {
    let records = try threeSteps()
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
      try? FileManager.default.removeItem(at: ledger.folder.appending(path: name))
    }
    #expect(try ledger.steps() == records)
  }

  @Test(arguments: [0, 4096])
  func aCorruptIndexIsSetAsideAndMadeAgain(from offset: Int) throws {
    let records = try threeSteps()
    var bytes = try Data(contentsOf: index)
    try #require(bytes.count > offset)
    for position in offset..<bytes.count { bytes[position] = 0xA5 }
    try bytes.write(to: index)
    #expect(try ledger.steps() == records)
    #expect(names(in: ledger.folder.appending(path: "damaged")) == ["index.sqlite-1"])
  }

  @Test func foldersThatTheIndexDoesNotKnowAreFound() throws {
    let records = try threeSteps()
    let other = ScratchLedger()
    for record in records.dropFirst() {
      let target = other.ledger.folder(of: record.key)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: ledger.folder(of: record.key), to: target)
    }
    #expect(try other.ledger.steps() == Array(records.dropFirst()))
  }

  @Test func rowsOfRemovedFoldersGo() throws {
    let records = try threeSteps()
    #expect(try ledger.steps().count == 3)
    try FileManager.default.removeItem(at: ledger.folder(of: records[1].key))
    #expect(try ledger.steps() == [records[0], records[2]])
  }

  @Test func aLedgerWithoutAFolderHasNoSteps() throws {
    #expect(try ledger.steps().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: ledger.folder.path))
  }

  @Test func theHashOfALargeFileIsRememberedUntilItChanges() throws {
    let file = ledger.folder.appending(path: "weights")
    try FileManager.default.createDirectory(at: ledger.folder, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 5 << 20).write(to: file)
    let later = Date(timeIntervalSinceNow: 60)
    let first = try ledger.index.digest(of: file, now: Date())
    #expect(ledger.index.rememberedDigest(of: file) == nil, "it may change within the same tick of the clock")
    #expect(try ledger.index.digest(of: file, now: later) == first)
    #expect(ledger.index.rememberedDigest(of: file) == first)
    // The same size, and the time that it had.
    let time = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    try Data(repeating: 8, count: 5 << 20).write(to: file)
    try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: file.path)
    #expect(ledger.index.rememberedDigest(of: file) == nil)
    #expect(try ledger.index.digest(of: file, now: later) != first)
  }

  @Test func twoWritersShareTheIndex() async throws {
    let ledger = ledger
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        group.addTask {
          guard case .workspace(let workspace) = try ledger.begin(ScratchLedger.description("tune", number)) else {
            return
          }
          try workspace.commit()
        }
      }
      try await group.waitForAll()
    }
    #expect(try ledger.steps().count == 12)
  }
}
