/// What is wrong with a tokenizer's file or data: where, what was expected and what was found.
public struct TokenizerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, or the name of the source when there is no file (for example `GGUF metadata`).
  public var file: String
  /// The place inside it: a line and column, a key path, a byte offset.
  public var place: String
  public var expected: String
  public var found: String

  public init(file: String, place: String, expected: String, found: String) {
    self.file = file
    self.place = place
    self.expected = expected
    self.found = found
  }

  public var description: String {
    "The tokenizer in \(file) cannot be used: at \(place), expected \(expected), but found \(found)."
  }
}
