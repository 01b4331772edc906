import Foundation
import Randomness
import Signals
import Testing

@Suite struct SimulatedPatientTests {
  @Test func sameStreamSameBits() {
    for hospital in Hospital.allCases {
      let first = SimulatedPatient(random: Random(seed: 5), hospital: hospital)
      let again = SimulatedPatient(random: Random(seed: 5), hospital: hospital)
      #expect(first == again)
      #expect(first.ecg().millivolts == again.ecg().millivolts)
    }
    #expect(
      SimulatedPatient(random: Random(seed: 5)).ecg().millivolts
        != SimulatedPatient(random: Random(seed: 6)).ecg().millivolts)
  }

  @Test func everyFindingOccursAndEveryRecordIsSound() throws {
    var seen = Set<Findings.Finding>()
    for index in 0..<600 {
      let patient = SimulatedPatient(random: Random(seed: 1).split(index), hospital: index % 2 == 0 ? .a : .b)
      let ecg = patient.ecg()
      #expect(ecg.count == 1000)
      try ecg.requireSound(record: "\(index)")
      #expect(ecg.millivolts.allSatisfy { abs($0) < 6 })
      seen.formUnion(patient.findings.statements.map(\.finding))
    }
    #expect(seen == Set(Findings.Finding.allCases))
  }
}
