/// A finding that an ECG report can state: the 71 statements of PTB-XL, and those of other data sets that PTB-XL has no
/// code for.
///
/// What each is called and its codes stand in `StatementCatalog`.
public enum DiagnosticStatement: String, CaseIterable, Sendable, Codable, Hashable {
  // Normal
  case normalECG

  // Rhythm
  case sinusRhythm, sinusBradycardia, sinusTachycardia, sinusArrhythmia
  case atrialFibrillation, atrialFlutter, atrialTachycardia, ectopicAtrialRhythm
  case supraventricularTachycardia, paroxysmalSupraventricularTachycardia, supraventricularArrhythmia
  case junctionalRhythm, idioventricularRhythm, ventricularTachycardia, pacedRhythm

  // Ectopy
  case atrialPrematureComplex, ventricularPrematureComplex, prematureComplex, bigeminy, trigeminy

  // Conduction
  case prolongedPR, shortPR, firstDegreeAVBlock, secondDegreeAVBlock, thirdDegreeAVBlock
  case completeRightBundleBranchBlock, incompleteRightBundleBranchBlock
  case completeLeftBundleBranchBlock, incompleteLeftBundleBranchBlock
  case leftAnteriorFascicularBlock, leftPosteriorFascicularBlock, intraventricularConductionDisturbance
  case wolffParkinsonWhite

  // Axis
  case normalAxis, leftAxisDeviation, rightAxisDeviation, indeterminateAxis

  // Hypertrophy and voltage
  case leftVentricularHypertrophy, rightVentricularHypertrophy, septalHypertrophy
  case leftAtrialEnlargement, rightAtrialEnlargement, voltageCriteriaForLVH, highVoltage, lowVoltage

  // QRS form
  case abnormalQRS, qWave, poorRWaveProgression

  // Infarction
  case infarct, anteriorInfarct, anteroseptalInfarct, anterolateralInfarct, lateralInfarct, inferiorInfarct
  case inferolateralInfarct, inferoposteriorInfarct, inferoposterolateralInfarct, posteriorInfarct

  // Ischaemia
  case ischaemia, anteriorIschaemia, anteroseptalIschaemia, anterolateralIschaemia, lateralIschaemia
  case inferiorIschaemia, inferolateralIschaemia

  // Subendocardial injury
  case injury, anteroseptalInjury, anterolateralInjury, lateralInjury, inferiorInjury, inferolateralInjury

  // ST and T
  case stDepression, stElevation, nonspecificSTChange, stTAbnormality, earlyRepolarisation
  case tWaveInversion, lowTWave, tWaveAbnormality, nonspecificTWaveChange, nondiagnosticTAbnormality
  case longQT, digitalisEffect, electrolyteDisturbance, ventricularAneurysm
}

/// The families that scores are broken down by.
public enum StatementGroup: String, CaseIterable, Sendable, Codable {
  case normal, rhythm, ectopy, conduction, axis, hypertrophy, qrs, infarction, ischaemia, injury, repolarisation
}

/// How sure a report is of a finding.
public enum Certainty: Int, Comparable, CaseIterable, Sendable, Codable {
  /// "no", "without", "kein", "inga".
  case negated
  /// "possible", "cannot rule out", "möglich", "nicht auszuschliessen", "bör övervägas".
  case possible
  /// "probable", "likely", "consistent with", "wahrscheinlich", "sannolikt".
  case probable
  /// Stated without reservation.
  case definite

  public static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
}

/// How old a report says that an infarct is.
public enum InfarctAge: String, CaseIterable, Sendable, Codable {
  case acute, recent, old, undetermined
}

/// One place in a report that states, doubts or denies a finding.
public struct StatementMention: Equatable, Sendable {
  /// What is stated.
  public let statement: DiagnosticStatement
  /// How surely; `negated` where it is denied.
  public var certainty: Certainty
  /// The infarct's age, where one is given.
  public var age: InfarctAge?
  /// The words of the report, counted from 0 as `ReportWords` cuts them, from the first that matters to the last.
  public let words: Range<Int>
}
