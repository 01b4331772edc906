/// A heart to simulate: its rhythm, conduction, and what is wrong with it.
public struct Heart: Sendable, Equatable, Codable {
  public var rhythm = Findings.Rhythm.sinus
  /// The mean ventricular rate.
  public var beatsPerMinute = 72.0
  /// From the start of the P wave to the start of the QRS complex.
  public var prSeconds = 0.16
  public var qrsSeconds = 0.09
  /// The QT interval corrected for rate (Bazett).
  public var qtcSeconds = 0.41
  /// The axis of the QRS complex in the frontal plane: 0 points left, 90 down.
  public var axisDegrees = 50.0
  public var conduction = Conduction.normal
  public var ectopy: Ectopy?
  /// Left ventricular hypertrophy, as surely as the voltage shows it.
  public var hypertrophy: Findings.Certainty?
  public var infarct: Infarct?
  public var repolarisation: [Repolarisation] = []
  public var hasLowVoltage = false
  /// The size of all deflections relative to the average adult.
  public var voltage = 1.0
  /// How far the heart is turned about its long axis: the posterior part of the QRS vector in millivolts.
  public var posterior = 0.25

  public init() {}

  /// The longest PR interval that is not called first-degree block.
  public static let longestNormalPR = 0.2
  /// The longest corrected QT interval that is not called prolonged.
  public static let longestNormalQTc = 0.46
  public static let leftmostNormalAxis = -30.0
  public static let rightmostNormalAxis = 90.0

  /// Whether the rhythm conducts with a PR interval above 200 ms.
  public var hasFirstDegreeBlock: Bool { rhythm.isSinus && prSeconds > Self.longestNormalPR }

  /// How the ventricles are excited.
  public enum Conduction: String, CaseIterable, Sendable, Codable {
    case normal, rightBundleBranchBlock, leftBundleBranchBlock, leftAnteriorFascicularBlock, paced

    /// Whether the QRS complex is of normal width, so that voltage, Q waves, ST and QT can be judged.
    public var isNarrow: Bool { self == .normal || self == .leftAnteriorFascicularBlock }

    /// Whether Q waves and ST segments can be judged, which they cannot when the left ventricle is excited late.
    public var allowsInfarct: Bool { self != .leftBundleBranchBlock && self != .paced }

    var finding: Findings.Finding? {
      switch self {
      case .normal, .paced: nil
      case .rightBundleBranchBlock: .rightBundleBranchBlock
      case .leftBundleBranchBlock: .leftBundleBranchBlock
      case .leftAnteriorFascicularBlock: .leftAnteriorFascicularBlock
      }
    }
  }

  /// Premature beats.
  public struct Ectopy: Sendable, Equatable, Codable {
    public var kind: Kind
    /// Every how many beats one is premature.
    public var every: Int

    public init(_ kind: Kind, every: Int) {
      self.kind = kind
      self.every = every
    }

    public enum Kind: String, CaseIterable, Sendable, Codable {
      case ventricular, atrial

      var finding: Findings.Finding {
        switch self {
        case .ventricular: .prematureVentricularComplexes
        case .atrial: .prematureAtrialComplexes
        }
      }
    }
  }

  /// An infarct of one wall.
  public struct Infarct: Sendable, Equatable, Codable {
    public var territory: Findings.Territory
    public var age: Findings.Age
    public var certainty: Findings.Certainty

    public init(_ territory: Findings.Territory, _ age: Findings.Age, _ certainty: Findings.Certainty = .definite) {
      self.territory = territory
      self.age = age
      self.certainty = certainty
    }
  }

  /// A change of the ST segment or the T wave over one wall.
  public struct Repolarisation: Sendable, Equatable, Codable {
    public var kind: Kind
    public var territory: Findings.Territory
    public var certainty: Findings.Certainty

    public init(_ kind: Kind, _ territory: Findings.Territory, _ certainty: Findings.Certainty = .definite) {
      self.kind = kind
      self.territory = territory
      self.certainty = certainty
    }

    public enum Kind: String, CaseIterable, Sendable, Codable {
      case stDepression, tWaveInversion

      var finding: Findings.Finding {
        switch self {
        case .stDepression: .stDepression
        case .tWaveInversion: .tWaveInversion
        }
      }
    }
  }
}
