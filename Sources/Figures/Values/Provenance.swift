/// What an artefact was made from, written into it as comments: hashes of the recipe and the data, version, seed.
public struct Provenance: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public var key: String
    public var value: String
  }

  public var entries: [Entry]

  /// Entries in the order in which they are to be written.
  public init(_ entries: KeyValuePairs<String, String> = [:]) {
    self.entries = entries.map { Entry(key: $0.key, value: $0.value) }
  }

  public init(entries: [Entry]) {
    self.entries = entries
  }

  /// One `key: value` line per entry, free of line breaks.
  var lines: [String] {
    entries.map { "\($0.key): \($0.value)".onOneLine }
  }

  /// The lines as comments that begin with `mark`.
  func comments(_ mark: String) -> String {
    lines.map { "\(mark) \($0)\n" }.joined()
  }
}
