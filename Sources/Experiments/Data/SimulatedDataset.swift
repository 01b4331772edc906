import Randomness
import Reports
import Signals

/// Simulated patients, one record each: the data that `meit` has without any files.
public struct SimulatedDataset: Dataset {
  public let count: Int
  public let hospital: Hospital
  private let random: Random
  /// Samples a second that are simulated.
  private let samplesPerSecond: Double
  private let seconds: Double

  public init(count: Int, hospital: Hospital, seed: UInt64, samplesPerSecond: Double, seconds: Double) {
    self.count = count
    self.hospital = hospital
    self.samplesPerSecond = samplesPerSecond
    self.seconds = seconds
    random = Random(seed: seed).split("simulated").split(hospital.rawValue)
  }

  public var name: String { "simulated, hospital \(hospital.rawValue)" }
  public var isSimulated: Bool { true }
  public var fingerprint: String { "simulated 1" }

  private func patient(_ index: Int) -> SimulatedPatient {
    SimulatedPatient(random: random.split(index), hospital: hospital)
  }

  public func info(_ index: Int) -> RecordInfo {
    let findings = patient(index).findings
    return RecordInfo(
      id: "\(hospital.rawValue)\(index)", patient: "\(hospital.rawValue)\(index)",
      report: SimulatedReport(findings, hospital: hospital).text, statements: findings.diagnosticStatements)
  }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    patient(index).ecg(samplesPerSecond: samplesPerSecond, seconds: seconds)
  }
}
