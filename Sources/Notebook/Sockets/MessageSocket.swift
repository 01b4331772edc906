import CZeroMQ
import Experiments

/// A ZeroMQ context and its sockets; used by one thread.
final class SocketContext {
  fileprivate let pointer: UnsafeMutableRawPointer

  /// - Throws: `DataError` with ZeroMQ's reason.
  init() throws {
    guard let pointer = zmq_ctx_new() else { throw MessageSocket.failure("A context cannot be made") }
    self.pointer = pointer
  }

  deinit { zmq_ctx_term(pointer) }
}

/// A ZeroMQ socket that sends and receives messages of several frames.
final class MessageSocket {
  enum Kind {
    /// Receives from many and answers each.
    case router
    /// Sends to all who listen.
    case publisher

    fileprivate var code: Int32 {
      switch self {
      case .router: ZMQ_ROUTER
      case .publisher: ZMQ_PUB
      }
    }
  }

  let pointer: UnsafeMutableRawPointer
  private let context: SocketContext
  /// How long what was sent is kept for slow readers when the kernel ends.
  private static let lingerMilliseconds: Int32 = 1000
  /// No message of an honest client comes near it; ZeroMQ ends the connection of one who sends more.
  private static let largestFrame: Int64 = 1 << 29

  /// - Throws: `DataError` with ZeroMQ's reason.
  init(_ kind: Kind, _ context: SocketContext) throws {
    guard let pointer = zmq_socket(context.pointer, kind.code) else {
      throw Self.failure("A socket cannot be opened")
    }
    self.pointer = pointer
    self.context = context
    set(ZMQ_LINGER, Self.lingerMilliseconds)
    set(ZMQ_MAXMSGSIZE, Self.largestFrame)
    // Nothing that is published may be lost to a slow reader: a notebook shows it all.
    set(ZMQ_SNDHWM, Int32(0))
    // A client that comes back under its old name is heard.
    if kind == .router { set(ZMQ_ROUTER_HANDOVER, Int32(1)) }
  }

  deinit { zmq_close(pointer) }

  private func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) {
    var value = value
    zmq_setsockopt(pointer, option, &value, MemoryLayout<Value>.size)
  }

  /// - Returns: the port that was chosen, where any would do.
  /// - Throws: `DataError` with the endpoint and ZeroMQ's reason.
  func bind(_ endpoint: String) throws -> Int? {
    guard zmq_bind(pointer, endpoint) == 0 else { throw Self.failure("\(endpoint) cannot be listened on") }
    var name = [CChar](repeating: 0, count: 256)
    var length = name.count
    guard zmq_getsockopt(pointer, ZMQ_LAST_ENDPOINT, &name, &length) == 0 else { return nil }
    let text = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return Int(String(decoding: text, as: UTF8.self).split(separator: ":").last ?? "")
  }

  /// The next message that is there, or nil.
  func receive() -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    var message = zmq_msg_t()
    while true {
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      guard zmq_msg_recv(&message, pointer, frames.isEmpty ? ZMQ_DONTWAIT : 0) >= 0 else { return nil }
      let bytes = UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))
      frames.append(Array(bytes))
      if zmq_msg_more(&message) == 0 { return frames }
    }
  }

  /// Sends a message; one whose receiver is gone is dropped.
  func send(_ frames: [[UInt8]]) {
    for (index, frame) in frames.enumerated() {
      let more = index + 1 < frames.count ? ZMQ_SNDMORE : 0
      guard zmq_send(pointer, frame, frame.count, more | ZMQ_DONTWAIT) >= 0 else { return }
    }
  }

  static func failure(_ what: String) -> DataError {
    DataError("\(what): \(String(cString: zmq_strerror(zmq_errno()))).")
  }
}
