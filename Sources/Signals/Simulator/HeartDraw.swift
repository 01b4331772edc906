import Randomness

extension Heart {
  /// A heart drawn with a hospital's prevalence; only combinations that can be told apart in an ECG occur.
  init(_ prevalence: Prevalence, random: inout Random) {
    rhythm = Self.pick(prevalence.rhythms, &random)
    voltage = 0.85 + 0.35 * random.uniform()
    posterior = 0.15 + 0.2 * random.uniform()
    drawRate(&random)
    prSeconds = random.uniform(0.128..<0.19)
    qrsSeconds = random.uniform(0.078..<0.104)
    qtcSeconds = random.uniform(0.385..<0.44)
    axisDegrees = random.uniform(5..<80)
    if rhythm == .ventricularPacing {
      pace(&random)
      return
    }
    if rhythm.isSinus, random.chance(prevalence.healthy) { return }
    drawConduction(prevalence.scale, &random)
    drawAxis(prevalence.scale, &random)
    drawMuscle(prevalence.scale, &random)
    drawEctopy(prevalence.scale, &random)
    if conduction.isNarrow, random.chance(0.07 * prevalence.scale), beatsPerMinute < 95 {
      qtcSeconds = random.uniform(0.49..<0.56)
    }
  }

  private mutating func drawRate(_ random: inout Random) {
    beatsPerMinute =
      switch rhythm {
      case .sinus: random.uniform(62..<97)
      case .sinusBradycardia: random.uniform(41..<57)
      case .sinusTachycardia: random.uniform(104..<146)
      case .atrialFibrillation: random.uniform(58..<142)
      case .atrialFlutter: random.uniform(280..<320) / Self.pick([(2, 0.45), (3, 0.2), (4, 0.35)], &random)
      case .ventricularPacing: random.uniform(60..<84)
      }
  }

  private mutating func pace(_ random: inout Random) {
    conduction = .paced
    qrsSeconds = random.uniform(0.15..<0.18)
    axisDegrees = random.uniform(-80 ..< -50)
    qtcSeconds = random.uniform(0.45..<0.5)
  }

  private mutating func drawConduction(_ scale: Double, _ random: inout Random) {
    let limit = min(0.32, 0.3 * 60 / beatsPerMinute)
    if rhythm.isSinus, limit > 0.225, random.chance(0.13 * scale) { prSeconds = random.uniform(0.222..<limit) }
    conduction = Self.pick(
      [
        (.rightBundleBranchBlock, 0.11 * scale), (.leftBundleBranchBlock, 0.08 * scale),
        (.leftAnteriorFascicularBlock, 0.06 * scale), (.normal, 1 - 0.25 * scale),
      ], &random)
    switch conduction {
    case .rightBundleBranchBlock: qrsSeconds = random.uniform(0.124..<0.152)
    case .leftBundleBranchBlock:
      qrsSeconds = random.uniform(0.132..<0.166)
      qtcSeconds = random.uniform(0.44..<0.49)
    case .leftAnteriorFascicularBlock: qrsSeconds = random.uniform(0.09..<0.112)
    case .normal, .paced: break
    }
  }

  private mutating func drawAxis(_ scale: Double, _ random: inout Random) {
    switch conduction {
    case .leftAnteriorFascicularBlock: axisDegrees = random.uniform(-72 ..< -46)
    case .leftBundleBranchBlock: axisDegrees = random.uniform(-20..<50)
    case .normal where random.chance(0.1 * scale): axisDegrees = random.uniform(-60 ..< -36)
    case .normal where random.chance(0.08 * scale): axisDegrees = random.uniform(102..<132)
    default: break
    }
  }

  /// Hypertrophy, infarct, ST and T changes, low voltage: what the muscle itself shows.
  private mutating func drawMuscle(_ scale: Double, _ random: inout Random) {
    guard conduction.allowsInfarct else { return }
    let isAxisNormal = (Self.leftmostNormalAxis...Self.rightmostNormalAxis).contains(axisDegrees)
    if isAxisNormal, random.chance(0.22 * scale) {
      drawInfarct(&random)
    } else if conduction == .normal, isAxisNormal, random.chance(0.15 * scale) {
      hypertrophy = Self.pick([(.definite, 0.5), (.probable, 0.3), (.possible, 0.2)], &random)
      axisDegrees = random.uniform(-5..<45)
      voltage = max(voltage, 0.98)
    } else if conduction == .normal, random.chance(0.08 * scale) {
      hasLowVoltage = true
    }
    if infarct == nil, hypertrophy == nil, !hasLowVoltage { drawRepolarisation(scale, &random) }
  }

  private mutating func drawInfarct(_ random: inout Random) {
    let territory = Self.pick([(Findings.Territory.inferior, 0.42), (.anterior, 0.38), (.lateral, 0.2)], &random)
    let age = Self.pick([(Findings.Age.old, 0.6), (.acute, 0.4)], &random)
    infarct = Infarct(territory, age, Self.certainty(&random))
    axisDegrees = territory == .inferior ? random.uniform(-5..<45) : random.uniform(30..<75)
  }

  private mutating func drawRepolarisation(_ scale: Double, _ random: inout Random) {
    let territories: [(Findings.Territory, Double)] =
      conduction == .rightBundleBranchBlock
      ? [(.inferior, 0.4), (.lateral, 0.6)] : [(.inferior, 0.3), (.anterior, 0.3), (.lateral, 0.4)]
    let depressed = random.chance(0.14 * scale)
    let inverted = random.chance(0.16 * scale)
    if depressed {
      repolarisation.append(
        Repolarisation(.stDepression, Self.pick(territories, &random), Self.certainty(&random)))
    }
    if inverted {
      let territory = repolarisation.first?.territory ?? Self.pick(territories, &random)
      repolarisation.append(Repolarisation(.tWaveInversion, territory, Self.certainty(&random)))
    }
  }

  private mutating func drawEctopy(_ scale: Double, _ random: inout Random) {
    guard beatsPerMinute < 112, rhythm != .atrialFlutter else { return }
    // One in ten seconds at least: the interval must fit into the beats of such a recording.
    let longest = max(4, min(7, Int(beatsPerMinute / 6) - 3))
    let every = 4 + Int(random.uniform() * Double(longest - 3))
    if random.chance(0.11 * scale) {
      ectopy = Ectopy(.ventricular, every: every)
    } else if rhythm.isSinus, random.chance(0.06 * scale) {
      ectopy = Ectopy(.atrial, every: every)
    }
  }

  private static func certainty(_ random: inout Random) -> Findings.Certainty {
    pick([(.definite, 0.5), (.probable, 0.25), (.possible, 0.25)], &random)
  }

  private static func pick<Value>(_ choices: [(Value, Double)], _ random: inout Random) -> Value {
    var left = random.uniform() * choices.reduce(0) { $0 + $1.1 }
    for (value, share) in choices {
      left -= share
      if left < 0 { return value }
    }
    return choices[choices.count - 1].0
  }
}
