import Signals
import Testing

@Suite struct RepairTests {
  private func ecg(_ change: (inout ECG) -> Void) -> ECG {
    var ecg = ECG(samplesPerSecond: 10, millivolts: (0..<120).map { Float($0 % 10) })
    change(&ecg)
    return ecg
  }

  @Test func gapsBecomeLinesAndEndsTheirNeighbours() {
    var broken = ecg { ecg in
      for index in [0, 4, 5, 19] { ecg.millivolts[index] = .nan }
    }
    let repair = broken.repairMissing(largestShare: 0.3)
    #expect(repair.interpolated == 4)
    #expect(repair.masked.isEmpty)
    #expect(Array(broken[.I]) == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(broken[.II].last == 8)
  }

  @Test func mostlyMissingLeadsAreMasked() {
    var broken = ecg { ecg in ecg[.V2] = ArraySlice([1, 2] + [Float](repeating: .nan, count: 8)) }
    let repair = broken.repairMissing()
    #expect(repair.masked == [.V2])
    #expect(broken[.V2].allSatisfy { $0 == 0 })
  }

  @Test func flawsAreNamed() {
    #expect(throws: SignalError.flat(record: "r", [.V1])) {
      try ecg { $0[.V1] = ArraySlice([Float](repeating: 2, count: 10)) }.requireSound(record: "r")
    }
    #expect(throws: SignalError.missingSamples(record: "r", lead: .aVR, count: 1)) {
      try ecg { $0.millivolts[33] = .nan }.requireSound(record: "r")
    }
    #expect(SignalError.flat(record: "r", [.V1, .aVF]).description == "Record r is flat in leads V1, aVF.")
  }

  @Test func minMaxIsGlobalAndIgnoresMissing() {
    let scaled = ecg {
      $0.millivolts[5] = -1
      $0.millivolts[6] = .nan
    }.normalised(.minMax)
    #expect(scaled.millivolts[5] == 0)
    #expect(scaled.millivolts[9] == 1)
    #expect(scaled.millivolts[6].isNaN)
    #expect(scaled.millivolts[10] == 0.1)
  }

  @Test(arguments: [Normalisation.zScore, .leadZScore]) func zScoresHaveMeanZeroAndDeviationOne(kind: Normalisation) {
    let lead = ecg { _ in }.normalised(kind)[.V3].map(Double.init)
    #expect(abs(lead.reduce(0, +)) < 1e-5)
    #expect(abs(lead.reduce(0) { $0 + $1 * $1 } / 10 - 1) < 1e-6)
  }

  @Test func cuttingAndPadding() {
    let whole = ecg { _ in }
    #expect(Array(whole.fitted(to: 3)[.V6]) == [0, 1, 2])
    let padded = whole.fitted(to: 12, padding: 0)
    #expect(padded.count == 12 && Array(padded[.aVL].suffix(3)) == [9, 0, 0])
  }
}
