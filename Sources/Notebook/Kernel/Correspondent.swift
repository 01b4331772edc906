import Foundation
import JSON

/// Writes the kernel's messages: answers to who asked, and what everybody may see.
struct Correspondent: Sendable {
  private let signer: Signer
  private let outbox: Outbox
  /// Tells this run of the kernel from others.
  private let session = UUID().uuidString
  private static let user = "meit"

  init(_ signer: Signer, _ outbox: Outbox) {
    self.signer = signer
    self.outbox = outbox
  }

  /// Answers a request on the socket that it came by.
  func reply(to request: Message, on channel: Channel, _ content: JSONValue) {
    guard let type = request.replyType else { return }
    send(type, content, parent: request, addresses: request.addresses, on: channel)
  }

  /// Tells all who listen; the parent is the request that caused it.
  func publish(_ type: PublishedType, _ content: JSONValue, parent: Message?) {
    send(type.rawValue, content, parent: parent, addresses: [Array(type.rawValue.utf8)], on: .publication)
  }

  func publish(_ state: ExecutionState, parent: Message?) {
    publish(.status, ["execution_state": .string(state.rawValue)], parent: parent)
  }

  private func send(
    _ type: String, _ content: JSONValue, parent: Message?, addresses: [[UInt8]], on channel: Channel
  ) {
    let header = Message.Header(
      id: UUID().uuidString, session: session, user: Self.user, date: Date().formatted(Self.dateStyle), type: type,
      version: Message.protocolVersion)
    let message = Message(
      addresses: addresses, header: header, parent: parent?.header.json ?? [:], content: content)
    outbox.send(Wire.frames(message, signer), on: channel)
  }

  private static let dateStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

/// What a kernel publishes.
enum PublishedType: String, Sendable {
  case status, stream, error
  case cell = "execute_input"
  case display = "display_data"
  case update = "update_display_data"
  case result = "execute_result"
  case clear = "clear_output"
  case closeComm = "comm_close"
}

enum ExecutionState: String, Sendable { case starting, busy, idle }
