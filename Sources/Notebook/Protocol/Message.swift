import JSON

/// A message of the Jupyter protocol as a value.
package struct Message: Equatable, Sendable {
  /// What every message says about itself.
  package struct Header: Equatable, Sendable {
    package var id: String
    /// Tells the clients, and the runs of a kernel, apart.
    package var session: String
    package var user: String
    /// When it was made, in ISO 8601.
    package var date: String
    /// What it is: `execute_request`.
    package var type: String
    package var version: String

    package init(
      id: String, session: String, user: String = "", date: String = "", type: String,
      version: String = Message.protocolVersion
    ) {
      self.id = id
      self.session = session
      self.user = user
      self.date = date
      self.type = type
      self.version = version
    }
  }

  /// The socket addresses that came with it, to which a reply goes; a topic where it is published.
  package var addresses: [[UInt8]]
  package var header: Header
  /// The header of the message that caused it, as it came; an empty object where there is none.
  package var parent: JSONValue
  package var metadata: JSONValue
  package var content: JSONValue

  /// The version of the protocol that is spoken here.
  package static let protocolVersion = "5.3"

  package init(
    addresses: [[UInt8]], header: Header, parent: JSONValue = [:], metadata: JSONValue = [:], content: JSONValue = [:]
  ) {
    self.addresses = addresses
    self.header = header
    self.parent = parent
    self.metadata = metadata
    self.content = content
  }

  /// The type of the answer to a request; nil for a message that asks for nothing.
  var replyType: String? {
    let ending = "_request"
    return header.type.hasSuffix(ending) ? header.type.dropLast(ending.count) + "_reply" : nil
  }
}

extension Message.Header {
  var json: JSONValue {
    [
      "msg_id": .string(id), "session": .string(session), "username": .string(user), "date": .string(date),
      "msg_type": .string(type), "version": .string(version),
    ]
  }

  /// - Throws: `WireError.malformed` where there is no identity or type.
  init(_ json: JSONValue) throws(WireError) {
    guard let id = json["msg_id"]?.string, let type = json["msg_type"]?.string else {
      throw .malformed("a header has a msg_id and a msg_type, and found was \(json.kind)")
    }
    self.id = id
    self.type = type
    session = json["session"]?.string ?? ""
    user = json["username"]?.string ?? ""
    date = json["date"]?.string ?? ""
    version = json["version"]?.string ?? ""
  }
}
