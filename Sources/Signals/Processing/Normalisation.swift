/// How a record's samples are scaled before an encoder sees them.
public enum Normalisation: String, CaseIterable, Sendable, Codable {
  /// Millivolts as they are.
  case none
  /// The whole record from its least sample at 0 to its greatest at 1 (paper section 4.1).
  case minMax = "min-max"
  /// The whole record to mean 0 and standard deviation 1.
  case zScore = "z-score"
  /// Each lead to mean 0 and standard deviation 1.
  case leadZScore = "lead-z-score"
}

extension ECG {
  /// This ECG scaled; missing samples stay missing, and what does not vary becomes 0.
  public func normalised(_ normalisation: Normalisation) -> ECG {
    var scaled = self
    switch normalisation {
    case .none: break
    case .minMax: scaled.millivolts.withUnsafeMutableBufferPointer(Self.scaleToUnitRange)
    case .zScore: scaled.millivolts.withUnsafeMutableBufferPointer(Self.standardise)
    case .leadZScore: scaled.forEachLead { _, samples in Self.standardise(samples) }
    }
    return scaled
  }

  private static func scaleToUnitRange(_ samples: inout UnsafeMutableBufferPointer<Float>) {
    var (least, greatest) = (Float.infinity, -Float.infinity)
    for sample in samples where !sample.isNaN {
      least = min(least, sample)
      greatest = max(greatest, sample)
    }
    let range = greatest - least
    for index in samples.indices where !samples[index].isNaN {
      samples[index] = range > 0 ? (samples[index] - least) / range : 0
    }
  }

  private static func standardise(_ samples: UnsafeMutableBufferPointer<Float>) {
    var (count, sum, squares) = (0.0, 0.0, 0.0)
    for sample in samples where !sample.isNaN {
      count += 1
      sum += Double(sample)
    }
    let mean = sum / max(count, 1)
    for sample in samples where !sample.isNaN { squares += (Double(sample) - mean) * (Double(sample) - mean) }
    let deviation = (squares / max(count, 1)).squareRoot()
    for index in samples.indices where !samples[index].isNaN {
      samples[index] = deviation > 0 ? Float((Double(samples[index]) - mean) / deviation) : 0
    }
  }

  private static func standardise(_ samples: inout UnsafeMutableBufferPointer<Float>) { standardise(samples) }
}
