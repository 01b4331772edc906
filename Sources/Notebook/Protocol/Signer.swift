@preconcurrency import COpenSSL

/// Signs messages with the kernel's key: HMAC-SHA256 (RFC 2104) over the four parts of a message.
package struct Signer: Sendable {
  private let key: [UInt8]

  package init(key: String) { self.key = Array(key.utf8) }

  /// The signature as 64 hexadecimal digits.
  package func signature(of parts: [[UInt8]]) -> [UInt8] {
    let text = Array(parts.joined())
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let done = HMAC(EVP_sha256(), key, Int32(key.count), text, text.count, &digest, &length)
    precondition(done != nil, "OpenSSL has no HMAC-SHA256")
    let digits = Array("0123456789abcdef".utf8)
    return digest.prefix(Int(length)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// Whether a signature is right, found in a time that does not depend on where it is wrong.
  package func accepts(_ signature: [UInt8], of parts: [[UInt8]]) -> Bool {
    let right = self.signature(of: parts)
    return signature.count == right.count && CRYPTO_memcmp(signature, right, right.count) == 0
  }
}
