import Foundation

/// Parses the JSON header of a safetensors file. Not `JSONDecoder`, which takes names that occur twice in silence.
///
///     {"__metadata__": {"format": "pt"}, "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
struct SafetensorsHeader {
  private(set) var entries: [Safetensors.Entry] = []
  private(set) var metadata: [String: String] = [:]
  private let file: MappedFile
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  private var url: URL { file.url }

  init(_ file: MappedFile, in range: Range<Int>) {
    self.file = file
    bytes = file.slice(range)
  }

  mutating func parse() throws {
    defer { withExtendedLifetime(file) {} }
    try object { header, name in
      if name == Safetensors.metadataKey {
        try header.object { header, key in header.metadata[key] = try header.string() }
      } else {
        header.entries.append(try header.entry(name))
      }
    }
    skipBlanks()
    guard at == bytes.count else { throw fault("the end of the header") }
  }

  private mutating func entry(_ name: String) throws -> Safetensors.Entry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try object { header, key in
      switch key {
      case "dtype": type = try header.string()
      case "shape": shape = try header.numbers()
      case "data_offsets": offsets = try header.numbers()
      default: throw header.fault("one of dtype, shape, data_offsets for `\(name)`", found: "`\(key)`")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw CheckpointError(
        .malformed, file: url, tensor: name, expected: "dtype, shape and two data_offsets in the header",
        found:
          "\(type ?? "no dtype"), \(shape.map { "\($0)" } ?? "no shape"), \(offsets.map { "\($0)" } ?? "no offsets")")
    }
    return Safetensors.Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// An object; `member` is called with each key, the parser standing at its value. No key may come twice.
  private mutating func object(_ member: (inout Self, String) throws -> Void) throws {
    var seen: Set<String> = []
    try list(from: "{", to: "}") { header in
      let key = try header.string()
      guard seen.insert(key).inserted else {
        throw CheckpointError(
          .duplicate, file: header.url, tensor: key, expected: "each name once in the header", found: "it twice")
      }
      try header.expect(":")
      try member(&header, key)
    }
  }

  private mutating func numbers() throws -> [Int] {
    var numbers: [Int] = []
    try list(from: "[", to: "]") { numbers.append(try $0.number()) }
    return numbers
  }

  private mutating func list(from open: Unicode.Scalar, to close: Unicode.Scalar, _ item: (inout Self) throws -> Void)
    throws
  {
    try expect(open)
    guard !accept(close) else { return }
    repeat { try item(&self) } while accept(",")
    try expect(close)
  }

  private mutating func number() throws -> Int {
    skipBlanks()
    let start = at
    var value = 0
    while at < bytes.count, let digit = Self.digit(bytes[at]) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, more) = tens.addingReportingOverflow(digit)
      guard !overflow, !more else { throw fault("an integer below 2^63") }
      value = next
      at += 1
    }
    guard at > start else { throw fault("an integer that is not negative") }
    return value
  }

  private static func digit(_ byte: UInt8) -> Int? { (48...57).contains(byte) ? Int(byte) - 48 : nil }

  /// A string, whose end is found here and whose escapes Foundation undoes.
  private mutating func string() throws -> String {
    skipBlanks()
    let start = at
    guard accept("\"") else { throw fault("a string") }
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    guard at < bytes.count else { throw fault("the end of a string") }
    at += 1
    let quoted = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
    let plain = UnsafeRawBufferPointer(rebasing: bytes[start + 1..<at - 1])
    if plain.allSatisfy({ $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }) {
      return String(decoding: plain, as: UTF8.self)
    }
    guard let value = try? JSONDecoder().decode(String.self, from: Data(quoted)) else {
      at = start
      throw fault("a valid string")
    }
    return value
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard accept(scalar) else { throw fault("`\(scalar)`") }
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [32, 9, 10, 13].contains(bytes[at]) { at += 1 }
  }

  private func fault(_ expected: String, found: String? = nil) -> CheckpointError {
    let next = at < bytes.count ? "`\(Unicode.Scalar(bytes[at]).escaped(asASCII: true))`" : "the end of the header"
    return CheckpointError(
      .malformed, file: url, expected: "\(expected) at byte \(at) of the safetensors header", found: found ?? next)
  }
}
