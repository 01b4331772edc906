extension JSONValue {
  /// The value as JSON (RFC 8259) on one line.
  public var text: String { text(on: .one) }

  /// The value as JSON, a member or element to a line.
  public var indentedText: String { text(on: .many(indent: "")) }

  private enum Lines {
    case one
    case many(indent: String)

    var inner: Lines {
      switch self {
      case .one: .one
      case .many(let indent): .many(indent: indent + "  ")
      }
    }

    /// Elements between brackets.
    func joined(_ elements: [String]) -> String {
      switch self {
      case .one: elements.joined(separator: ",")
      case .many(let indent):
        elements.isEmpty ? "" : "\n" + elements.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)"
      }
    }
  }

  private func text(on lines: Lines) -> String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let value): return Self.text(value)
    case .string(let text): return Self.quoted(text)
    case .array(let elements): return "[\(lines.joined(elements.map { $0.text(on: lines.inner) }))]"
    case .object(let members):
      let texts = members.map { "\(Self.quoted($0.key)): \($0.value.text(on: lines.inner))" }
      return "{\(lines.joined(texts))}"
    }
  }

  /// Whole numbers have no point; what JSON cannot hold is null.
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A text as a JSON string (RFC 8259, section 7).
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case ..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
  }
}
