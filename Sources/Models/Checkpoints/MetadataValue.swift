/// A value from the header of a checkpoint; safetensors knows only text, GGUF all of them.
public enum MetadataValue: Equatable, Sendable {
  case flag(Bool)
  case integer(Int)
  case real(Double)
  case text(String)
  case flags([Bool])
  case integers([Int])
  case reals([Double])
  case texts([String])

  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var text: String? { if case .text(let value) = self { value } else { nil } }
  public var texts: [String]? { if case .texts(let value) = self { value } else { nil } }
  public var integers: [Int]? { if case .integers(let value) = self { value } else { nil } }
  public var reals: [Double]? { if case .reals(let value) = self { value } else { nil } }
  public var flag: Bool? { if case .flag(let value) = self { value } else { nil } }

  /// A number, whole or not.
  public var real: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}
