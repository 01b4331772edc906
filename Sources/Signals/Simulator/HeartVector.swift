import Foundation

/// The heart's electric vector in millivolts of the Frank leads: x to the left, y to the feet, z to the back.
typealias HeartVector = SIMD3<Double>

extension HeartVector {
  /// The vector whose limb leads show `millivolts` in the direction `degrees` of the frontal plane (lead I at 0, aVF at
  /// 90), with the given posterior component.
  init(degrees: Double, millivolts: Double, posterior: Double = 0) {
    let angle = degrees * .pi / 180
    let first = millivolts * cos(angle)
    let foot = millivolts * sin(angle) * Self.augmentation
    let (I, II) = (Dower.row(.I), Dower.row(.II))
    let right = SIMD2(first - I.z * posterior, foot + first / 2 - II.z * posterior)
    let determinant = I.x * II.y - I.y * II.x
    self.init(
      (right.x * II.y - I.y * right.y) / determinant, (I.x * right.y - right.x * II.x) / determinant, posterior)
  }

  /// How much smaller an augmented lead shows a vector than a bipolar one does: half the square root of 3.
  static let augmentation = 0.8660254037844386

  func dot(_ other: HeartVector) -> Double { (self * other).sum() }
}

/// Dower's transform from the Frank leads to the standard ones (Dower, Machado and Osborne, "On deriving the
/// electrocardiogram from vectorcardiographic leads", Clinical Cardiology 3, 1980).
enum Dower {
  /// The weights of x, y and z in a lead; the other limb leads follow from I and II.
  static func row(_ lead: Lead) -> HeartVector {
    if let sum = lead.fromFirstAndSecond, lead != .I, lead != .II {
      return Double(sum.first) * row(.I) + Double(sum.second) * row(.II)
    }
    return switch lead {
    case .I: HeartVector(0.632, -0.235, 0.059)
    case .II: HeartVector(0.235, 1.066, -0.132)
    case .V1: HeartVector(-0.515, 0.157, -0.917)
    case .V2: HeartVector(0.044, 0.164, -1.387)
    case .V3: HeartVector(0.882, 0.098, -1.277)
    case .V4: HeartVector(1.213, 0.127, -0.601)
    case .V5: HeartVector(1.125, 0.127, -0.086)
    default: HeartVector(0.831, 0.076, 0.230)
    }
  }

  static let rows = Lead.allCases.map(row)
}
