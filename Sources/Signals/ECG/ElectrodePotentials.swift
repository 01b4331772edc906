/// What disturbs the nine electrodes, from which every lead gets its share, so that Einthoven's law holds for noise
/// too.
struct ElectrodePotentials {
  /// Nine rows [9][T] in millivolts: right arm, left arm, left leg, V1 to V6.
  var rows: [[Float]]

  static let count = 9

  /// One row for each electrode, made by `row` from the electrode's number.
  init(_ row: (Int) -> [Float]) { rows = (0..<Self.count).map(row) }

  /// Adds what `lead` sees of the electrodes: limb leads a difference, chest leads that against the mean of the limbs.
  func add(to samples: UnsafeMutableBufferPointer<Float>, _ lead: Lead) {
    let (right, left, foot) = (rows[0], rows[1], rows[2])
    if let sum = lead.fromFirstAndSecond {
      for index in samples.indices {
        samples[index] += sum.first * (left[index] - right[index]) + sum.second * (foot[index] - right[index])
      }
    } else {
      let chest = rows[3 + lead.rawValue - Lead.V1.rawValue]
      for index in samples.indices { samples[index] += chest[index] - (right[index] + left[index] + foot[index]) / 3 }
    }
  }
}

extension ECG {
  /// Adds the electrodes' potentials to all leads.
  mutating func add(_ potentials: ElectrodePotentials) {
    forEachLead { lead, samples in potentials.add(to: samples, lead) }
  }
}
