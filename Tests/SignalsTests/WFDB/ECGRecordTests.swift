import Foundation
import Signals
import TestSupport
import Testing

@Suite struct ECGRecordTests {
  private let folder = WFDBExpectation.folder

  @Test func leadsAreSortedByName() throws {
    let path = folder.path + "/matlab"
    let record = try WFDBRecord(at: path)
    let ecg = try ECG(record: path)
    #expect(ecg.samplesPerSecond == 500)
    #expect(ecg.count == 60)
    // The file has aVF before aVL, as MIMIC-IV-ECG.
    #expect(Array(ecg[.aVF]) == record.physical(4).map(Float.init))
    #expect(Array(ecg[.aVL]) == record.physical(5).map(Float.init))
    #expect(Array(ecg[.V6]) == record.physical(11).map(Float.init))
  }

  @Test func missingLimbLeadsFollowFromTwo() throws {
    let ecg = try ECG(record: folder.path + "/fixed")
    #expect(ecg.missingLeads == Lead.precordial)
    let foot = zip(ecg[.I], ecg[.II]).map { $1 - $0 / 2 }
    #expect(zip(ecg[.aVF], foot).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(throws: SignalError.missingLeads(record: "fixed", Lead.precordial)) {
      try ecg.requireSound(record: "fixed")
    }
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared)) func realRecordsAreSound() throws {
    let folder = try #require(TestFiles.shared).appending(path: "data/ptbxl")
    for index in 1...30 {
      let name = String(format: "records100/00000/%05d_lr", index)
      let ecg = try ECG(record: folder.appending(path: name).path)
      #expect(ecg.count == 1000 && ecg.samplesPerSecond == 100)
      try ecg.requireSound(record: name)
      let einthoven = zip(ecg[.I], zip(ecg[.II], ecg[.III])).map { abs($1.0 - $0 - $1.1) }
      #expect(einthoven.max() ?? 1 < 0.0035)
    }
  }

  @Test func missingSignalFileNamesTheRecord() throws {
    try withCopy { copy in
      try FileManager.default.removeItem(at: copy.appending(path: "matlab.mat"))
      expectError(copy) { error in
        error == .missingFile(record: "matlab", file: copy.path + "/matlab.mat") && error.reason == .missingFile
      }
    }
  }

  @Test func truncatedFileTellsBytes() throws {
    try withCopy { copy in
      let file = copy.appending(path: "matlab.mat")
      try Data(contentsOf: file).prefix(1000).write(to: file)
      expectError(copy) { error in
        error == .truncated(record: "matlab", file: file.path, expectedBytes: 24 + 60 * 12 * 2, foundBytes: 1000)
      }
    }
  }

  @Test func changedByteBreaksTheChecksum() throws {
    try withCopy { copy in
      let file = copy.appending(path: "matlab.mat")
      var data = try Data(contentsOf: file)
      data[24 + 2 * 12 * 30] ^= 1
      try data.write(to: file)
      expectError(copy) { $0.reason == .wrongChecksum }
      #expect(throws: Never.self) { try ECG(record: copy.path + "/matlab", verifying: false) }
    }
  }

  @Test func changedFirstSampleIsFound() throws {
    try withCopy { copy in
      let file = copy.appending(path: "matlab.mat")
      var data = try Data(contentsOf: file)
      data[24] ^= 1
      try data.write(to: file)
      expectError(copy) { $0.reason == .wrongInitialValue }
    }
  }

  private func withCopy(_ body: (URL) throws -> Void) throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "signals-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: copy) }
    for name in ["matlab.hea", "matlab.mat"] {
      try FileManager.default.copyItem(at: folder.appending(path: name), to: copy.appending(path: name))
    }
    try body(copy)
  }

  private func expectError(_ copy: URL, _ isExpected: (SignalError) -> Bool) {
    #expect {
      try ECG(record: copy.path + "/matlab")
    } throws: { error in
      (error as? SignalError).map(isExpected) ?? false
    }
  }
}
