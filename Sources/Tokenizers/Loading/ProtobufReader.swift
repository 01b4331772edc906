/// Reads the fields of a protocol-buffer message (proto3 wire format), one after the other.
struct ProtobufReader {
  enum Payload {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes(Range<Int>)

    var number: UInt64? { if case .varint(let value) = self { value } else { nil } }
    var float: Float? { if case .fixed32(let bits) = self { Float(bitPattern: bits) } else { nil } }
    var range: Range<Int>? { if case .bytes(let range) = self { range } else { nil } }
  }

  let bytes: [UInt8]
  let file: String
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>, file: String) {
    self.bytes = bytes
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  private func error(_ expected: String, found: String) -> TokenizerError {
    TokenizerError(file: file, place: "byte \(position)", expected: expected, found: found)
  }

  /// The next field, or nil at the end of the message.
  ///
  /// - Throws: `TokenizerError` when the bytes are not a message.
  mutating func next() throws -> (field: Int, payload: Payload)? {
    guard position < end else { return nil }
    let tag = try varint()
    guard let field = Int(exactly: tag >> 3), field > 0 else { throw error("a field number", found: "\(tag >> 3)") }
    switch tag & 7 {
    case 0: return (field, .varint(try varint()))
    case 1: return (field, .fixed64(try fixed(8)))
    case 2:
      let length = try varint()
      guard length <= UInt64(end - position) else {
        throw error("at most \(end - position) bytes", found: "a length of \(length)")
      }
      defer { position += Int(length) }
      return (field, .bytes(position..<position + Int(length)))
    case 5: return (field, .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
    case let type: throw error("a wire type of protocol buffers (0, 1, 2, 5)", found: "\(type)")
    }
  }

  private mutating func varint() throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < end else { throw error("the rest of a number", found: "the end of the message") }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw error("a number of at most ten bytes", found: "a longer one")
  }

  private mutating func fixed(_ count: Int) throws -> UInt64 {
    guard end - position >= count else { throw error("\(count) bytes", found: "\(end - position)") }
    defer { position += count }
    return bytes[position..<position + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
