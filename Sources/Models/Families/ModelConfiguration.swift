import Foundation

/// The `config.json` of a Hugging Face checkpoint.
public struct ModelConfiguration: @unchecked Sendable {
  public let url: URL
  private let values: [String: Any]

  /// - Throws: `CheckpointError` if the file cannot be read or holds no JSON object.
  public init(contentsOf url: URL) throws {
    self.url = url
    let data = try MappedFile.contents(of: url)
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw CheckpointError(.malformed, file: url, expected: "a JSON object", found: "something else")
    }
    values = object
  }

  /// Values that were found elsewhere than in a `config.json`.
  init(_ values: [String: any Sendable], of url: URL) {
    self.url = url
    self.values = values
  }

  /// The name of the family, such as `llama`.
  public var modelType: String { values["model_type"] as? String ?? "" }

  func has(_ key: String) -> Bool { values[key] != nil && !(values[key] is NSNull) }

  /// - Throws: `CheckpointError` where the key is missing and there is no default, or the value is of another kind.
  func integer(_ key: String, or standard: Int? = nil) throws -> Int {
    try value(key, standard, "a whole number") { ($0 as? NSNumber).flatMap { Int(exactly: $0.doubleValue) } }
  }

  func number(_ key: String, or standard: Double? = nil) throws -> Double {
    try value(key, standard, "a number") { ($0 as? NSNumber)?.doubleValue }
  }

  func flag(_ key: String, or standard: Bool? = nil) throws -> Bool {
    try value(key, standard, "true or false") { ($0 as? NSNumber)?.boolValue }
  }

  func text(_ key: String, or standard: String? = nil) throws -> String {
    try value(key, standard, "text") { $0 as? String }
  }

  /// A nested object, or nil where there is none.
  func object(_ key: String) -> [String: Any]? { values[key] as? [String: Any] }

  /// A list, or nil where there is none.
  func list(_ key: String) -> [Any]? { values[key] as? [Any] }

  /// A number within a nested object, or nil where there is no such object or no such key in it.
  func nestedNumber(_ object: String, _ key: String) throws -> Double? {
    guard let stored = self.object(object)?[key], !(stored is NSNull) else { return nil }
    guard let number = (stored as? NSNumber)?.doubleValue else {
      throw fault("“\(object).\(key)”, a number", "\(stored)")
    }
    return number
  }

  /// An error about this file.
  func fault(_ expected: String, _ found: String, _ kind: CheckpointError.Kind = .malformed) -> CheckpointError {
    CheckpointError(kind, file: url, expected: expected, found: found)
  }

  private func value<Value>(
    _ key: String, _ standard: Value?, _ expected: String, _ read: (Any) -> Value?
  ) throws -> Value {
    guard has(key), let stored = values[key] else {
      guard let standard else {
        throw CheckpointError(.malformed, file: url, expected: "“\(key)”, \(expected)", found: "no such key")
      }
      return standard
    }
    guard let value = read(stored) else {
      throw CheckpointError(.malformed, file: url, expected: "“\(key)”, \(expected)", found: "\(stored)")
    }
    return value
  }
}
