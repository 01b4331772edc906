/// Two electrodes that were put in each other's place.
public enum ElectrodeSwap: String, CaseIterable, Sendable, Codable {
  case arms
  case rightArmLeftLeg = "right-arm-left-leg"
  case leftArmLeftLeg = "left-arm-left-leg"
  case v1v2 = "v1-v2"
  case v3v4 = "v3-v4"
  case v5v6 = "v5-v6"

  /// What a recorder shows: limb leads from the exchanged potentials, whose mean stays, or two exchanged chest leads.
  public func applied(to ecg: ECG) -> ECG {
    switch self {
    case .arms: limbs(ecg) { (first: -$0, second: $1 - $0) }
    case .rightArmLeftLeg: limbs(ecg) { (first: $0 - $1, second: -$1) }
    case .leftArmLeftLeg: limbs(ecg) { (first: $1, second: $0) }
    case .v1v2: exchanged(ecg, .V1, .V2)
    case .v3v4: exchanged(ecg, .V3, .V4)
    case .v5v6: exchanged(ecg, .V5, .V6)
    }
  }

  private func limbs(_ ecg: ECG, _ change: (Float, Float) -> (first: Float, second: Float)) -> ECG {
    var swapped = ecg
    for index in 0..<ecg.count {
      let (first, second) = change(ecg.millivolts[index], ecg.millivolts[ecg.count + index])
      for lead in Lead.limb {
        guard let sum = lead.fromFirstAndSecond else { continue }
        swapped.millivolts[lead.rawValue * ecg.count + index] = sum.first * first + sum.second * second
      }
    }
    return swapped
  }

  private func exchanged(_ ecg: ECG, _ one: Lead, _ other: Lead) -> ECG {
    var swapped = ecg
    swapped[one] = ecg[other]
    swapped[other] = ecg[one]
    return swapped
  }
}
