import Foundation

/// JSON as the ledger writes it: keys in order, one to a line, times in ISO 8601.
enum JSONText {
  static func encode(_ value: some Encodable) throws(LedgerError) -> Data {
    try encode(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// On one line without a line feed, for files of one value a line.
  static func encodeLine(_ value: some Encodable) throws(LedgerError) -> Data {
    try encode(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// - Throws: `LedgerError.malformed` with the path of the value that does not fit.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from text: Data, path: String
  ) throws(LedgerError) -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do { return try decoder.decode(type, from: text) } catch {
      throw .malformed(path: path, expected: "a \(type) as JSON", found: "\(error)")
    }
  }

  private static func encode(
    _ value: some Encodable, _ format: JSONEncoder.OutputFormatting
  ) throws(LedgerError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = format
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do { return try encoder.encode(value) } catch {
      throw .malformed(path: "\(type(of: value))", expected: "a value that JSON can hold", found: "\(error)")
    }
  }
}
