// Values as Swift writes them.
extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
  public init(integerLiteral value: Int) { self.init(.number(Number(Double(value)))) }
  public init(floatLiteral value: Double) { self.init(.number(Number(value))) }
  public init(booleanLiteral value: Bool) { self.init(.boolean(value)) }
  /// A name: `"llava"` means `llava`. A string in quotes is `.text("table.tex")`.
  public init(stringLiteral name: String) { self.init(.name(name)) }
  public init(arrayLiteral elements: Value...) { self.init(.list(elements)) }

  /// A string in quotes.
  public static func text(_ text: String) -> Value { Value(.string(text)) }
  public static func name(_ name: String) -> Value { Value(.name(name)) }
  public static func number(_ value: Int) -> Value { .number(Double(value)) }
  public static func number(_ value: Double) -> Value { Value(.number(Number(value))) }
  public static func list(_ elements: [Value]) -> Value { Value(.list(elements)) }
  public static func tuple(_ elements: Value...) -> Value { Value(.tuple(elements)) }

  /// `gaussian(snr = 20 dB)` is `.call("gaussian", ("snr", .decibels(20)))`; a nil name takes the next parameter.
  public static func call(_ name: String, _ arguments: (String?, Value)...) -> Value {
    Value(.call(Name(name), arguments.map { label, value in Argument(label.map { Name($0) }, value) }))
  }

  public static func quantity(_ value: Double, _ unit: Unit) -> Value { Value(.number(Number(value, unit))) }
  public static func hertz(_ value: Double) -> Value { .quantity(value, .hertz) }
  public static func seconds(_ value: Double) -> Value { .quantity(value, .second) }
  public static func hours(_ value: Double) -> Value { .quantity(value, .hour) }
  public static func decibels(_ value: Double) -> Value { .quantity(value, .decibel) }
  public static func percent(_ value: Double) -> Value { .quantity(value, .percent) }
  public static func millimetres(_ value: Double) -> Value { .quantity(value, .millimetre) }
  public static func millivolts(_ value: Double) -> Value { .quantity(value, .millivolt) }
}
