import Foundation
import JSON
import Language

// What an editor asks about a place of a document.
extension LanguageServer {
  private func place(_ parameters: JSONValue) throws -> (document: Document, offset: Int) {
    let document = try document(parameters)
    guard let offset = document.source.offset(at: parameters["position"]) else {
      throw ProtocolError(.invalidParameters, "a position has a line and a character")
    }
    return (document, offset)
  }

  func completion(_ parameters: JSONValue) throws -> JSONValue {
    let (document, offset) = try place(parameters)
    let found = catalog.completion(in: document.source, at: offset)
    let range = document.source.range(found.range)
    func item(_ text: String, _ kind: Int, _ detail: String) -> JSONValue {
      [
        "label": .string(text), "kind": .number(Double(kind)), "detail": .string(detail),
        "textEdit": ["range": range, "newText": .string(text)],
      ]
    }
    let typed = document.source.text(found.range)
    let files = found.wantsFile ? self.files(typed, document).map { item($0, Self.fileKind, "") } : []
    return [
      "isIncomplete": false,
      "items": .array(found.candidates.map { item($0.text, $0.kind.number, $0.summary) } + files),
    ]
  }

  /// The protocol's number for a file.
  private static let fileKind = 17

  /// The files that begin as was typed, from the document's folder; folders end with a slash.
  private func files(_ typed: String, _ document: Document) -> [String] {
    let head = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let folder = Document.path(head.isEmpty ? "." : head, from: document.source.name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && (head + $0).hasPrefix(typed) }.map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      return head + name + (isFolder.boolValue ? "/" : "")
    }
  }

  func hover(_ parameters: JSONValue) throws -> JSONValue {
    let (document, offset) = try place(parameters)
    guard let mention = catalog.mention(in: document.source, at: offset) else { return .null }
    return [
      "range": document.source.range(mention.range),
      "contents": ["kind": "markdown", "value": .string("```text\n\(mention.explanation)\n```")],
    ]
  }

  func definition(_ parameters: JSONValue) throws -> JSONValue {
    let (document, offset) = try place(parameters)
    switch catalog.definition(in: document.source, at: offset, loader: load) {
    case nil: return .null
    case .file(let path):
      let start: JSONValue = ["line": 0, "character": 0]
      let name = Document.path(path, from: document.source.name)
      return ["uri": .string(Document.uri(of: name)), "range": ["start": start, "end": start]]
    case .place(let place)?:
      guard let source = place.source, let range = place.range else { return .null }
      return ["uri": .string(Document.uri(of: source.name)), "range": source.range(range)]
    }
  }

  /// The whole text in the one layout; nothing for a text that cannot be read, whose complaints are shown anyway.
  func formatting(_ parameters: JSONValue) throws -> JSONValue {
    let document = try document(parameters)
    guard let text = try? formatted(document.source) else { return .null }
    guard Array(text.utf8) != document.source.bytes else { return [] }
    return [["range": document.source.range(0..<document.source.end), "newText": .string(text)]]
  }

  /// The declarations, for an outline.
  func symbols(_ parameters: JSONValue) throws -> JSONValue {
    let document = try document(parameters)
    let symbols = parse(document.source).statements.compactMap { statement -> JSONValue? in
      guard case .declaration(let declaration) = statement.kind, let whole = statement.place.range,
        let name = declaration.name.place.range, !name.isEmpty
      else { return nil }
      let range = min(whole.lowerBound, name.lowerBound)..<max(whole.upperBound, name.upperBound)
      return [
        "name": .string(declaration.name.text), "detail": .string(declaration.kind.rawValue), "kind": 5,
        "range": document.source.range(range), "selectionRange": document.source.range(name),
      ]
    }
    return .array(symbols)
  }
}

extension Completion.Candidate.Kind {
  /// The protocol's number for the kind.
  fileprivate var number: Int {
    switch self {
    case .keyword: 14
    case .option, .parameter: 10
    case .group: 9
    case .choice: 20
    case .metric: 21
    case .value: 12
    case .declaration: 7
    case .command: 3
    case .unit: 11
    case .topic: 18
    }
  }
}
