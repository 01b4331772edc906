import Foundation
import Language

/// Which of some steps of a plan can be begun, handed one by one to whoever asks; all of it may be used from several
/// threads.
final class Agenda: @unchecked Sendable {
  // Everything below is only touched while the condition is locked.
  private let condition = NSCondition()
  private let known: Set<StepIdentity>
  private let keepsGoing: Bool
  private var waiting: [Plan.Step]
  private var finished: Set<StepIdentity> = []
  private var running = 0
  private var failures: [StepFailures.Failure] = []
  private var isStopped = false

  /// - Parameters:
  ///   - steps: in the order of the plan; their inputs that are not among them are finished.
  ///   - keepsGoing: whether steps that do not need a failed one are done all the same.
  init(_ steps: [Plan.Step], keepsGoing: Bool) {
    known = Set(steps.map(\.identity))
    self.keepsGoing = keepsGoing
    waiting = steps
  }

  /// The next step in the order of the plan whose inputs are finished, waiting for them; nil when there is no more.
  func next() -> Plan.Step? {
    condition.withLock {
      while !waiting.isEmpty, !isOver {
        if let index = waiting.firstIndex(where: isReady) {
          running += 1
          return waiting.remove(at: index)
        }
        // What is left needs what failed.
        guard running > 0 else { return nil }
        condition.wait()
      }
      return nil
    }
  }

  /// A step that was handed out is done, or failed.
  func end(_ step: Plan.Step, _ error: (any Error)? = nil) {
    condition.withLock {
      running -= 1
      switch error {
      case nil: finished.insert(step.identity)
      case is Stopped: isStopped = true
      case let error?: failures.append(.init(place: step.place, reason: error))
      }
      condition.broadcast()
    }
  }

  /// Whether the steps that are being done should be stopped.
  var isAbandoned: Bool { condition.withLock { isOver } }

  /// - Throws: The failure; `StepFailures` if there are several; `Stopped` if nothing failed and something was stopped.
  func check() throws {
    condition.lock()
    defer { condition.unlock() }
    if failures.count > 1 { throw StepFailures(failures: failures, left: waiting.count) }
    if let failure = failures.first { throw failure.reason }
    if isStopped { throw Stopped() }
  }

  private var isOver: Bool { isStopped || (!keepsGoing && !failures.isEmpty) }

  private func isReady(_ step: Plan.Step) -> Bool {
    step.inputs.allSatisfy { !known.contains($0) || finished.contains($0) }
  }
}
