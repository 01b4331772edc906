import Synchronization

/// A request to stop at the next safe point, raised by a signal handler or a ^C and polled by the work.
public final class StopRequest: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  /// Whether the work should save itself and end.
  public var isRequested: Bool { flag.load(ordering: .acquiring) }

  /// Asks the work to stop; may be called from any thread, also from a signal handler (one atomic store).
  public func request() { flag.store(true, ordering: .releasing) }

  /// Ends the work when it was asked to stop.
  /// - Throws: `Stopped`.
  public func check() throws(Stopped) {
    if isRequested { throw Stopped() }
  }
}

/// The work ended at a safe point because it was asked to; what was done is kept.
public struct Stopped: Error, Equatable, CustomStringConvertible {
  public init() {}

  public var description: String { "stopped on request; run again to resume" }
}
