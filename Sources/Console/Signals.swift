import Foundation
import Synchronization

/// The only thing that the signal handler touches: where it writes the signal's number.
nonisolated(unsafe) private var signalEntrance: Int32 = -1

/// Signals, acted on by a thread of their own: the handler itself only writes a byte to a pipe (the self-pipe trick).
package final class Signals: Sendable {
  package static let shared = Signals()

  private static let taken = [SIGINT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH]
  private let reaction = Mutex<@Sendable (Int32) -> Void>(Signals.end)

  private static func end(_ signal: Int32) {
    if signal != SIGWINCH { _exit(ExitStatus.interrupted.rawValue) }
  }

  /// Begins to take signals; once is enough.
  package func start() {
    guard signalEntrance < 0 else { return }
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    signalEntrance = ends[1]
    let exit = ends[0]
    Thread.detachNewThread { [self] in
      var number: UInt8 = 0
      while true {
        if read(exit, &number, 1) == 1 { reaction.withLock { $0 }(Int32(number)) }
      }
    }
    for signal in Self.taken { Self.handle(signal) }
  }

  private static func handle(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let before = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(signalEntrance, &byte, 1)
      errno = before
    }
    action.sa_flags = Int32(SA_RESTART)
    sigaction(signal, &action, nil)
  }

  /// Reacts to signals in some way while something is done.
  package func reacting<Result>(_ react: @escaping @Sendable (Int32) -> Void, while body: () throws -> Result) rethrows
    -> Result
  {
    let former = reaction.withLock { current in
      defer { current = react }
      return current
    }
    defer { reaction.withLock { $0 = former } }
    return try body()
  }
}
