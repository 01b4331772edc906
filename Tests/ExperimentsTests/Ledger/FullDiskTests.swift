import Experiments
import Foundation
import Testing

/// On a real full disk: `Scripts/ledger/full-disk-test` mounts a small one and names it in `MEIT_SMALL_DISK`.
struct FullDiskTests {
  private static let disk = ProcessInfo.processInfo.environment["MEIT_SMALL_DISK"].map { URL(filePath: $0) }

  /// Takes all the room that is left.
  private func fill(_ file: URL) {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND, 0o666)
    defer { close(descriptor) }
    for size in [4096, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while write(descriptor, bytes, size) == size {}
    }
  }

  private func claim(_ ledger: Ledger) throws -> StepWorkspace? {
    guard case .workspace(let workspace) = try ledger.begin(ScratchLedger.description("tune", 2)) else { return nil }
    return workspace
  }

  private func isDiskFull(_ error: any Error) -> Bool {
    if case .diskFull? = error as? LedgerError { true } else { false }
  }

  @Test(.enabled(if: disk != nil, "MEIT_SMALL_DISK names no folder"))
  func nothingIsLostAndTheStepResumes() throws {
    let ledger = Ledger(folder: try #require(Self.disk).appending(path: "runs"))
    guard case .workspace(let earlier) = try ledger.begin(ScratchLedger.description()) else { return }
    let done = try earlier.commit()
    let workspace = try #require(try claim(ledger))
    let content = Data(repeating: 7, count: 20_000)
    try workspace.checkpoints.save(step: 1) { try content.write(to: $0.appending(path: "weights")) }
    let log = try SampleLog(folder: workspace.folder)
    let ballast = ledger.folder.appending(path: "ballast")
    fill(ballast)
    #expect(throws: (any Error).self) {
      try workspace.checkpoints.save(step: 2) { try content.write(to: $0.appending(path: "weights")) }
    }
    #expect(workspace.checkpoints.latest().checkpoint?.step == 1)
    #expect { try workspace.commit() } throws: { isDiskFull($0) }
    let long = String(repeating: "normal ", count: 2000)
    #expect {
      try log.append(Sample(record: "1", prompt: "", reference: "", generated: long, tokens: 1, finished: true))
    } throws: { isDiskFull($0) }
    #expect(try ledger.state(of: workspace.description.key) == .absent)
    #expect(try ledger.steps() == [done])
    workspace.suspend()
    try FileManager.default.removeItem(at: ballast)
    let again = try #require(try claim(ledger))
    #expect(again.checkpoints.latest().checkpoint?.step == 1)
    #expect(try SampleLog(folder: again.folder).resumed.isEmpty)
    let record = try again.commit()
    #expect(try ledger.steps() == [done, record])
  }
}
