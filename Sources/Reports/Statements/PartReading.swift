/// A part of the curve and what the sentence says of it.
struct PartReading {
  let part: CurvePart
  private(set) var first: Int
  private(set) var last: Int
  private var qualities: Quality = []

  init(part: CurvePart, first: Int) {
    self.part = part
    self.first = first
    last = first
  }

  mutating func add(_ quality: Quality, at index: Int) {
    qualities.formUnion(quality)
    first = min(first, index)
    last = max(last, index)
  }

  var statements: [DiagnosticStatement] {
    switch part {
    case .tWave: tWave
    case .stSegment, .stAndT: stSegment
    case .prInterval: qualities.contains(.long) ? [.prolongedPR] : qualities.contains(.short) ? [.shortPR] : []
    case .qtInterval: qualities.contains(.long) ? [.longQT] : []
    case .voltage: qualities.contains(.low) ? [.lowVoltage] : qualities.contains(.high) ? [.highVoltage] : []
    case .pWave: []
    }
  }

  private var tWave: [DiagnosticStatement] {
    if qualities.contains(.nonspecific) {
      if qualities.contains(.flat) { return [.nonspecificTWaveChange] }
      if qualities.contains(.inverted) { return [.nonspecificTWaveChange, .tWaveInversion] }
      return [.nondiagnosticTAbnormality]
    }
    var found: [DiagnosticStatement] = []
    if qualities.contains(.flat) || qualities.contains(.low) { found.append(.lowTWave) }
    if qualities.contains(.inverted) { found.append(.tWaveInversion) }
    if found.isEmpty, qualities.contains(.abnormal) { found.append(.tWaveAbnormality) }
    return found
  }

  private var stSegment: [DiagnosticStatement] {
    var found: [DiagnosticStatement] = []
    if qualities.contains(.depressed) { found.append(.stDepression) }
    if qualities.contains(.elevated) { found.append(.stElevation) }
    if found.isEmpty, qualities.contains(.nonspecific) { found.append(.nonspecificSTChange) }
    if found.isEmpty, qualities.contains(.abnormal) { found.append(.stTAbnormality) }
    return found
  }
}
