extension ECG {
  /// What `repairMissing` did.
  public struct Repair: Sendable, Equatable, Codable {
    /// How many samples were interpolated.
    public var interpolated = 0
    /// The leads that had too few samples and were set to 0 throughout.
    public var masked: [Lead] = []

    /// Nothing was done.
    public init() {}
  }

  /// Fills missing samples: gaps by straight lines, ends by the nearest sample; a lead of which more than
  /// `largestShare` is missing is masked with zeros.
  public mutating func repairMissing(largestShare: Double = 0.2) -> Repair {
    var repair = Repair()
    forEachLead { lead, samples in
      let holes = samples.count(where: \.isNaN)
      guard holes > 0 else { return }
      if holes == samples.count || Double(holes) > largestShare * Double(samples.count) {
        samples.update(repeating: 0)
        repair.masked.append(lead)
      } else {
        Self.interpolate(samples)
        repair.interpolated += holes
      }
    }
    return repair
  }

  private static func interpolate(_ samples: UnsafeMutableBufferPointer<Float>) {
    var index = 0
    while index < samples.count {
      guard samples[index].isNaN else {
        index += 1
        continue
      }
      let end = samples[index...].firstIndex { !$0.isNaN } ?? samples.count
      let before = index > 0 ? samples[index - 1] : samples[end]
      let after = end < samples.count ? samples[end] : before
      for hole in index..<end {
        samples[hole] = before + (after - before) * Float(hole - index + 1) / Float(end - index + 1)
      }
      index = end
    }
  }
}
