/// Where a text is no JSON, what was expected there and what was found.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Both from 1; the column in bytes.
  public var line: Int
  public var column: Int
  public var expected: String
  public var found: String

  public var place: String { "line \(line), column \(column)" }
  public var description: String { "at \(place), expected \(expected), but found \(found)" }
}
