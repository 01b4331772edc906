import Foundation
import JSON
import Language

// Complaints as one types, and how to mend them.
extension LanguageServer {
  /// What is wrong with a document, as a notification. Complaints about a recipe that it uses stand where it says so.
  func diagnostics(_ document: Document) -> JSONValue {
    let uses = Uses(document.source.name)
    let complaints = checked(document, uses).map { diagnostic -> JSONValue in
      guard diagnostic.place.source === document.source, let range = diagnostic.place.range else {
        return used(diagnostic, in: document, uses)
      }
      return Self.json(diagnostic, document.source.range(range), diagnostic.message)
    }
    return Self.published(document.uri, version: document.version, complaints)
  }

  /// The quick fixes for the complaints that touch a range.
  func codeActions(_ parameters: JSONValue) throws -> JSONValue {
    let document = try document(parameters)
    guard let start = document.source.offset(at: parameters["range"]?["start"]),
      let end = document.source.offset(at: parameters["range"]?["end"]), start <= end
    else { throw ProtocolError(.invalidParameters, "a range has a start and an end") }
    let actions = checked(document, Uses(document.source.name)).compactMap { diagnostic -> JSONValue? in
      guard diagnostic.place.source === document.source, let range = diagnostic.place.range,
        let replacement = diagnostic.replacement, range.lowerBound <= end, start <= range.upperBound
      else { return nil }
      let edit: JSONValue = ["range": document.source.range(range), "newText": .string(replacement)]
      return [
        "title": .string("Replace by `\(replacement)`"), "kind": "quickfix", "isPreferred": true,
        "diagnostics": [Self.json(diagnostic, document.source.range(range), diagnostic.message)],
        "edit": ["changes": .object([(document.uri, [edit])])],
      ]
    }
    return .array(actions)
  }

  private func checked(_ document: Document, _ uses: Uses) -> [Diagnostic] {
    check(document.source, catalog: catalog) { path, user in
      let text = try self.load(path, user)
      uses.note(path, user, text.name)
      return text
    }.diagnostics
  }

  /// A recipe that another one uses: as it stands in the editor, otherwise as it is on disk.
  func load(_ path: String, _ user: String) throws -> SourceText {
    let name = Document.path(path, from: user)
    if let open = documents[Document.uri(of: name)] { return open.source }
    return SourceText(name: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: name))))
  }

  private func used(_ diagnostic: Diagnostic, in document: Document, _ uses: Uses) -> JSONValue {
    let path = diagnostic.place.source.flatMap { uses.origins[$0.name] }
    let statement = parse(document.source).statements.first { $0.kind == path.map(Statement.Kind.use) }
    let range = statement?.place.range ?? 0..<0
    return Self.json(diagnostic, document.source.range(range), "\(diagnostic.place): \(diagnostic.message)")
  }

  private static func json(_ diagnostic: Diagnostic, _ range: JSONValue, _ message: String) -> JSONValue {
    let notes = diagnostic.notes.map { "\n\($0.kind.rawValue): \($0.text)" }.joined()
    let label = diagnostic.label.map { "; \($0)" } ?? ""
    return [
      "range": range, "severity": diagnostic.severity == .error ? 1 : 2, "code": .string(diagnostic.code.rawValue),
      "source": "meit", "message": .string(message + label + notes),
    ]
  }

  static func published(_ uri: String, version: JSONValue, _ diagnostics: [JSONValue]) -> JSONValue {
    var parameters = [(key: "uri", value: JSONValue.string(uri)), (key: "diagnostics", value: .array(diagnostics))]
    if version != .null { parameters.append((key: "version", value: version)) }
    return [
      "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": .object(parameters),
    ]
  }
}

/// By which `use` of a document each other text came in.
private final class Uses {
  private let root: String
  private(set) var origins: [String: String] = [:]

  init(_ root: String) { self.root = root }

  func note(_ path: String, _ user: String, _ name: String) {
    let origin = user == root ? path : origins[user]
    if origins[name] == nil { origins[name] = origin }
  }
}
