import Experiments
import Foundation
import JSON
import Language

/// Answers an editor's questions about recipes (Language Server Protocol 3.17).
///
/// It takes messages and gives messages; `serve` reads and writes them. Nothing that a client sends ends it but `exit`.
package final class LanguageServer {
  let catalog: Catalog
  private(set) var documents: [String: Document] = [:]
  private var state = State.new

  private enum State { case new, running, shutDown, ended }

  package init(_ catalog: Catalog = .meit) { self.catalog = catalog }

  package var isEnded: Bool { state == .ended }
  /// Whether the client said goodbye before it left.
  package private(set) var endedWell = false

  /// The messages that answer one, in order.
  package func answers(to data: Data) -> [JSONValue] {
    do {
      guard let message = try Message(data) else { return [] }
      do { return try answers(to: message) } catch let error as ProtocolError {
        return message.id == nil ? [] : [error.answer(to: message.id)]
      }
    } catch let error as ProtocolError { return [error.answer(to: nil)] } catch { return [] }
  }

  private func answers(to message: Message) throws -> [JSONValue] {
    if message.method == "exit" {
      endedWell = state == .shutDown
      state = .ended
      return []
    }
    guard let id = message.id else { return state == .running ? try notified(message) : [] }
    return [["jsonrpc": "2.0", "id": id, "result": try result(of: message)]]
  }

  private func result(of message: Message) throws -> JSONValue {
    switch (state, message.method) {
    case (.new, "initialize"):
      state = .running
      return [
        "capabilities": Self.capabilities, "serverInfo": ["name": "meit", "version": .string(Runner.version)],
      ]
    case (.new, _): throw ProtocolError(.serverNotInitialised, "the first request is `initialize`")
    case (.running, "shutdown"):
      state = .shutDown
      return .null
    case (.running, _): return try answer(message)
    default: throw ProtocolError(.invalidRequest, "after `shutdown` only `exit` may come")
    }
  }

  private func answer(_ message: Message) throws -> JSONValue {
    switch message.method {
    case "textDocument/completion": try completion(message.parameters)
    case "textDocument/hover": try hover(message.parameters)
    case "textDocument/definition": try definition(message.parameters)
    case "textDocument/formatting": try formatting(message.parameters)
    case "textDocument/documentSymbol": try symbols(message.parameters)
    case "textDocument/codeAction": try codeActions(message.parameters)
    default: throw ProtocolError(.methodNotFound, "`\(message.method)` is not known here")
    }
  }

  private func notified(_ message: Message) throws -> [JSONValue] {
    switch message.method {
    case "textDocument/didOpen": return try opened(message.parameters)
    case "textDocument/didChange": return try changed(message.parameters)
    case "textDocument/didSave": return documents.values.map(diagnostics)
    case "textDocument/didClose":
      guard let closed = documents.removeValue(forKey: try uri(message.parameters)) else { return [] }
      return [Self.published(closed.uri, version: .null, [])]
    default: return []
    }
  }

  private func opened(_ parameters: JSONValue) throws -> [JSONValue] {
    let uri = try uri(parameters)
    guard let text = parameters["textDocument"]?["text"]?.string else {
      throw ProtocolError(.invalidParameters, "a document has a text")
    }
    let version = parameters["textDocument"]?["version"] ?? .null
    let document = Document(uri: uri, version: version, text: text)
    documents[uri] = document
    return [diagnostics(document)]
  }

  private func changed(_ parameters: JSONValue) throws -> [JSONValue] {
    var document = try document(parameters)
    for change in parameters["contentChanges"]?.array ?? [] { try document.apply(change) }
    document.version = parameters["textDocument"]?["version"] ?? .null
    documents[document.uri] = document
    // Other documents may use this one.
    return [diagnostics(document)] + documents.values.filter { $0.uri != document.uri }.map(diagnostics)
  }

  private func uri(_ parameters: JSONValue) throws -> String {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw ProtocolError(.invalidParameters, "a document has a uri")
    }
    return uri
  }

  func document(_ parameters: JSONValue) throws -> Document {
    let uri = try uri(parameters)
    guard let document = documents[uri] else {
      throw ProtocolError(.invalidParameters, "`\(uri)` is not open")
    }
    return document
  }

  private static let capabilities: JSONValue = [
    "positionEncoding": "utf-16",
    "textDocumentSync": ["openClose": true, "change": 2, "save": true],
    "completionProvider": ["triggerCharacters": [".", "=", "(", "[", ",", "\""]],
    "hoverProvider": true, "definitionProvider": true, "documentFormattingProvider": true,
    "documentSymbolProvider": true, "codeActionProvider": ["codeActionKinds": ["quickfix"]],
  ]
}
