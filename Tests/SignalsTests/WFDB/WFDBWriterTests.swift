import Foundation
import Randomness
import Signals
import Testing

@Suite struct WFDBWriterTests {
  @Test func whatIsWrittenIsRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "signals-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var ecg = SimulatedPatient(random: Random(seed: 21)).ecg(samplesPerSecond: 500)
    ecg.millivolts[7] = .nan
    let mimic: [Lead] = [.I, .II, .III, .aVR, .aVF, .aVL, .V1, .V2, .V3, .V4, .V5, .V6]
    for (name, leads) in [("ptb", Lead.allCases), ("mimic", mimic)] {
      try ecg.write(record: name, in: folder, gain: 1000, leads: leads, comments: ["simulated"])
      let path = folder.appending(path: name).path
      let again = try ECG(record: path)
      #expect(again.samplesPerSecond == 500)
      #expect(again.millivolts[7].isNaN)
      #expect(zip(again.millivolts, ecg.millivolts).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
      let header = try WFDBHeader(ofRecord: path)
      #expect(header.signals.map(\.description) == leads.map(\.name))
      #expect(header.comments == ["simulated"])
    }
  }
}
