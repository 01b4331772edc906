/// A JSON document (RFC 8259) as a value; objects keep their order.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  var string: String? { if case .string(let value) = self { value } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  var members: [(key: String, value: JSONValue)]? { if case .object(let value) = self { value } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// A whole number that a 32-bit id can hold.
  var id: Int? {
    guard let number, number >= 0, number <= Double(Int32.max), number == number.rounded() else { return nil }
    return Int(number)
  }

  /// The member of an object, nil when it is not an object or has no such member.
  subscript(key: String) -> JSONValue? { members?.first { $0.key == key }?.value }

  /// What kind of value it is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number(let value): "the number \(value)"
    case .string(let value): "the text \"\(value.prefix(40))\""
    case .array(let values): "a list of \(values.count)"
    case .object(let members): "an object of \(members.count) members"
    }
  }
}
