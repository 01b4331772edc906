import JSON

extension JSONValue {
  /// A number without a fraction that fits.
  var integer: Int? { number.flatMap { Int(exactly: $0) } }
}
