/// The name of a step: what kind it is and the hash of all that its result depends on.
public struct StepKey: Codable, Hashable, Sendable, CustomStringConvertible {
  /// `tune`.
  public let kind: String
  /// 64 hexadecimal digits.
  public let identity: String

  public init(kind: String, identity: String) {
    self.kind = kind
    self.identity = identity
  }

  /// How many digits of the identity name the folder: with 64 bits, two of a million steps meet once in 37 million
  /// times.
  private static let folderDigits = 16

  /// The name of its folder: `tune-0123456789abcdef`.
  public var folderName: String { "\(kind)-\(identity.prefix(Self.folderDigits))" }

  public var description: String { "\(kind) \(identity.prefix(10))" }
}
