import Foundation

/// Records in a TFRecord file: length, masked CRC-32C of the length, bytes, masked CRC-32C of the bytes
/// (tensorflow/core/lib/io/record_writer.h).
enum RecordFraming {
  private static let headerBytes = 12
  private static let footerBytes = 4

  static func framed(_ record: Data) -> Data {
    let length = withUnsafeBytes(of: UInt64(record.count).littleEndian) { Data($0) }
    return length + masked(length) + record + masked(record)
  }

  /// The whole records at the start of a file and where each ends; a torn or damaged one ends the list.
  static func records(in bytes: Data) -> [(record: Data, end: Int)] {
    var found: [(record: Data, end: Int)] = []
    var start = bytes.startIndex
    while let record = record(in: bytes[start...]) {
      start = record.endIndex + footerBytes
      found.append((record, start))
    }
    return found
  }

  private static func record(in bytes: Data) -> Data? {
    guard bytes.count >= headerBytes else { return nil }
    let length = bytes.prefix(8)
    let count = length.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard count <= UInt64(bytes.count - headerBytes), bytes.dropFirst(8).prefix(4) == masked(length) else { return nil }
    let rest = bytes.dropFirst(headerBytes)
    let record = rest.prefix(Int(count))
    guard rest.dropFirst(Int(count)).prefix(footerBytes) == masked(record) else { return nil }
    return record
  }

  private static func masked(_ bytes: Data) -> Data {
    let sum = checksum(bytes)
    return withUnsafeBytes(of: ((sum >> 15 | sum << 17) &+ 0xA282_EAD8).littleEndian) { Data($0) }
  }

  /// CRC-32C (RFC 3720, appendix B.4).
  static func checksum(_ bytes: Data) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
  }

  /// One entry for each byte, for the Castagnoli polynomial with its bits reversed.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
  }
}
