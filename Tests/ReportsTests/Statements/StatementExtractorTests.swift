import Reports
import Testing

struct StatementExtractorTests {
  private func read(_ report: String) -> [String] {
    StatementExtractor.shared.mentions(in: report).map {
      ["\($0.statement)", "\($0.certainty)", $0.age?.rawValue].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("Sinus rhythm with PVC(s).", ["sinusRhythm definite", "ventricularPrematureComplex definite"]),
    ("A-V block I", ["firstDegreeAVBlock definite"]),
    (
      "Incomplete RBBB and left anterior fascicular block",
      ["incompleteRightBundleBranchBlock definite", "leftAnteriorFascicularBlock definite"]
    ),
    ("RBBB and LAFB", ["completeRightBundleBranchBlock definite", "leftAnteriorFascicularBlock definite"]),
    ("Atrial flutter with 2:1 AV block", ["atrialFlutter definite", "secondDegreeAVBlock definite"]),
    ("Prolonged QT interval", ["longQT definite"]),
    (
      "Voltages are high in limb leads suggesting LVH",
      ["voltageCriteriaForLVH definite", "leftVentricularHypertrophy definite"]
    ),
  ])
  func english(_ report: String, _ expected: [String]) { #expect(read(report) == expected) }

  @Test(arguments: [
    ("Old anterior infarct", ["anteriorInfarct definite old"]),
    ("Inferior infarct - age undetermined", ["inferiorInfarct definite undetermined"]),
    ("Possible acute anterolateral infarct", ["anterolateralInfarct possible acute"]),
    ("inferiorer infarkt     wahrscheinlich alt", ["inferiorInfarct definite old"]),
    ("anteroseptaler infarkt     mögl. akut", ["anteroseptalInfarct definite acute"]),
    ("infarkt inferior chronisch moeglich", ["inferiorInfarct possible old"]),
    (
      "Inferior+ant/septal ST-T changes suggest myocardial infarction",
      ["stTAbnormality definite", "anteroseptalInfarct probable", "inferiorInfarct probable"]
    ),
    (
      "T wave inversion in anterior leads, possible ischemia",
      ["tWaveInversion definite", "anteriorIschaemia possible"]
    ),
  ])
  func territoryAndAge(_ report: String, _ expected: [String]) { #expect(read(report) == expected) }

  @Test(arguments: [
    ("No ST depression or elevation.", []),
    ("No definite evidence of ischaemia", []),
    ("Sinus rhythm without ischaemia", ["sinusRhythm"]),
    ("kein vorhofflimmern", []),
    ("sinusrhythmus ohne infarkt", ["sinusRhythm"]),
    ("sinusrytm inga extrasystolier", ["sinusRhythm"]),
    (
      "Left bundle branch block, this is most commonly due to ischaemic heart disease",
      ["completeLeftBundleBranchBlock"]
    ),
    ("rhythm was previously atrial fibrillation", []),
  ])
  func denialAndHistoryAreNotStatements(_ report: String, _ expected: [String]) {
    #expect(Set(StatementExtractor.shared.statements(in: report).map(\.rawValue)) == Set(expected))
  }

  @Test(arguments: [
    ("Cannot rule out anteroseptal infarct", ["anteroseptalInfarct possible"]),
    ("inferiorer myokardschaden nicht auszuschliessen", ["inferiorInfarct possible"]),
    ("hög lateral infarkt bör övervägas", ["lateralInfarct possible"]),
    ("Probable left ventricular hypertrophy", ["leftVentricularHypertrophy probable"]),
    (
      "in the presence of lbbb, ischaemia is not excluded",
      ["completeLeftBundleBranchBlock definite", "ischaemia possible"]
    ),
    (
      "Possible sinus tachycardia with PVCs",
      ["sinusTachycardia possible", "ventricularPrematureComplex definite"]
    ),
    ("Consider ischaemia or LVH", ["ischaemia possible", "leftVentricularHypertrophy possible"]),
    ("LVH. Possible inferior infarct", ["leftVentricularHypertrophy definite", "inferiorInfarct possible"]),
  ])
  func doubtReachesItsFindingAndNoFurther(_ report: String, _ expected: [String]) { #expect(read(report) == expected) }

  @Test(arguments: [
    (
      "sinusrhythmus ueberdrehter linkstyp unvollständiger rechtsschenkelblock periphere niederspannung",
      [
        "sinusRhythm definite", "leftAxisDeviation definite", "incompleteRightBundleBranchBlock definite",
        "lowVoltage definite",
      ]
    ),
    (
      "vorhofflimmern/-flattern lagetyp normal unspezifisches abnormes t",
      ["atrialFibrillation definite", "normalAxis definite", "nondiagnosticTAbnormality definite"]
    ),
    (
      "ventrikulÄre extrasystole(n) st-senkung in v5,6 t neg in iii",
      ["ventricularPrematureComplex definite", "stDepression definite", "tWaveInversion definite"]
    ),
    (
      "sinusrytm vänster el-axel normalt ekg",
      ["sinusRhythm definite", "leftAxisDeviation definite", "normalECG definite"]
    ),
    (
      "förmaksflimmer st-t sänkning misstänkt digitalispåverkan",
      ["atrialFibrillation definite", "stDepression definite", "digitalisEffect possible"]
    ),
  ])
  func germanAndSwedish(_ report: String, _ expected: [String]) { #expect(read(report) == expected) }

  @Test(arguments: [
    ("st segments are depressed and t waves inverted in i, avl", ["stDepression", "tWaveInversion"]),
    ("t waves are low in i and inverted in avl", ["lowTWave", "tWaveInversion"]),
    ("ST depression and inverted T waves", ["stDepression", "tWaveInversion"]),
    ("minor non-specific t wave flattening in i", ["nonspecificTWaveChange"]),
    ("nonspecific ST-T changes", ["nonspecificSTChange"]),
    ("t waves are normal", []),
  ])
  func qualitiesFindTheirPartOfTheCurve(_ report: String, _ expected: [String]) {
    #expect(StatementExtractor.shared.mentions(in: report).map(\.statement.rawValue) == expected)
  }

  @Test(arguments: ["", "...", "trace only requested.", "\u{0}\u{fffd}ÄÄÄ", "Lead(s) unsuitable for analysis: V1 V2"])
  func textWithoutFindingsGivesNone(_ report: String) { #expect(read(report) == []) }

  @Test func aMentionKnowsItsWords() throws {
    let mention = try #require(
      StatementExtractor.shared.mentions(in: "Sinus rhythm. Left axis deviation").last)
    #expect(mention.words == 2..<5)
  }

  @Test(.timeLimit(.minutes(1)))
  func longTextWithoutEndTakesLinearTime() {
    let report = String(repeating: "possible inferior infarct and ", count: 2000)
    #expect(StatementExtractor.shared.mentions(in: report).count == 2000)
  }
}
