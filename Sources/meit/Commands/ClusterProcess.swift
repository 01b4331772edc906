import Console
import Experiments
import Foundation
import MessagePassing

/// A task of a job array: `meit run FILE --steps NAME,NAME,...`.
enum ClusterProcess {
  static let steps = OptionSpec("steps", value: "NAMES", "do only these steps, as a task on a cluster does")

  /// Does the steps; told that its time is nearly over, it saves itself and goes back into the queue.
  static func run(_ names: String, _ invocation: Invocation, _ team: Team) throws -> ExitStatus {
    try Work.supervised(isQuiet: invocation.has(.quiet)) { work in
      var turn = work.turn(arguments: invocation.words, show: { _ in })
      turn.workers = Workers(keepsGoing: true, team: team)
      do {
        let session = try invocation.opened(invocation.operands[0], turn).session
        try session.run(steps: Set(names.split(separator: ",").map(String.init)), turn)
      } catch let stopped as Stopped {
        if work.isOutOfTime, team.isFirst {
          work.notice("The time is nearly over: back into the queue.")
          try SlurmClient().requeue(environment: ProcessInfo.processInfo.environment)
        }
        throw stopped
      }
    }
    return .success
  }
}
