/// The SCP-ECG codes that PTB-XL's annotators give when a report makes a statement.
///
/// They are not a translation of the report: the cardiologists judged the curve, and codes of form ("inverted T waves")
/// were mostly set for English reports. On 4,155 reports of folds 1 to 8 the statements in `unreliable` have their code
/// in fewer than four of ten reports that make them. Scores against the codes leave those aside, since a model that
/// learnt the reports must not be blamed for what the codes do not record.
public enum PTBXLConvention {
  /// The codes to expect for a report's statements.
  public static func codes(for statements: Set<DiagnosticStatement>) -> Set<String> {
    var codes: Set<String> = []
    for statement in statements {
      if let usual = usual[statement] {
        codes.formUnion(usual)
      } else if let code = statement.scpCode, !unreliable.contains(statement) {
        codes.insert(code)
      }
    }
    return codes
  }

  /// Statements that annotators code otherwise than by name: an anterior infarct is ASMI in 94 of 100 cases, and a
  /// non-specific T wave change is called non-diagnostic as well in half.
  static let usual: [DiagnosticStatement: [String]] = [
    .anteriorInfarct: ["ASMI"], .nonspecificTWaveChange: ["NT_", "NDT"],
  ]

  /// Statements whose code is given in fewer than four of ten reports that make them.
  public static let unreliable: Set<DiagnosticStatement> = [
    .ischaemia, .anteriorIschaemia, .anteroseptalIschaemia, .anterolateralIschaemia, .lateralIschaemia,
    .inferiorIschaemia, .inferolateralIschaemia, .anterolateralInfarct, .lateralInfarct, .leftAtrialEnlargement,
    .lowVoltage, .incompleteLeftBundleBranchBlock, .secondDegreeAVBlock, .longQT, .stElevation, .tWaveAbnormality,
    .tWaveInversion,
  ]
}
