extension ECG {
  /// Reads the WFDB record at `path` (without `.hea`) as an ECG: leads sorted by name, in millivolts, missing limb
  /// leads derived from I and II, other missing leads NaN. Signals that are no standard lead are ignored.
  /// - Parameter verifying: Whether checksums and initial values must agree with the header.
  /// - Throws: `SignalError` with the record's name.
  public init(record path: String, verifying: Bool = true) throws(SignalError) {
    let header = try WFDBHeader(ofRecord: path)
    if let plain = Format16Record(header: header, folder: folder(of: path)) {
      self = try plain.ecg(verifying: verifying)
    } else if header.segments.isEmpty {
      let record = try WFDBRecord(header: header, folder: folder(of: path), verifying: verifying)
      self = try ECG(
        header: header, frames: record.frames, names: header.signals.map(\.description),
        units: header.signals.map(\.units), samplesPerFrame: header.signals.map(\.samplesPerFrame)
      ) { record.physical($0) }
    } else {
      let record = try MultiSegmentRecord(at: path, verifying: verifying)
      self = try ECG(
        header: header, frames: header.segments.reduce(0) { $0 + $1.frames }, names: record.names, units: record.units,
        samplesPerFrame: record.samplesPerFrame
      ) { record.physical[$0] }
    }
    let expected = Set(header.signals.compactMap { Lead(named: $0.description) })
    if expected.count < Lead.allCases.count { self = derivingLimbLeads() }
  }

  private init(
    header: WFDBHeader, frames: Int, names: [String], units: [String], samplesPerFrame: [Int],
    physical: (Int) -> [Double]
  ) throws(SignalError) {
    var sources: [(lead: Lead, signal: Int)] = []
    for (signal, name) in names.enumerated() {
      guard let lead = Lead(named: name), !sources.contains(where: { $0.lead == lead }) else { continue }
      sources.append((lead, signal))
    }
    guard let first = sources.first else { throw .missingLeads(record: header.name, Lead.allCases) }
    let perFrame = samplesPerFrame[first.signal]
    guard sources.allSatisfy({ samplesPerFrame[$0.signal] == perFrame }) else {
      throw .unsupported(record: header.name, what: "its leads have different sampling rates")
    }
    self.init(samplesPerSecond: header.framesPerSecond * Double(perFrame), missing: frames * perFrame)
    for (lead, signal) in sources {
      guard let scale = Self.millivolts(perUnit: units[signal]) else {
        throw .unsupported(record: header.name, what: "lead \(lead.name) is in \(units[signal]), not in volts")
      }
      for (index, value) in zip(range(of: lead), physical(signal)) { millivolts[index] = Float(value * scale) }
    }
  }

  /// How many millivolts one of `unit` is; nil for what is not a voltage.
  static func millivolts(perUnit unit: String) -> Double? {
    switch unit.lowercased() {
    case "mv", "millivolt", "millivolts": 1
    case "uv", "µv", "μv", "microvolt", "microvolts": 1e-3
    case "v", "volt", "volts": 1e3
    case "nv", "nanovolt", "nanovolts": 1e-6
    default: nil
    }
  }
}
