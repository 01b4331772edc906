/// What a simulated ECG shows, as the report must tell it.
public struct Findings: Sendable, Equatable, Codable {
  /// The basic rhythm.
  public var rhythm: Rhythm
  /// The mean ventricular rate.
  public var beatsPerMinute: Int
  /// The PR interval, where P waves conduct.
  public var prMilliseconds: Int?
  /// The QRS duration.
  public var qrsMilliseconds: Int
  /// The QT interval corrected for rate (Bazett).
  public var qtcMilliseconds: Int
  /// The QRS axis in the frontal plane: 0 points left, 90 down.
  public var axisDegrees: Int
  /// What is stated, most important first: rhythm, ectopy, conduction, axis, hypertrophy, infarct, repolarisation,
  /// others.
  public var statements: [Statement]

  /// Whether nothing but sinus rhythm is stated.
  public var isNormal: Bool { statements.map(\.finding) == [.sinusRhythm] }

  /// The basic rhythm.
  public enum Rhythm: String, CaseIterable, Sendable, Codable {
    case sinus, sinusBradycardia, sinusTachycardia, atrialFibrillation, atrialFlutter, ventricularPacing

    /// Whether a P wave comes before each QRS complex.
    public var isSinus: Bool { self == .sinus || self == .sinusBradycardia || self == .sinusTachycardia }
  }

  /// What a statement is about.
  public enum Finding: String, CaseIterable, Sendable, Codable {
    case sinusRhythm, sinusBradycardia, sinusTachycardia, atrialFibrillation, atrialFlutter, ventricularPacing
    case prematureVentricularComplexes, prematureAtrialComplexes
    case firstDegreeBlock, rightBundleBranchBlock, leftBundleBranchBlock, leftAnteriorFascicularBlock
    case leftAxisDeviation, rightAxisDeviation
    case leftVentricularHypertrophy
    case infarct
    case stDepression, tWaveInversion
    case lowVoltage, prolongedQT
  }

  /// The wall of the left ventricle.
  public enum Territory: String, CaseIterable, Sendable, Codable { case inferior, anterior, lateral }

  /// How old an infarct is: Q waves alone are old, ST elevation is acute.
  public enum Age: String, CaseIterable, Sendable, Codable { case old, acute }

  /// How sure the statement is; the weaker a finding shows in the signal, the less. Definite hypertrophy comes with the
  /// strain pattern: ST depression and T inversion in the lateral leads.
  public enum Certainty: String, CaseIterable, Sendable, Codable {
    case definite, probable, possible

    /// How strongly the signal shows the finding, relative to a definite one.
    var strength: Double {
      switch self {
      case .definite: 1
      case .probable: 0.78
      case .possible: 0.6
      }
    }
  }

  /// One statement of a report.
  public struct Statement: Sendable, Equatable, Hashable, Codable {
    public var finding: Finding
    public var territory: Territory?
    public var age: Age?
    public var certainty: Certainty

    public init(
      _ finding: Finding, territory: Territory? = nil, age: Age? = nil, certainty: Certainty = .definite
    ) {
      self.finding = finding
      self.territory = territory
      self.age = age
      self.certainty = certainty
    }
  }
}

extension Findings {
  /// What a heart's ECG must be reported to show.
  public init(of heart: Heart) {
    rhythm = heart.rhythm
    beatsPerMinute = Int(heart.beatsPerMinute.rounded())
    prMilliseconds = heart.rhythm.isSinus ? Int((heart.prSeconds * 1000).rounded()) : nil
    qrsMilliseconds = Int((heart.qrsSeconds * 1000).rounded())
    qtcMilliseconds = Int((heart.qtcSeconds * 1000).rounded())
    axisDegrees = Int(heart.axisDegrees.rounded())
    statements = Self.statements(of: heart)
  }

  private static func statements(of heart: Heart) -> [Statement] {
    var statements = [Statement(heart.rhythm.finding)]
    if let ectopy = heart.ectopy { statements.append(.init(ectopy.kind.finding)) }
    if heart.hasFirstDegreeBlock { statements.append(.init(.firstDegreeBlock)) }
    if let block = heart.conduction.finding { statements.append(.init(block)) }
    if heart.axisDegrees < Heart.leftmostNormalAxis { statements.append(.init(.leftAxisDeviation)) }
    if heart.axisDegrees > Heart.rightmostNormalAxis { statements.append(.init(.rightAxisDeviation)) }
    if let certainty = heart.hypertrophy { statements.append(.init(.leftVentricularHypertrophy, certainty: certainty)) }
    if let infarct = heart.infarct {
      statements.append(
        .init(.infarct, territory: infarct.territory, age: infarct.age, certainty: infarct.certainty))
    }
    for change in heart.repolarisation {
      statements.append(.init(change.kind.finding, territory: change.territory, certainty: change.certainty))
    }
    if heart.hasLowVoltage { statements.append(.init(.lowVoltage)) }
    if heart.qtcSeconds > Heart.longestNormalQTc, heart.conduction.isNarrow { statements.append(.init(.prolongedQT)) }
    return statements
  }
}

extension Findings.Rhythm {
  /// The statement that names this rhythm.
  public var finding: Findings.Finding {
    switch self {
    case .sinus: .sinusRhythm
    case .sinusBradycardia: .sinusBradycardia
    case .sinusTachycardia: .sinusTachycardia
    case .atrialFibrillation: .atrialFibrillation
    case .atrialFlutter: .atrialFlutter
    case .ventricularPacing: .ventricularPacing
    }
  }
}
