import Signals

extension Findings {
  /// The diagnostic statements that a true report of these findings makes, as the extractor names them.
  public var diagnosticStatements: Set<DiagnosticStatement> {
    var stated = Set(statements.compactMap(\.diagnosticStatement))
    let isSinusOnly = rhythm.isSinus && statements.count == 1
    if isSinusOnly { stated.insert(.normalECG) }
    if isNormal { stated.insert(.normalAxis) }
    return stated
  }
}

extension Findings.Statement {
  /// The same statement in the extractor's terms; the places of ST and T changes are not part of it.
  public var diagnosticStatement: DiagnosticStatement? {
    switch finding {
    case .sinusRhythm: .sinusRhythm
    case .sinusBradycardia: .sinusBradycardia
    case .sinusTachycardia: .sinusTachycardia
    case .atrialFibrillation: .atrialFibrillation
    case .atrialFlutter: .atrialFlutter
    case .ventricularPacing: .pacedRhythm
    case .prematureVentricularComplexes: .ventricularPrematureComplex
    case .prematureAtrialComplexes: .atrialPrematureComplex
    case .firstDegreeBlock: .firstDegreeAVBlock
    case .rightBundleBranchBlock: .completeRightBundleBranchBlock
    case .leftBundleBranchBlock: .completeLeftBundleBranchBlock
    case .leftAnteriorFascicularBlock: .leftAnteriorFascicularBlock
    case .leftAxisDeviation: .leftAxisDeviation
    case .rightAxisDeviation: .rightAxisDeviation
    case .leftVentricularHypertrophy: .leftVentricularHypertrophy
    case .infarct: infarct
    case .stDepression: .stDepression
    case .tWaveInversion: .tWaveInversion
    case .lowVoltage: .lowVoltage
    case .prolongedQT: .longQT
    }
  }

  private var infarct: DiagnosticStatement {
    switch territory {
    case .anterior: .anteriorInfarct
    case .inferior: .inferiorInfarct
    case .lateral: .lateralInfarct
    case nil: .infarct
    }
  }
}
