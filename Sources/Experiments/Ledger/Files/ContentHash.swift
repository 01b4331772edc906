@preconcurrency import COpenSSL
import Foundation

/// SHA-256 (FIPS 180-4) of a file, read piece by piece.
enum ContentHash {
  private static let pieceBytes = 1 << 20

  /// - Throws: `LedgerError.system` when the file cannot be read.
  static func hex(of url: URL) throws(LedgerError) -> String {
    let file = open(url.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .fromSystem("open", url) }
    defer { close(file) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    while true {
      let count = read(file, &piece, pieceBytes)
      if count == 0 { break }
      guard count > 0 else { throw .fromSystem("read", url) }
      EVP_DigestUpdate(context, piece, count)
    }
    return finish(context)
  }

  static func hex(of bytes: Data) -> String { bytes.withUnsafeBytes { hex(ofPieces: [$0]) } }

  /// Of pieces of memory as if they were one.
  static func hex(ofPieces pieces: some Sequence<UnsafeRawBufferPointer>) -> String {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    for piece in pieces { EVP_DigestUpdate(context, piece.baseAddress, piece.count) }
    return finish(context)
  }

  private static func finish(_ context: OpaquePointer?) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
