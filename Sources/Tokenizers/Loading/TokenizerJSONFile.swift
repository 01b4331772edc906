import JSON

extension JSONValue {
  /// Reads a tokenizer's file.
  /// - Throws: `TokenizerError` with line and column when the bytes are not JSON.
  init(_ bytes: [UInt8], file: String) throws {
    do { self = try JSONParser.parse(bytes) } catch let error as JSONError {
      throw TokenizerError(file: file, place: error.place, expected: error.expected, found: error.found)
    }
  }

  /// A whole number that a 32-bit id can hold.
  var id: Int? {
    guard let number, number >= 0, number <= Double(Int32.max), number == number.rounded() else { return nil }
    return Int(number)
  }
}
