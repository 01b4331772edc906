import Foundation
import Synchronization

/// A real HTTP server on loopback for one test: every connection is one exchange.
final class LoopbackServer: Sendable {
  struct Request: Sendable {
    let header: String
    let body: Data
    /// Counted from 1.
    let number: Int
  }

  /// What is sent back.
  struct Reply: Sendable {
    var status = 200
    var headers: [String] = []
    var body = ""
    /// Sent in so many chunks, as servers do that make their answer while they send it; 0 sends it at once.
    var chunks = 0
    /// Seconds before anything is sent.
    var delay = 0.0
  }

  private let listener: Int32
  private let requests = Mutex<[Request]>([])
  private let respond: @Sendable (Request) -> Reply
  let port: UInt16

  var url: String { "http://127.0.0.1:\(port)/v1" }
  var received: [Request] { requests.withLock { $0 } }

  init(_ respond: @escaping @Sendable (Request) -> Reply) throws {
    self.respond = respond
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listening = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, length) == 0 && listen(listening, 32) == 0 && getsockname(listening, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { [weak self] in
      while true {
        let connection = accept(listening, nil, nil)
        guard connection >= 0 else { return }
        guard let server = self else {
          close(connection)
          return
        }
        DispatchQueue.global().async { server.serve(connection) }
      }
    }
    thread.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let (header, body) = Self.read(connection) else { return }
    let request = requests.withLock { requests in
      let request = Request(header: header, body: body, number: requests.count + 1)
      requests.append(request)
      return request
    }
    let reply = respond(request)
    Thread.sleep(forTimeInterval: reply.delay)
    let bytes = Array(reply.body.utf8)
    let length = reply.chunks > 0 ? "Transfer-Encoding: chunked" : "Content-Length: \(bytes.count)"
    let head = (["HTTP/1.1 \(reply.status) Answer", "Connection: close", length] + reply.headers)
      .joined(separator: "\r\n")
    Self.write(Array((head + "\r\n\r\n").utf8), connection)
    guard reply.chunks > 0 else { return Self.write(bytes, connection) }
    let size = max(1, (bytes.count + reply.chunks - 1) / reply.chunks)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let chunk = bytes[start..<min(bytes.count, start + size)]
      Self.write(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8), connection)
    }
    Self.write(Array("0\r\n\r\n".utf8), connection)
  }

  private static func read(_ connection: Int32) -> (header: String, body: Data)? {
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = bytes.range(of: Data("\r\n\r\n".utf8)) {
        let header = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let field = header.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let length = field.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        if bytes.count - end.upperBound >= length { return (header, bytes[end.upperBound...]) }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  private static func write(_ bytes: [UInt8], _ connection: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        raw.baseAddress.map { send(connection, $0 + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) } ?? -1
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}

extension LoopbackServer.Reply {
  /// A chat completion with this answer.
  static func completion(_ answer: String, chunks: Int = 0) -> Self {
    let message = ["role": "assistant", "content": answer]
    let body: [String: Any] = ["object": "chat.completion", "choices": [["index": 0, "message": message]]]
    let data = (try? JSONSerialization.data(withJSONObject: body)) ?? Data()
    return Self(body: String(decoding: data, as: UTF8.self), chunks: chunks)
  }
}
