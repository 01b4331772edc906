import CZeroMQ
import Experiments
import Foundation
import JSON
import Notebook
import Testing

/// A kernel in this process with a ledger of its own, and a client of it over real sockets.
final class KernelClient: @unchecked Sendable {
  let kernel: Kernel
  private let folder = FileManager.default.temporaryDirectory.appending(path: "kernel-\(UUID().uuidString)")
  private let ended = DispatchSemaphore(value: 0)
  private let context = zmq_ctx_new()
  private var sockets: [Channel: UnsafeMutableRawPointer] = [:]
  private let signer: Signer
  private var count = 0
  let session = UUID().uuidString
  private let notices = NoticeRecorder()

  /// What the kernel said about messages that it refused.
  var refusals: [String] { notices.all }

  private static let patienceMilliseconds: Int32 = 20_000

  init(isForPage: Bool = false) throws {
    let connection = ConnectionFile.fresh()
    signer = Signer(key: connection.key)
    kernel = try Kernel(connection, isForPage: isForPage, notice: notices.add)
    let (kernel, folder, ended) = (kernel, folder, ended)
    let ready = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var bound = connection
    Thread.detachNewThread {
      let session = Session(ledger: Ledger(folder: folder), base: folder)
      try? kernel.run(session) {
        bound = $0
        ready.signal()
      }
      ended.signal()
    }
    ready.wait()
    for channel in Channel.allCases {
      let socket = try #require(zmq_socket(context, channel == .publication ? ZMQ_SUB : ZMQ_DEALER))
      var (patience, linger) = (Self.patienceMilliseconds, Int32(0))
      zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, MemoryLayout<Int32>.size)
      zmq_setsockopt(socket, ZMQ_LINGER, &linger, MemoryLayout<Int32>.size)
      if channel == .publication { zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) }
      try #require(zmq_connect(socket, bound.endpoint(channel)) == 0)
      sockets[channel] = socket
    }
    try listen()
  }

  deinit {
    kernel.end()
    ended.wait()
    for socket in sockets.values { zmq_close(socket) }
    zmq_ctx_term(context)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Subscribing takes a moment: asks until something that is published arrives.
  private func listen() throws {
    var short: Int32 = 50
    let socket = try #require(sockets[.publication])
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &short, MemoryLayout<Int32>.size)
    for _ in 0..<200 {
      try ask("kernel_info_request")
      if receive(on: .publication) != nil { break }
    }
    while receive(on: .publication) != nil {}
    var patience = Self.patienceMilliseconds
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, MemoryLayout<Int32>.size)
  }

  // MARK: Messages

  func request(_ type: String, _ content: JSONValue = [:], session: String? = nil) -> Message {
    count += 1
    let header = Message.Header(id: "\(type) \(count)", session: session ?? self.session, type: type)
    return Message(addresses: [], header: header, content: content)
  }

  func frames(_ message: Message) -> [[UInt8]] { Wire.frames(message, signer) }

  func send(_ message: Message, on channel: Channel = .shell) { send(frames(message), on: channel) }

  func send(_ frames: [[UInt8]], on channel: Channel) {
    for (index, frame) in frames.enumerated() {
      zmq_send(sockets[channel], frame, frame.count, index + 1 < frames.count ? ZMQ_SNDMORE : 0)
    }
  }

  /// The frames of the next message; nil when none comes.
  func frames(on channel: Channel) -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    var message = zmq_msg_t()
    while true {
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      guard zmq_msg_recv(&message, sockets[channel], 0) >= 0 else { return nil }
      frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))))
      if zmq_msg_more(&message) == 0 { return frames }
    }
  }

  func receive(on channel: Channel) -> Message? {
    guard let frames = frames(on: channel) else { return nil }
    var reader = MessageReader(signer)
    guard case .message(let message) = try? reader.read(frames) else {
      Issue.record("the kernel sent what is no message")
      return nil
    }
    return message
  }

  /// Asks and waits for the answer.
  @discardableResult
  func ask(_ type: String, _ content: JSONValue = [:], on channel: Channel = .shell) throws -> JSONValue {
    let request = request(type, content)
    send(request, on: channel)
    return try answer(to: request, on: channel)
  }

  func answer(to request: Message, on channel: Channel = .shell) throws -> JSONValue {
    while let reply = receive(on: channel) {
      if reply.parent["msg_id"]?.string == request.header.id { return reply.content }
    }
    throw NoAnswer(request: request.header.id)
  }

  /// What is published about a request until the kernel is idle again, without the states.
  func published(about request: Message) throws -> [Message] {
    var found: [Message] = []
    while let message = receive(on: .publication) {
      guard message.parent["msg_id"]?.string == request.header.id else { continue }
      guard message.header.type == "status" else {
        found.append(message)
        continue
      }
      if message.content["execution_state"] == "idle" { return found }
    }
    throw NoAnswer(request: request.header.id)
  }

  /// Carries out a cell.
  func execute(_ source: String, quoting names: [String] = []) throws -> (reply: JSONValue, published: [Message]) {
    let quotations = JSONValue.object(names.map { ($0, .string($0)) })
    let request = request("execute_request", ["code": .string(source), "user_expressions": quotations])
    send(request)
    let reply = try answer(to: request)
    return (reply, try published(about: request))
  }

  struct NoAnswer: Error { let request: String }
}

/// Keeps lines from any thread.
final class NoticeRecorder: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []

  func add(_ line: String) { lock.withLock { lines.append(line) } }
  var all: [String] { lock.withLock { lines } }
}
