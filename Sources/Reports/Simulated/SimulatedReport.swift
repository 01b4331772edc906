import Signals

/// The report of a simulated ECG in machine-statement English: facts only, one sentence each, the rhythm first.
///
/// The two hospitals state the same facts in different words: `a` as the carts behind MIMIC-IV-ECG do, `b` more like
/// the English reports of PTB-XL. The same findings always give the same report, so what a model gets right it read
/// from the signal.
public struct SimulatedReport: Equatable, Sendable {
  public let findings: Findings
  public let hospital: Hospital

  public init(_ findings: Findings, hospital: Hospital = .a) {
    self.findings = findings
    self.hospital = hospital
  }

  /// The sentences without their full stops.
  public var sentences: [String] { hospital.opening(findings) + hospital.body(findings) + hospital.summary(findings) }

  /// The report.
  public var text: String { sentences.joined(separator: ". ") + "." }
}

extension Findings {
  /// The statements other than rhythm, ectopy and first-degree block, which hospital `a` tells in the rhythm's
  /// sentence.
  fileprivate var morphology: [Statement] {
    statements.filter { $0.finding != rhythm.finding && !Self.toldWithRhythm.contains($0.finding) }
  }

  fileprivate func states(_ finding: Finding) -> Bool { statements.contains { $0.finding == finding } }

  /// Whether the rhythm comes from the sinus node and nothing else is stated.
  fileprivate var isOtherwiseNormal: Bool { rhythm.isSinus && statements.count == 1 }

  fileprivate var speed: VentricularSpeed {
    beatsPerMinute < 60 ? .slow : beatsPerMinute > 100 ? .rapid : .controlled
  }

  private static let toldWithRhythm: Set<Finding> = [
    .firstDegreeBlock, .prematureVentricularComplexes, .prematureAtrialComplexes,
  ]
}

/// How fast the ventricles follow fibrillating or fluttering atria: below 60, up to 100, or above 100 a minute.
private enum VentricularSpeed { case slow, controlled, rapid }

extension Hospital {
  /// Rhythm, first-degree block and premature beats.
  fileprivate func opening(_ findings: Findings) -> [String] {
    let block = findings.states(.firstDegreeBlock)
    let premature: [Findings.Finding] = [.prematureVentricularComplexes, .prematureAtrialComplexes]
      .filter(findings.states)
    switch self {
    case .a:
      return [
        rhythm(findings) + (block ? " with 1st degree A-V block" : "")
          + premature.map { " with \($0 == .prematureVentricularComplexes ? "PVCs" : "PACs")" }.joined()
      ]
    case .b:
      return premature.map {
        $0 == .prematureVentricularComplexes ? "Ventricular extrasystoles" : "Supraventricular extrasystoles"
      } + [rhythm(findings)] + (block ? ["First degree AV block"] : [])
    }
  }

  private func rhythm(_ findings: Findings) -> String {
    let pace = response(findings.speed)
    return switch (findings.rhythm, self) {
    case (.sinus, _): "Sinus rhythm"
    case (.sinusBradycardia, _): "Sinus bradycardia"
    case (.sinusTachycardia, _): "Sinus tachycardia"
    case (.atrialFibrillation, _): "Atrial fibrillation" + pace
    case (.atrialFlutter, _): "Atrial flutter" + pace
    case (.ventricularPacing, .a): "Ventricular-paced rhythm"
    case (.ventricularPacing, .b): "Pacemaker ECG, the ventricles are paced"
    }
  }

  private func response(_ speed: VentricularSpeed) -> String {
    switch (speed, self) {
    case (.slow, .a): " with slow ventricular response"
    case (.controlled, .a): " with controlled ventricular response"
    case (.rapid, .a): " with rapid ventricular response"
    case (.slow, .b): ", the ventricular rate is slow"
    case (.controlled, .b): ", the ventricular rate is normal"
    case (.rapid, .b): ", the ventricular rate is fast"
    }
  }

