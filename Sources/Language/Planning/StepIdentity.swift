@preconcurrency import COpenSSL

/// The name of a step's result: the SHA-256 of everything that the result depends on.
public struct StepIdentity: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let hex: String

  public init(hex: String) { self.hex = hex }

  /// The identity of whatever this text describes.
  init(hashing text: String) { hex = sha256(Array(text.utf8)) }

  /// The first ten digits, enough to tell steps apart on a screen.
  public var short: String { String(hex.prefix(10)) }
  public var description: String { hex }

  public static func < (left: StepIdentity, right: StepIdentity) -> Bool { left.hex < right.hex }
}

/// SHA-256 (FIPS 180-4) of bytes, as 64 hexadecimal digits.
public func sha256(_ bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 0
  let done = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
  precondition(done == 1 && length == 32, "OpenSSL has no SHA-256")
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
