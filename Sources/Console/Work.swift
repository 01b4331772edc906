import Experiments
import Foundation
import Synchronization

/// Something long that is being done, with its progress shown and ^C heard.
package final class Work: Sendable {
  package let stop = StopRequest()
  let display: ProgressDisplay
  private let interruptions = Mutex(0)
  private let warnings = Mutex(0)

  private init(isQuiet: Bool) { display = ProgressDisplay(isQuiet: isQuiet) }

  /// Does something: the first signal asks it to stop at a safe point, the second ends the process at once.
  package static func supervised<Result>(isQuiet: Bool, _ body: (Work) throws -> Result) throws -> Result {
    let work = Work(isQuiet: isQuiet)
    defer { work.display.end() }
    return try Signals.shared.reacting({ work.react(to: $0) }, while: { try body(work) })
  }

  /// A turn of a session whose progress is shown here; the bars give way to what it has to show.
  /// - Parameter program: `meit`, if this process is it and may hand work to a cluster.
  package func turn(
    arguments: [String], program: URL? = nil, show: @escaping (SessionOutput) throws -> Void
  ) -> SessionTurn {
    var turn = SessionTurn(sink: display, stop: stop, arguments: arguments) { [display] output in
      display.pause()
      try show(output)
    }
    turn.program = program
    return turn
  }

  /// Whether a queue said that it will end the process soon (USR1 or USR2).
  package var isOutOfTime: Bool { warnings.withLock { $0 > 0 } }

  /// Says something above the progress.
  package func notice(_ text: String) { display.notice(text) }

  private func react(to signal: Int32) {
    guard signal != SIGWINCH else { return }
    guard ![SIGUSR1, SIGUSR2].contains(signal) else {
      warnings.withLock { $0 += 1 }
      stop.request()
      return notice("Told that the time is nearly over: stopping at the next safe point.")
    }
    let count = interruptions.withLock { count in
      count += 1
      return count
    }
    guard count == 1 else { _exit(ExitStatus.interrupted.rawValue) }
    stop.request()
    notice("Stopping at the next safe point; once more ends at once. What was done is kept.")
  }
}
