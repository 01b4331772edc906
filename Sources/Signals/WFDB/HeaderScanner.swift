import Foundation

/// A cursor over one line of a header.
struct HeaderScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    self.bytes = bytes
    position = line.lowerBound
    end = line.upperBound
  }

  var isAtEnd: Bool { position == end }

  mutating func skipBlanks() {
    while position < end, Self.isBlank(bytes[position]) { position += 1 }
  }

  /// Consumes `byte` if it comes next.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  /// The bytes up to the next blank or one of `stops`.
  mutating func word(until stops: Unicode.Scalar...) -> UnsafeBufferPointer<UInt8> {
    let start = position
    while position < end, !Self.isBlank(bytes[position]),
      !stops.contains(where: { UInt8(ascii: $0) == bytes[position] })
    {
      position += 1
    }
    return .init(rebasing: bytes[start..<position])
  }

  /// What is left of the line.
  mutating func rest() -> UnsafeBufferPointer<UInt8> {
    defer { position = end }
    return .init(rebasing: bytes[position..<end])
  }

  /// The next integer, or nil without moving; digits must be followed by something else than a digit or a point.
  mutating func integer() -> Int? {
    let start = position
    var cursor = position
    var negative = false
    if cursor < end, bytes[cursor] == UInt8(ascii: "-") || bytes[cursor] == UInt8(ascii: "+") {
      negative = bytes[cursor] == UInt8(ascii: "-")
      cursor += 1
    }
    let first = cursor
    var value = 0
    while cursor < end, bytes[cursor] &- 0x30 < 10 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, product <= Int.max - 9 else { return nil }
      value = product + Int(bytes[cursor] - 0x30)
      cursor += 1
    }
    guard cursor > first else {
      position = start
      return nil
    }
    position = cursor
    return negative ? -value : value
  }

  /// The next number, or nil without moving.
  mutating func number() -> Double? {
    let start = position
    if let whole = integer(), position == end || !Self.continuesNumber(bytes[position]) { return Double(whole) }
    position = start
    while position < end, Self.isNumeric(bytes[position]) { position += 1 }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
      position = start
      return nil
    }
    return value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func continuesNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }
  private static func isNumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || continuesNumber(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }
}
