import Experiments
import Testing

struct SplitTests {
  private func records(_ patients: [String], folds: [Int?] = []) -> [Split.Member] {
    patients.enumerated().map { index, patient in
      let fold = index < folds.count ? folds[index] : nil
      return Split.Member(index, RecordInfo(id: "r\(index)", patient: patient, report: "", fold: fold))
    }
  }

  @Test func patientsStayTogetherAndSharesHold() throws {
    let patients = (0..<4_000).map { "p\($0 / 2)" }
    let split = try Split(records(patients), by: .paperRatio, seed: 1)
    #expect(split.train.count + split.validation.count + split.test.count == 4_000)
    #expect(abs(Double(split.train.count) / 4_000 - 0.8) < 0.03)
    #expect(abs(Double(split.test.count) / 4_000 - 0.1) < 0.02)
    let training = Set(split.train.map { patients[$0] })
    #expect(split.test.allSatisfy { !training.contains(patients[$0]) })
  }

  @Test func seedDecides() throws {
    let patients = (0..<200).map { "p\($0)" }
    #expect(
      try Split(records(patients), by: .paperRatio, seed: 1) == Split(records(patients), by: .paperRatio, seed: 1))
    #expect(
      try Split(records(patients), by: .paperRatio, seed: 1) != Split(records(patients), by: .paperRatio, seed: 2))
  }

  @Test func foldsDivide() throws {
    let split = try Split(records(["a", "b", "c"], folds: [1, 8, 10]), by: .paperFolds, seed: 0)
    #expect(split.train == [0] && split.validation == [1] && split.test == [2])
  }

  @Test func patientOnBothSidesIsAnError() {
    let error = #expect(throws: DataError.self) {
      try Split(records(["same", "same"], folds: [1, 10]), by: .paperFolds, seed: 0)
    }
    #expect(error?.description.contains("Patient same") == true)
  }

  @Test func foldsThatAreNotThereAreAnError() {
    let error = #expect(throws: DataError.self) { try Split(records(["a"]), by: .paperFolds, seed: 0) }
    #expect(error?.description.contains("r0") == true)
  }
}
