import Experiments
import Foundation
import Synchronization

/// Something long that is being done, with its progress shown and ^C heard.
package final class Work: Sendable {
  package let stop = StopRequest()
  let display: ProgressDisplay
  private let interruptions = Mutex(0)

  private init(isQuiet: Bool) { display = ProgressDisplay(isQuiet: isQuiet) }

  /// Does something: the first signal asks it to stop at a safe point, the second ends the process at once.
  package static func supervised<Result>(isQuiet: Bool, _ body: (Work) throws -> Result) throws -> Result {
    let work = Work(isQuiet: isQuiet)
    defer { work.display.end() }
    return try Signals.shared.reacting({ work.react(to: $0) }, while: { try body(work) })
  }

  /// A turn of a session whose progress is shown here; the bars give way to what it has to show.
  package func turn(arguments: [String], show: @escaping (SessionOutput) throws -> Void) -> SessionTurn {
    SessionTurn(sink: display, stop: stop, arguments: arguments) { [display] output in
      display.pause()
      try show(output)
    }
  }

  private func react(to signal: Int32) {
    guard signal != SIGWINCH else { return }
    let count = interruptions.withLock { count in
      count += 1
      return count
    }
    guard count == 1 else { _exit(ExitStatus.interrupted.rawValue) }
    stop.request()
    display.notice("Stopping at the next safe point; once more ends at once. What was done is kept.")
  }
}
