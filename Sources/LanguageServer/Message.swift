import Foundation
import JSON

/// A request or notification of a client (JSON-RPC 2.0).
struct Message {
  /// Nil for a notification, which is not answered.
  let id: JSONValue?
  let method: String
  let parameters: JSONValue

  /// - Throws: `ProtocolError` for what is no message, with the id to answer to.
  init?(_ data: Data) throws {
    let value: JSONValue
    do { value = try JSONParser.parse([UInt8](data)) } catch {
      throw ProtocolError(.parseError, "this is not JSON", id: nil)
    }
    id = value["id"].flatMap { $0 == .null ? nil : $0 }
    guard let method = value["method"]?.string else {
      // An answer to a request of ours; there are none that matter.
      if value["result"] != nil || value["error"] != nil { return nil }
      throw ProtocolError(.invalidRequest, "a message has a method", id: id)
    }
    self.method = method
    parameters = value["params"] ?? .null
  }
}

/// A complaint about a message.
struct ProtocolError: Error {
  /// The numbers of JSON-RPC 2.0 and LSP 3.17.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case serverNotInitialised = -32002
  }

  let code: Code
  let message: String
  let id: JSONValue?

  init(_ code: Code, _ message: String, id: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.id = id
  }

  func answer(to id: JSONValue?) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id ?? self.id ?? .null,
      "error": ["code": .number(Double(code.rawValue)), "message": .string(message)],
    ]
  }
}
