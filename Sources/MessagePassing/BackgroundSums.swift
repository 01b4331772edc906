import Foundation

/// Sums over the ranks, made one after the other by a thread of their own while the process goes on computing.
///
/// Until `finish` returns no other thread may talk to the team.
public final class BackgroundSums: @unchecked Sendable {
  private struct Request: @unchecked Sendable {
    let numbers: UnsafeMutableBufferPointer<Float>
    let order: SumOrder
  }

  private let team: Team
  // Everything below is only touched while the condition is locked.
  private let condition = NSCondition()
  private var requests: [Request] = []
  private var isBusy = false
  private var isClosed = false
  private var failure: TeamError?

  public init(_ team: Team) {
    self.team = team
    guard !team.isAlone else { return }
    Thread.detachNewThread { [self] in
      while let request = next() {
        do throws(TeamError) {
          try team.sum(request.numbers, request.order)
          end(nil)
        } catch { end(error) }
      }
    }
  }

  /// Asks for a sum in place, after those asked for before; the memory must stay until `finish` returns.
  public func add(_ numbers: UnsafeMutableBufferPointer<Float>, _ order: SumOrder) {
    condition.withLock {
      requests.append(Request(numbers: numbers, order: order))
      condition.broadcast()
    }
  }

  /// Waits for all sums that were asked for.
  /// - Throws: `TeamError` of the first that failed.
  public func finish() throws(TeamError) {
    condition.lock()
    defer { condition.unlock() }
    while !requests.isEmpty || isBusy { condition.wait() }
    if let failure { throw failure }
  }

  /// Ends the thread; nothing may be asked for any more.
  public func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  private func next() -> Request? {
    condition.withLock {
      while requests.isEmpty && !isClosed { condition.wait() }
      guard !requests.isEmpty else { return nil }
      isBusy = true
      return requests.removeFirst()
    }
  }

  private func end(_ error: TeamError?) {
    condition.withLock {
      isBusy = false
      failure = failure ?? error
      condition.broadcast()
    }
  }
}