  /// Everything that is not told with the rhythm.
  fileprivate func body(_ findings: Findings) -> [String] { findings.morphology.map(sentence) }

  private func sentence(_ statement: Findings.Statement) -> String {
    switch statement.finding {
    case .infarct: infarct(statement)
    case .stDepression: change("ST depression", "ST segments are", "depressed", statement)
    case .tWaveInversion: change("T wave inversion", "T waves are", "inverted", statement)
    default: hedged(name(statement.finding), statement.certainty)
    }
  }

  /// Findings without a place; those of the rhythm's sentence never come here.
  private func name(_ finding: Findings.Finding) -> String {
    let names: (a: String, b: String) =
      switch finding {
      case .rightBundleBranchBlock: ("Right bundle branch block", "Complete RBBB")
      case .leftBundleBranchBlock: ("Left bundle branch block", "Complete LBBB")
      case .leftAnteriorFascicularBlock: ("Left anterior fascicular block", "Left anterior hemiblock")
      case .leftAxisDeviation: ("Left axis deviation", "Leftward axis")
      case .rightAxisDeviation: ("Right axis deviation", "Rightward axis")
      case .leftVentricularHypertrophy: ("Left ventricular hypertrophy", "LV hypertrophy")
      case .lowVoltage: ("Low QRS voltages", "QRS voltages are low")
      case .prolongedQT: ("Prolonged QT interval", "QT is prolonged")
      default: (finding.rawValue, finding.rawValue)
      }
    return self == .a ? names.a : names.b
  }

  private func infarct(_ statement: Findings.Statement) -> String {
    let place = statement.territory?.rawValue
    let name = self == .a ? "infarct" : "myocardial infarction"
    return hedged(
      [statement.age?.rawValue, place, name].compactMap(\.self).joined(separator: " "), statement.certainty)
  }

  /// A change of ST or T in some leads: `a` names the wall, `b` lists the leads.
  private func change(_ noun: String, _ subject: String, _ verb: String, _ statement: Findings.Statement) -> String {
    switch self {
    case .a:
      return hedged(noun + (statement.territory.map { " in \($0.rawValue) leads" } ?? ""), statement.certainty)
    case .b:
      let doubt =
        switch statement.certainty {
        case .definite: ""
        case .probable: "probably "
        case .possible: "possibly "
        }
      return "\(subject) \(doubt)\(verb)" + (statement.territory.map { " in \(leads(of: $0))" } ?? "")
    }
  }

  private func leads(of territory: Findings.Territory) -> String {
    switch territory {
    case .inferior: "II, III, aVF"
    case .anterior: "V1 to V4"
    case .lateral: "I, aVL, V5, V6"
    }
  }

  /// The statement with its doubt: before it at `a`, after it at `b`.
  private func hedged(_ statement: String, _ certainty: Findings.Certainty) -> String {
    let capital = statement.prefix(1).uppercased() + statement.dropFirst()
    let inner =
      statement.dropFirst().first?.isUppercase == true
      ? statement : statement.prefix(1).lowercased() + statement.dropFirst()
    return switch (certainty, self) {
    case (.definite, _): capital
    case (.probable, .a): "Probable " + inner
    case (.possible, .a): "Possible " + inner
    case (.probable, .b): capital + " is likely"
    case (.possible, .b): capital + " cannot be excluded"
    }
  }

  /// The closing words.
  fileprivate func summary(_ findings: Findings) -> [String] {
    switch self {
    case .a:
      if findings.isNormal { return ["Normal axis", "Normal ECG"] }
      if findings.isOtherwiseNormal { return ["Otherwise normal ECG"] }
      return findings.rhythm == .ventricularPacing ? ["No further analysis attempted"] : ["Abnormal ECG"]
    case .b:
      if findings.isNormal { return ["Normal axis", "No definite pathology"] }
      return findings.isOtherwiseNormal ? ["Otherwise no definite pathology"] : ["Pathological ECG"]
    }
  }
}
