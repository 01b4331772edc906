import CZeroMQ
import Experiments
import Foundation
import Synchronization

/// Frames on their way to the sockets; may be given from any thread.
final class Outbox: Sendable {
  private let waiting = Mutex<[(channel: Channel, frames: [[UInt8]])]>([])
  /// A byte in it wakes the thread of the sockets.
  fileprivate let wakeUp: (read: Int32, write: Int32)

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw DataError("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeUp = (ends[0], ends[1])
  }

  deinit {
    close(wakeUp.read)
    close(wakeUp.write)
  }

  func send(_ frames: [[UInt8]], on channel: Channel) {
    waiting.withLock { $0.append((channel, frames)) }
    wake()
  }

  func wake() {
    var byte: UInt8 = 1
    _ = write(wakeUp.write, &byte, 1)
  }

  fileprivate func take() -> [(channel: Channel, frames: [[UInt8]])] {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(wakeUp.read, &bytes, bytes.count) > 0 {}
    return waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}

/// The five sockets of a kernel, all served by one thread that never waits for work: so heartbeats and requests to stop
/// are answered while a cell trains.
final class Switchboard {
  /// With the ports that were chosen.
  private(set) var connection: ConnectionFile
  private let sockets: [Channel: MessageSocket]
  private let outbox: Outbox

  /// Binds the sockets.
  /// - Throws: `DataError` with the endpoint that cannot be had.
  init(_ connection: ConnectionFile, _ outbox: Outbox) throws {
    let context = try SocketContext()
    var sockets: [Channel: MessageSocket] = [:]
    var bound = connection
    for channel in Channel.allCases {
      let socket = try MessageSocket(channel == .publication ? .publisher : .router, context)
      let port = try socket.bind(connection.endpoint(channel))
      if connection.transport == .tcp, let port { bound.ports[channel] = port }
      sockets[channel] = socket
    }
    self.connection = bound
    self.sockets = sockets
    self.outbox = outbox
  }

  /// Serves the sockets until `isOver` says so; what is waiting to be sent then still is.
  ///
  /// - Parameter receive: takes the frames that came over the shell, control and stdin sockets.
  func serve(isOver: () -> Bool, receive: (Channel, [[UInt8]]) -> Void) {
    let incoming: [Channel] = [.heartbeat, .control, .shell, .input]
    while !isOver() {
      var items = incoming.map { channel in
        zmq_pollitem_t(socket: sockets[channel]?.pointer, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
      }
      items.append(zmq_pollitem_t(socket: nil, fd: outbox.wakeUp.read, events: Int16(ZMQ_POLLIN), revents: 0))
      zmq_poll(&items, Int32(items.count), -1)
      for channel in incoming {
        while let frames = sockets[channel]?.receive() {
          if channel == .heartbeat { sockets[channel]?.send(frames) } else { receive(channel, frames) }
        }
      }
      flush()
    }
    flush()
  }

  private func flush() {
    for (channel, frames) in outbox.take() { sockets[channel]?.send(frames) }
  }
}
