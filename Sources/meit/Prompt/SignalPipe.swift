import Experiments
import Foundation

/// Hands signals from the thread that takes them to one that waits for keys.
final class SignalPipe: Sendable {
  enum Event: Equatable {
    case input
    case signal(Int32)
    /// The terminal is gone.
    case hangUp
  }

  private let reading: Int32
  private let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw DataError("no pipe: \(String(cString: strerror(errno)))") }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Called by the signals' thread.
  var note: @Sendable (Int32) -> Void {
    { [writing] signal in
      var byte = UInt8(truncatingIfNeeded: signal)
      _ = Foundation.write(writing, &byte, 1)
    }
  }

  /// Waits for a signal or for something to read.
  func wait(besides descriptor: Int32) -> Event {
    var watched = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
    watched.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    while poll(&watched, nfds_t(watched.count), -1) < 0 && errno == EINTR {}
    if watched[0].revents & Int16(POLLIN) != 0 {
      var byte: UInt8 = 0
      _ = read(reading, &byte, 1)
      return .signal(Int32(byte))
    }
    return watched[1].revents & Int16(POLLIN) != 0 ? .input : .hangUp
  }
}
