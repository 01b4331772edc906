// The leads' names are the field's own, capitals included.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// One of the twelve standard leads, in the order in which `ECG` keeps them.
public enum Lead: Int, CaseIterable, Sendable, Codable {
  case I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6

  /// The lead's usual name, such as `aVR`.
  public var name: String { String(describing: self) }

  /// The lead of a signal's name, whatever its case: PTB-XL writes `AVR`, MIMIC-IV-ECG `aVR`; nil for any other signal.
  public init?(named name: String) {
    let bytes = name.utf8.map { $0 >= 0x61 ? $0 - 0x20 : $0 }
    guard let lead = Lead.allCases.first(where: { Lead.capitals[$0.rawValue] == bytes }) else { return nil }
    self = lead
  }

  private static let capitals = allCases.map { Array($0.name.uppercased().utf8) }

  /// The six leads of the frontal plane.
  public static let limb: [Lead] = [.I, .II, .III, .aVR, .aVL, .aVF]

  /// The six leads of the horizontal plane.
  public static let precordial: [Lead] = [.V1, .V2, .V3, .V4, .V5, .V6]

  /// The limb lead as a sum of leads I and II (Einthoven 1912, Goldberger 1942); nil for a precordial lead.
  public var fromFirstAndSecond: (first: Float, second: Float)? {
    switch self {
    case .I: (1, 0)
    case .II: (0, 1)
    case .III: (-1, 1)
    case .aVR: (-0.5, -0.5)
    case .aVL: (1, -0.5)
    case .aVF: (-0.5, 1)
    default: nil
    }
  }
}
