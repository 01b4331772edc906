/// What a phrase of a report stands for, before it is known how the phrases belong together.
enum Concept: Sendable {
  /// A finding said in one phrase.
  case finding([DiagnosticStatement])
  /// A part of the curve that something is said of.
  case part(CurvePart)
  /// What is said of a part.
  case quality(Quality)
  case territory(Territory)
  case process(MyocardialProcess)
  case certainty(Certainty, Side)
  /// What follows is not a finding of this tracing: "previously", "risk of developing", "suggest exclude".
  case dismissal
  case age(InfarctAge, Side)
  /// "and", "or", "und", "oder", "och", "eller".
  case connector
  /// A word inside a phrase that says nothing by itself: "myocardial", "wall".
  case filler
}

/// On which side of a modifier its finding stands.
enum Side: Sendable {
  case next, previous
  /// The next finding if it follows at once, or else the previous one.
  case nearest
}

/// A part of the curve.
enum CurvePart: Sendable {
  case tWave, stSegment, stAndT, prInterval, qtInterval, voltage, pWave
}

/// What can be said of a part of the curve.
struct Quality: OptionSet, Sendable {
  let rawValue: UInt16
  static let inverted = Quality(rawValue: 1)
  static let flat = Quality(rawValue: 2)
  static let depressed = Quality(rawValue: 4)
  static let elevated = Quality(rawValue: 8)
  static let abnormal = Quality(rawValue: 16)
  static let nonspecific = Quality(rawValue: 32)
  static let long = Quality(rawValue: 64)
  static let short = Quality(rawValue: 128)
  static let low = Quality(rawValue: 256)
  static let high = Quality(rawValue: 512)
  static let normal = Quality(rawValue: 1024)
}

/// A region of the left ventricle.
struct Territory: OptionSet, Sendable {
  let rawValue: UInt8
  static let anterior = Territory(rawValue: 1)
  static let septal = Territory(rawValue: 2)
  static let lateral = Territory(rawValue: 4)
  static let inferior = Territory(rawValue: 8)
  static let posterior = Territory(rawValue: 16)
}

/// What can befall a region.
enum MyocardialProcess: Sendable {
  case infarct, ischaemia, injury

  /// The statements for a region; one that has no statement of its own is covered by several.
  func statements(in territory: Territory) -> [DiagnosticStatement] {
    guard !territory.isEmpty else { return [unlocated] }
    var rest = territory
    var found: [DiagnosticStatement] = []
    for (region, statement) in located where rest.isSuperset(of: region) {
      found.append(statement)
      rest.subtract(region)
    }
    return found.isEmpty ? [unlocated] : found
  }

  private var unlocated: DiagnosticStatement {
    switch self {
    case .infarct: .infarct
    case .ischaemia: .ischaemia
    case .injury: .injury
    }
  }

  /// The larger regions come first. PTB-XL has no septal infarct: its annotators write ASMI.
  private var located: [(Territory, DiagnosticStatement)] {
    switch self {
    case .infarct: Self.infarcts
    case .ischaemia: Self.ischaemias
    case .injury: Self.injuries
    }
  }

  private static let infarcts: [(Territory, DiagnosticStatement)] = [
    ([.inferior, .posterior, .lateral], .inferoposterolateralInfarct), ([.anterior, .septal], .anteroseptalInfarct),
    ([.anterior, .lateral], .anterolateralInfarct), ([.inferior, .posterior], .inferoposteriorInfarct),
    ([.inferior, .lateral], .inferolateralInfarct), (.septal, .anteroseptalInfarct), (.anterior, .anteriorInfarct),
    (.inferior, .inferiorInfarct), (.lateral, .lateralInfarct), (.posterior, .posteriorInfarct),
  ]

  private static let ischaemias: [(Territory, DiagnosticStatement)] = [
    ([.anterior, .septal], .anteroseptalIschaemia), ([.anterior, .lateral], .anterolateralIschaemia),
    ([.inferior, .lateral], .inferolateralIschaemia), (.septal, .anteroseptalIschaemia),
    (.anterior, .anteriorIschaemia), (.inferior, .inferiorIschaemia), (.lateral, .lateralIschaemia),
  ]

  private static let injuries: [(Territory, DiagnosticStatement)] = [
    ([.anterior, .septal], .anteroseptalInjury), ([.anterior, .lateral], .anterolateralInjury),
    ([.inferior, .lateral], .inferolateralInjury), (.septal, .anteroseptalInjury), (.anterior, .anteroseptalInjury),
    (.inferior, .inferiorInjury), (.lateral, .lateralInjury),
  ]
}
