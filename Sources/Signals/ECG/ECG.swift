/// A twelve-lead electrocardiogram.
public struct ECG: Sendable {
  /// The sampling rate in hertz.
  public var samplesPerSecond: Double
  /// The samples in millivolts, lead-major [12, T] in the order of `Lead`; NaN means missing.
  public var millivolts: [Float]

  /// How many samples each lead has: T.
  public var count: Int { millivolts.count / Lead.allCases.count }
  /// The length in seconds.
  public var seconds: Double { Double(count) / samplesPerSecond }

  /// An ECG of samples [12, T] in millivolts.
  public init(samplesPerSecond: Double, millivolts: [Float]) {
    precondition(millivolts.count.isMultiple(of: Lead.allCases.count), "\(millivolts.count) samples are not 12 leads")
    self.samplesPerSecond = samplesPerSecond
    self.millivolts = millivolts
  }

  /// An ECG of `count` samples per lead, all missing.
  public init(samplesPerSecond: Double, missing count: Int) {
    self.init(
      samplesPerSecond: samplesPerSecond, millivolts: [Float](repeating: .nan, count: Lead.allCases.count * count))
  }

  /// Where a lead's samples are in `millivolts`.
  public func range(of lead: Lead) -> Range<Int> { lead.rawValue * count..<(lead.rawValue + 1) * count }

  /// The samples of one lead [T] in millivolts.
  public subscript(lead: Lead) -> ArraySlice<Float> {
    get { millivolts[range(of: lead)] }
    set {
      precondition(newValue.count == count, "\(newValue.count) samples for a lead of \(count)")
      millivolts.replaceSubrange(range(of: lead), with: newValue)
    }
  }

  /// Calls `body` with the samples of every lead in turn, to change them in place.
  public mutating func forEachLead(_ body: (Lead, UnsafeMutableBufferPointer<Float>) -> Void) {
    let count = count
    millivolts.withUnsafeMutableBufferPointer { samples in
      for lead in Lead.allCases {
        body(lead, .init(rebasing: samples[lead.rawValue * count..<(lead.rawValue + 1) * count]))
      }
    }
  }

  /// The leads that have no sample at all.
  public var missingLeads: [Lead] { Lead.allCases.filter { lead in self[lead].allSatisfy(\.isNaN) } }

  /// This ECG with the leads that are missing but follow from I and II filled in.
  public func derivingLimbLeads() -> ECG {
    let missing = missingLeads
    guard !missing.contains(.I), !missing.contains(.II) else { return self }
    var derived = self
    for lead in missing {
      guard let sum = lead.fromFirstAndSecond else { continue }
      for (offset, index) in range(of: lead).enumerated() {
        derived.millivolts[index] = sum.first * millivolts[offset] + sum.second * millivolts[count + offset]
      }
    }
    return derived
  }

  /// This ECG cut or extended at its end to `length` samples; what is added has the value `padding`.
  public func fitted(to length: Int, padding: Float = .nan) -> ECG {
    guard length != count else { return self }
    var fitted = [Float]()
    fitted.reserveCapacity(length * Lead.allCases.count)
    for lead in Lead.allCases {
      fitted += self[lead].prefix(length)
      fitted += repeatElement(padding, count: max(0, length - count))
    }
    return ECG(samplesPerSecond: samplesPerSecond, millivolts: fitted)
  }
}
