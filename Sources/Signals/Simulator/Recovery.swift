extension VentricleShape {
  /// The ST segment and the T wave.
  var recovery: [Wave] {
    let pace = (heart.qtSeconds / 0.4).squareRoot()
    let peak = max(width + 0.09, heart.qtSeconds - 0.084 * pace)
    let rise = min(0.062 * pace, 0.45 * (peak - width))
    let segment = Wave(from: width + 0.01, to: peak - 0.8 * rise, rise: 0.012, fall: 0.7 * rise, stVector)
    return [segment, Wave(at: peak, rise: rise, fall: 0.040 * pace, tVector)]
  }

  private var stVector: HeartVector {
    var vector = heart.conduction.allowsInfarct ? HeartVector() : -0.13 * lateVector
    if let infarct = heart.infarct, infarct.age == .acute {
      vector += Self.elevation * infarct.certainty.strength * Self.direction(infarct.territory)
    }
    if heart.hasStrain { vector -= 0.1 * Self.direction(.lateral) }
    for change in heart.repolarisation where change.kind == .stDepression {
      vector -= Self.depression * change.certainty.strength * Self.direction(change.territory)
    }
    return vector
  }

  private var tVector: HeartVector {
    let scale = heart.hasLowVoltage ? 0.6 : heart.voltage
    guard heart.conduction.allowsInfarct else { return -0.38 * lateVector }
    let degrees = 25 + 0.35 * min(80, max(-10, heart.axisDegrees))
    var vector = HeartVector(degrees: degrees, millivolts: 0.3 * scale, posterior: -0.16 * scale)
    if heart.conduction == .rightBundleBranchBlock { vector.z += 0.24 }
    if let infarct = heart.infarct {
      if infarct.age == .acute {
        vector += 0.2 * infarct.certainty.strength * Self.direction(infarct.territory)
      } else {
        vector.invert(over: infarct.territory, by: 0.2 * infarct.certainty.strength)
      }
    }
    if heart.hasStrain { vector.invert(over: .lateral, by: 0.2) }
    for change in heart.repolarisation where change.kind == .tWaveInversion {
      vector.invert(over: change.territory, by: Self.inversion * change.certainty.strength)
    }
    return vector
  }

  /// The ST elevation of a definite acute infarct, the ST depression and the T inversion of definite changes, in
  /// millivolts along the wall's direction.
  private static let elevation = 0.26
  private static let depression = 0.17
  private static let inversion = 0.26

  /// The vector of a late-excited left ventricle, which its recovery opposes.
  private var lateVector: HeartVector {
    HeartVector(degrees: heart.axisDegrees, millivolts: 0.95 * size, posterior: 0.8 * size)
  }

  /// The unit vector towards a wall.
  static func direction(_ territory: Findings.Territory) -> HeartVector {
    switch territory {
    case .inferior: HeartVector(0, 1, 0)
    case .anterior: HeartVector(0.28, 0, -0.96)
    case .lateral: HeartVector(0.98, -0.19, 0)
    }
  }
}

extension HeartVector {
  /// Makes the component towards a wall negative by `millivolts`.
  mutating func invert(over territory: Findings.Territory, by millivolts: Double) {
    let direction = VentricleShape.direction(territory)
    self -= (Swift.max(0, dot(direction)) + millivolts) * direction
  }
}

extension Heart {
  /// Hypertrophy that is beyond doubt shows the strain pattern: lateral ST depression and T inversion.
  var hasStrain: Bool { hypertrophy == .definite }
}
