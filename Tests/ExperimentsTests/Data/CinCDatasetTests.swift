import Experiments
import Foundation
import Randomness
import Signals
import TestSupport
import Testing

struct CinCDatasetTests {
  private func write(_ name: String, in folder: URL, codes: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ecg = SimulatedPatient(random: Random(seed: 5)).ecg(samplesPerSecond: 100, seconds: 1)
    try ecg.write(record: name, in: folder, comments: ["Age: 60", "Sex: Female", "Dx: \(codes)", "Rx: Unknown"])
  }

  @Test func readsHeadersOfAllFolders() throws {
    let temporary = try TemporaryFolder()
    try write("A0001", in: temporary.url.appending(path: "cpsc/g1"), codes: "426783006,59118001,999")
    try write("E0001", in: temporary.url.appending(path: "georgia/g1"), codes: "164889003")
    let dataset = try CinCDataset(folder: temporary.url)
    #expect(dataset.count == 2)
    let first = dataset.info(0)
    #expect(first.id == "cpsc/g1/A0001" && first.patient == first.id)
    #expect(first.statements == [.sinusRhythm, .completeRightBundleBranchBlock])
    #expect(first.report == "Sinus rhythm. Right bundle branch block.")
    #expect(dataset.info(1).report == "Atrial fibrillation.")
    #expect(try dataset.ecg(1).count == 100)
  }

  /// The headers of 2020 write `#Dx:` without a blank.
  @Test func headersOfBothYearsAreRead() throws {
    let temporary = try TemporaryFolder()
    try write("A0001", in: temporary.url, codes: "164889003")
    let header = temporary.url.appending(path: "A0001.hea")
    let text = try String(contentsOf: header, encoding: .utf8)
    try text.replacing("# Dx:", with: "#Dx:").write(to: header, atomically: true, encoding: .utf8)
    #expect(try CinCDataset(folder: temporary.url).info(0).statements == [.atrialFibrillation])
  }

  @Test func contentsDecideTheFingerprint() throws {
    let temporary = try TemporaryFolder()
    try write("A0001", in: temporary.url, codes: "164889003")
    let before = try CinCDataset(folder: temporary.url).fingerprint
    #expect(try CinCDataset(folder: temporary.url).fingerprint == before)
    try write("A0001", in: temporary.url, codes: "426783006")
    #expect(try CinCDataset(folder: temporary.url).fingerprint != before)
  }

  @Test func emptyFolderIsNamed() throws {
    let temporary = try TemporaryFolder()
    let error = try #require(throws: DataError.self) { try CinCDataset(folder: temporary.url) }
    #expect(error.description.contains(".hea"))
  }
}
