/// The QRS complex, ST segment and T wave of a conducted or paced beat.
struct VentricleShape {
  let heart: Heart
  /// The size of the QRS complex relative to the average adult's.
  let size: Double
  let width: Double

  init(_ heart: Heart) {
    self.heart = heart
    size = heart.hasLowVoltage ? 0.34 : heart.voltage
    width = heart.qrsSeconds
  }

  var waves: [Wave] { spike + excitation + recovery }

  /// The pacemaker's pulse, 5 ms before the complex; as wide as 100 Hz can still show.
  private var spike: [Wave] {
    guard heart.conduction == .paced else { return [] }
    return [Wave(at: -0.008, rise: 0.0035, HeartVector(degrees: 70, millivolts: -0.9, posterior: 0.5))]
  }

  private var excitation: [Wave] {
    switch heart.conduction {
    case .normal, .leftAnteriorFascicularBlock: [start(share: 1)] + main(share: 1) + [base(share: 1)]
    case .rightBundleBranchBlock: [start(share: 0.68)] + main(share: 0.68) + [base(share: 0.68), lateRight]
    case .leftBundleBranchBlock, .paced: slowLeft
    }
  }

  /// The septum from left to right and to the front, or the Q wave of an infarct instead; `share` is the part of the
  /// complex that excitation through healthy bundles takes.
  private func start(share: Double) -> Wave {
    let span = width * share
    guard let infarct = heart.infarct else {
      let degrees = heart.conduction == .leftAnteriorFascicularBlock ? 115 : heart.axisDegrees + 155
      return Wave(
        at: 0.17 * span, rise: 0.075 * span,
        HeartVector(degrees: degrees, millivolts: 0.09 * size, posterior: -0.2 * size))
    }
    let depth = infarct.certainty.strength * (infarct.age == .acute ? 0.6 : 1)
    return Wave(at: 0.21 * span, rise: 0.115 * span, Self.dead(infarct.territory) * depth * max(0.7, size))
  }

  /// The first vector when a wall does not take part: away from it.
  private static func dead(_ territory: Findings.Territory) -> HeartVector {
    switch territory {
    case .inferior: HeartVector(degrees: -84, millivolts: 0.55, posterior: -0.12)
    case .anterior: HeartVector(degrees: 40, millivolts: 0.05, posterior: 0.62)
    case .lateral: HeartVector(degrees: 165, millivolts: 0.5, posterior: -0.1)
    }
  }

  /// The free walls. To the right the first half goes left and the second one right, so that V5 keeps an R wave.
  private func main(share: Double) -> [Wave] {
    let span = width * share
    let peak = (heart.infarct == nil ? 0.46 : 0.52) * span
    let scale = size * (heart.hypertrophy.map { 1.12 + 0.5 * $0.strength } ?? 1)
    let posterior = size * (heart.posterior + (heart.hypertrophy.map { 0.75 * $0.strength } ?? 0))
    let axis = heart.axisDegrees
    if axis > Heart.rightmostNormalAxis {
      return [
        Wave(
          at: peak - 0.08 * span, rise: 0.09 * span,
          HeartVector(degrees: axis - 55, millivolts: 0.75 * scale, posterior: posterior)),
        Wave(
          at: peak + 0.12 * span, rise: 0.10 * span,
          HeartVector(degrees: axis + 30, millivolts: 0.95 * scale, posterior: posterior)),
      ]
    }
    return [
      Wave(at: peak, rise: 0.115 * span, HeartVector(degrees: axis, millivolts: 1.05 * scale, posterior: posterior))
    ]
  }

  /// The base of the heart, last: to the back.
  private func base(share: Double) -> Wave {
    let span = width * share
    let posterior = heart.hypertrophy.map { 0.45 + 0.35 * $0.strength } ?? 0.5
    return Wave(
      at: 0.69 * span, rise: 0.1 * span,
      HeartVector(degrees: heart.axisDegrees + 175, millivolts: 0.14 * size, posterior: posterior * size))
  }

  /// The right ventricle, excited late when its bundle is blocked: slowly to the right and to the front.
  private var lateRight: Wave {
    let scale = max(0.5, size)
    return Wave(
      at: 0.76 * width, rise: 0.095 * width,
      HeartVector(degrees: 170, millivolts: 0.34 * scale, posterior: -0.62 * scale))
  }

  /// The left ventricle, excited slowly from the right one: broad and notched, to the left and to the back.
  private var slowLeft: [Wave] {
    [
      Wave(
        at: 0.30 * width, rise: 0.115 * width,
        HeartVector(degrees: heart.axisDegrees, millivolts: 0.8 * size, posterior: 0.45 * size)),
      Wave(
        at: 0.63 * width, rise: 0.145 * width,
        HeartVector(degrees: heart.axisDegrees, millivolts: 0.95 * size, posterior: 0.8 * size)),
    ]
  }
}
