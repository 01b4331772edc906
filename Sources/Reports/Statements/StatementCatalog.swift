extension DiagnosticStatement {
  /// The statement in words, as a table or a figure shows it.
  public var name: String { row.name }
  /// The family that it belongs to.
  public var group: StatementGroup { row.group }
  /// Its SCP-ECG code in PTB-XL, or nil where PTB-XL has none.
  public var scpCode: String? { row.scp }
  /// Its SNOMED CT concept as mapped by the PhysioNet/CinC Challenge 2021 (`dx_mapping_scored.csv` and
  /// `dx_mapping_unscored.csv`), or nil where that mapping has none.
  public var snomedCode: Int? { row.snomed }
  /// Whether missing it endangers the patient: scored apart as critical-finding recall.
  public var isCritical: Bool { row.isCritical }

  /// The statement of an SCP-ECG code of PTB-XL.
  public init?(scpCode: String) {
    guard let statement = Self.byCode[scpCode] else { return nil }
    self = statement
  }

  /// The statements of a SNOMED CT concept, equivalent concepts of the Challenge included; infarct and ischaemia
  /// concepts give the least specific statement.
  public static func statement(snomedCode: Int) -> DiagnosticStatement? {
    bySNOMED[equivalentSNOMED[snomedCode] ?? snomedCode]
  }

  private var row: Row { Self.rows[self] ?? Row(name: rawValue, group: .normal) }

  private static let byCode = Dictionary(
    allCases.compactMap { statement in statement.scpCode.map { ($0, statement) } },
    uniquingKeysWith: { first, _ in first })

  private static let bySNOMED = Dictionary(
    allCases.compactMap { statement in statement.snomedCode.map { ($0, statement) } },
    uniquingKeysWith: { first, _ in first })

  /// Concepts that the Challenge scores as one diagnosis, and others that name the same finding.
  private static let equivalentSNOMED: [Int: Int] = [
    733_534_002: 164_909_002, 713_427_006: 59_118_001, 63_593_006: 284_470_004, 17_338_001: 427_172_004,
    164_884_008: 427_172_004, 195_060_002: 74_390_002, 251_268_003: 10_370_003, 251_266_004: 10_370_003,
    446_813_000: 67_741_000_119_109, 253_352_002: 67_741_000_119_109, 253_339_007: 446_358_003,
    426_664_006: 29_320_008, 426_995_002: 29_320_008, 61_277_005: 49_260_003,
  ]

  struct Row: Sendable {
    let name: String
    let group: StatementGroup
    var scp: String?
    var snomed: Int?
    var isCritical = false
  }

  static let rows: [DiagnosticStatement: Row] = [
    .normalECG: Row(name: "normal ECG", group: .normal, scp: "NORM"),

    .sinusRhythm: Row(name: "sinus rhythm", group: .rhythm, scp: "SR", snomed: 426_783_006),
    .sinusBradycardia: Row(name: "sinus bradycardia", group: .rhythm, scp: "SBRAD", snomed: 426_177_001),
    .sinusTachycardia: Row(name: "sinus tachycardia", group: .rhythm, scp: "STACH", snomed: 427_084_000),
    .sinusArrhythmia: Row(name: "sinus arrhythmia", group: .rhythm, scp: "SARRH", snomed: 427_393_009),
    .atrialFibrillation: Row(
      name: "atrial fibrillation", group: .rhythm, scp: "AFIB", snomed: 164_889_003, isCritical: true),
    .atrialFlutter: Row(name: "atrial flutter", group: .rhythm, scp: "AFLT", snomed: 164_890_007, isCritical: true),
    .atrialTachycardia: Row(name: "atrial tachycardia", group: .rhythm, snomed: 713_422_000),
    .ectopicAtrialRhythm: Row(name: "ectopic atrial rhythm", group: .rhythm, snomed: 106_068_003),
    .supraventricularTachycardia: Row(
      name: "supraventricular tachycardia", group: .rhythm, scp: "SVTAC", snomed: 426_761_007, isCritical: true),
    .paroxysmalSupraventricularTachycardia: Row(
      name: "paroxysmal supraventricular tachycardia", group: .rhythm, scp: "PSVT", snomed: 67_198_005,
      isCritical: true),
    .supraventricularArrhythmia: Row(name: "supraventricular arrhythmia", group: .rhythm, scp: "SVARR"),
    .junctionalRhythm: Row(name: "junctional rhythm", group: .rhythm, snomed: 29_320_008),
    .idioventricularRhythm: Row(name: "idioventricular rhythm", group: .rhythm, snomed: 49_260_003, isCritical: true),
    .ventricularTachycardia: Row(
      name: "ventricular tachycardia", group: .rhythm, snomed: 164_895_002, isCritical: true),
    .pacedRhythm: Row(name: "paced rhythm", group: .rhythm, scp: "PACE", snomed: 10_370_003),

    .atrialPrematureComplex: Row(name: "atrial premature complex", group: .ectopy, scp: "PAC", snomed: 284_470_004),
    .ventricularPrematureComplex: Row(
      name: "ventricular premature complex", group: .ectopy, scp: "PVC", snomed: 427_172_004),
    .prematureComplex: Row(name: "premature complex", group: .ectopy, scp: "PRC(S)"),
    .bigeminy: Row(name: "bigeminy", group: .ectopy, scp: "BIGU", snomed: 11_157_007),
    .trigeminy: Row(name: "trigeminy", group: .ectopy, scp: "TRIGU", snomed: 251_180_001),

    .prolongedPR: Row(name: "prolonged PR interval", group: .conduction, scp: "LPR", snomed: 164_947_007),
    .shortPR: Row(name: "short PR interval", group: .conduction, snomed: 49_578_007),
    .firstDegreeAVBlock: Row(name: "first-degree AV block", group: .conduction, scp: "1AVB", snomed: 270_492_004),
    .secondDegreeAVBlock: Row(
      name: "second-degree AV block", group: .conduction, scp: "2AVB", snomed: 195_042_002, isCritical: true),
    .thirdDegreeAVBlock: Row(
      name: "third-degree AV block", group: .conduction, scp: "3AVB", snomed: 27_885_002, isCritical: true),
    .completeRightBundleBranchBlock: Row(
      name: "right bundle branch block", group: .conduction, scp: "CRBBB", snomed: 59_118_001),
    .incompleteRightBundleBranchBlock: Row(
      name: "incomplete right bundle branch block", group: .conduction, scp: "IRBBB", snomed: 713_426_002),
    .completeLeftBundleBranchBlock: Row(
      name: "left bundle branch block", group: .conduction, scp: "CLBBB", snomed: 164_909_002, isCritical: true),
    .incompleteLeftBundleBranchBlock: Row(
      name: "incomplete left bundle branch block", group: .conduction, scp: "ILBBB", snomed: 251_120_003),
    .leftAnteriorFascicularBlock: Row(
      name: "left anterior fascicular block", group: .conduction, scp: "LAFB", snomed: 445_118_002),
    .leftPosteriorFascicularBlock: Row(
      name: "left posterior fascicular block", group: .conduction, scp: "LPFB", snomed: 445_211_001),
    .intraventricularConductionDisturbance: Row(
      name: "intraventricular conduction disturbance", group: .conduction, scp: "IVCD", snomed: 698_252_002),
    .wolffParkinsonWhite: Row(name: "Wolff-Parkinson-White", group: .conduction, scp: "WPW", snomed: 74_390_002),

    .normalAxis: Row(name: "normal axis", group: .axis),
    .leftAxisDeviation: Row(name: "left axis deviation", group: .axis, snomed: 39_732_003),
    .rightAxisDeviation: Row(name: "right axis deviation", group: .axis, snomed: 47_665_007),
    .indeterminateAxis: Row(name: "indeterminate axis", group: .axis, snomed: 251_200_008),

    .leftVentricularHypertrophy: Row(
      name: "left ventricular hypertrophy", group: .hypertrophy, scp: "LVH", snomed: 164_873_001),
    .rightVentricularHypertrophy: Row(
      name: "right ventricular hypertrophy", group: .hypertrophy, scp: "RVH", snomed: 89_792_004),
    .septalHypertrophy: Row(name: "septal hypertrophy", group: .hypertrophy, scp: "SEHYP"),
    .leftAtrialEnlargement: Row(
      name: "left atrial enlargement", group: .hypertrophy, scp: "LAO/LAE", snomed: 67_741_000_119_109),
    .rightAtrialEnlargement: Row(
      name: "right atrial enlargement", group: .hypertrophy, scp: "RAO/RAE", snomed: 446_358_003),
    .voltageCriteriaForLVH: Row(
      name: "voltage criteria for LVH", group: .hypertrophy, scp: "VCLVH", snomed: 55_827_005),
    .highVoltage: Row(name: "high QRS voltage", group: .hypertrophy, scp: "HVOLT"),
    .lowVoltage: Row(name: "low QRS voltage", group: .qrs, scp: "LVOLT", snomed: 251_146_004),

    .abnormalQRS: Row(name: "abnormal QRS", group: .qrs, scp: "ABQRS", snomed: 164_951_009),
    .qWave: Row(name: "Q waves", group: .qrs, scp: "QWAVE", snomed: 164_917_005),
    .poorRWaveProgression: Row(name: "poor R wave progression", group: .qrs, snomed: 365_413_008),

    .infarct: Row(name: "myocardial infarction", group: .infarction, snomed: 164_865_005, isCritical: true),
    .anteriorInfarct: Row(
      name: "anterior infarct", group: .infarction, scp: "AMI", snomed: 54_329_005, isCritical: true),
    .anteroseptalInfarct: Row(name: "anteroseptal infarct", group: .infarction, scp: "ASMI", isCritical: true),
    .anterolateralInfarct: Row(name: "anterolateral infarct", group: .infarction, scp: "ALMI", isCritical: true),
    .lateralInfarct: Row(name: "lateral infarct", group: .infarction, scp: "LMI", isCritical: true),
    .inferiorInfarct: Row(name: "inferior infarct", group: .infarction, scp: "IMI", isCritical: true),
    .inferolateralInfarct: Row(name: "inferolateral infarct", group: .infarction, scp: "ILMI", isCritical: true),
    .inferoposteriorInfarct: Row(name: "inferoposterior infarct", group: .infarction, scp: "IPMI", isCritical: true),
    .inferoposterolateralInfarct: Row(
      name: "inferoposterolateral infarct", group: .infarction, scp: "IPLMI", isCritical: true),
    .posteriorInfarct: Row(name: "posterior infarct", group: .infarction, scp: "PMI", isCritical: true),

    .ischaemia: Row(name: "ischaemia", group: .ischaemia, scp: "ISC_", snomed: 164_861_001),
    .anteriorIschaemia: Row(name: "anterior ischaemia", group: .ischaemia, scp: "ISCAN", snomed: 426_434_006),
    .anteroseptalIschaemia: Row(name: "anteroseptal ischaemia", group: .ischaemia, scp: "ISCAS"),
    .anterolateralIschaemia: Row(name: "anterolateral ischaemia", group: .ischaemia, scp: "ISCAL"),
    .lateralIschaemia: Row(name: "lateral ischaemia", group: .ischaemia, scp: "ISCLA", snomed: 425_623_009),
    .inferiorIschaemia: Row(name: "inferior ischaemia", group: .ischaemia, scp: "ISCIN", snomed: 425_419_005),
    .inferolateralIschaemia: Row(name: "inferolateral ischaemia", group: .ischaemia, scp: "ISCIL"),

    .injury: Row(name: "myocardial injury", group: .injury, isCritical: true),
    .anteroseptalInjury: Row(name: "anteroseptal injury", group: .injury, scp: "INJAS", isCritical: true),
    .anterolateralInjury: Row(name: "anterolateral injury", group: .injury, scp: "INJAL", isCritical: true),
    .lateralInjury: Row(name: "lateral injury", group: .injury, scp: "INJLA", isCritical: true),
    .inferiorInjury: Row(name: "inferior injury", group: .injury, scp: "INJIN", isCritical: true),
    .inferolateralInjury: Row(name: "inferolateral injury", group: .injury, scp: "INJIL", isCritical: true),

    .stDepression: Row(name: "ST depression", group: .repolarisation, scp: "STD_", snomed: 429_622_005),
    .stElevation: Row(
      name: "ST elevation", group: .repolarisation, scp: "STE_", snomed: 164_931_005, isCritical: true),
    .nonspecificSTChange: Row(
      name: "non-specific ST change", group: .repolarisation, scp: "NST_", snomed: 428_750_005),
    .stTAbnormality: Row(name: "ST-T abnormality", group: .repolarisation, snomed: 55_930_002),
    .earlyRepolarisation: Row(name: "early repolarisation", group: .repolarisation, snomed: 428_417_006),
    .tWaveInversion: Row(name: "T wave inversion", group: .repolarisation, scp: "INVT", snomed: 59_931_005),
    .lowTWave: Row(name: "low or flat T waves", group: .repolarisation, scp: "LOWT"),
    .tWaveAbnormality: Row(name: "T wave abnormality", group: .repolarisation, scp: "TAB_", snomed: 164_934_002),
    .nonspecificTWaveChange: Row(name: "non-specific T wave change", group: .repolarisation, scp: "NT_"),
    .nondiagnosticTAbnormality: Row(name: "non-diagnostic T abnormality", group: .repolarisation, scp: "NDT"),
    .longQT: Row(name: "long QT interval", group: .repolarisation, scp: "LNGQT", snomed: 111_975_006),
    .digitalisEffect: Row(name: "digitalis effect", group: .repolarisation, scp: "DIG"),
    .electrolyteDisturbance: Row(name: "electrolyte disturbance", group: .repolarisation, scp: "EL"),
    .ventricularAneurysm: Row(name: "ventricular aneurysm", group: .repolarisation, scp: "ANEUR"),
  ]
}
