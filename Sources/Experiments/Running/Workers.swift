import MessagePassing

/// Who does the steps of a run, and what becomes of the others when one fails.
public struct Workers: Sendable {
  /// Does a step in another process, tells the sink what happens there, and returns when it is finished.
  ///
  /// It is to end early, at a safe point and with `Stopped`, when `isStopping` becomes true.
  public typealias Elsewhere =
    @Sendable (_ step: StepKey, _ sink: any ProgressSink, _ isStopping: @Sendable () -> Bool) throws -> Void

  /// How many steps are done at once.
  public let count: Int
  /// Whether steps that do not need a failed one are done all the same; otherwise the first failure ends the run.
  public let keepsGoing: Bool
  /// The processes that do each step together.
  public let team: Team
  let elsewhere: Elsewhere?

  /// One step after the other, in this process and those that were launched with it.
  public init(keepsGoing: Bool = false, team: Team = .alone) {
    count = 1
    self.keepsGoing = keepsGoing
    self.team = team
    elsewhere = nil
  }

  /// Several steps at once, each in a process of its own: the engine's thread pool serves one computation at a time.
  public init(count: Int, keepsGoing: Bool = false, elsewhere: @escaping Elsewhere) {
    self.count = max(1, count)
    self.keepsGoing = keepsGoing
    team = .alone
    self.elsewhere = elsewhere
  }
}

/// Several steps of a run failed.
public struct StepFailures: Error, CustomStringConvertible {
  public struct Failure: Sendable {
    public let place: String
    public let reason: any Error
  }

  public let failures: [Failure]
  /// How many steps were not begun because they need those that failed.
  public let left: Int

  public var description: String {
    let needing = left > 0 ? "; \(left) more need their results" : ""
    return "\(failures.count) steps failed\(needing)\n"
      + failures.map { "  \($0.place): \($0.reason)" }.joined(separator: "\n")
  }
}
