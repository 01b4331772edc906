import JSON

/// Makes messages of the frames that come over a socket, and refuses what is not signed, malformed or came before.
package struct MessageReader: Sendable {
  /// What a request may hold at most, in bytes; a cell of recipe has thousands.
  package static let largestContent = 16 << 20

  /// What came of frames.
  package enum Reading: Equatable, Sendable {
    case message(Message)
    /// Signed and whole, but its content is too large to be read: who asked is told.
    case tooLarge(Message, bytes: Int)
  }

  /// The signatures that came, so that none is taken twice; the oldest are forgotten.
  private var seen: Set<[UInt8]> = []
  private var order: [[UInt8]] = []
  private static let mostRemembered = 1 << 16
  private let signer: Signer

  package init(_ signer: Signer) { self.signer = signer }

  /// Reads addresses, the delimiter, the signature, then header, parent, metadata and content; buffers may follow.
  /// - Throws: `WireError` for what is no message of this kernel's clients.
  package mutating func read(_ frames: [[UInt8]]) throws(WireError) -> Reading {
    guard let delimiter = frames.firstIndex(of: Wire.delimiter), frames.count >= delimiter + 6 else {
      throw .malformed("it has \(frames.count) frames, not addresses, a delimiter, a signature and four parts")
    }
    let signature = frames[delimiter + 1]
    let parts = Array(frames[(delimiter + 2)..<(delimiter + 6)])
    guard signer.accepts(signature, of: parts) else { throw .badSignature }
    let header = try Message.Header(json(parts[0], "header"))
    guard remember(signature) else { throw .replayed(id: header.id) }
    var message = Message(addresses: Array(frames[..<delimiter]), header: header)
    message.parent = try json(parts[1], "parent header")
    guard parts[3].count <= Self.largestContent else { return .tooLarge(message, bytes: parts[3].count) }
    message.metadata = try json(parts[2], "metadata")
    message.content = try json(parts[3], "content")
    return .message(message)
  }

  private func json(_ bytes: [UInt8], _ part: String) throws(WireError) -> JSONValue {
    do {
      let value = try JSONParser.parse(bytes)
      guard value.members != nil else { throw WireError.malformed("its \(part) is \(value.kind), not an object") }
      return value
    } catch let error as WireError { throw error } catch {
      throw .malformed("its \(part) is no JSON, \(error)")
    }
  }

  /// False when the signature is known.
  private mutating func remember(_ signature: [UInt8]) -> Bool {
    guard seen.insert(signature).inserted else { return false }
    order.append(signature)
    if order.count > Self.mostRemembered {
      for old in order.prefix(Self.mostRemembered / 2) { seen.remove(old) }
      order.removeFirst(Self.mostRemembered / 2)
    }
    return true
  }
}

/// The form of messages on the wire.
package enum Wire {
  package static let delimiter = Array("<IDS|MSG>".utf8)

  /// The frames of a message, signed.
  package static func frames(_ message: Message, _ signer: Signer) -> [[UInt8]] {
    let parts = [message.header.json, message.parent, message.metadata, message.content].map { Array($0.text.utf8) }
    return message.addresses + [delimiter, signer.signature(of: parts)] + parts
  }
}
