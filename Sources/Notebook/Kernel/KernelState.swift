import Experiments
import Foundation

/// What the thread of the sockets and the thread that carries out cells both know.
final class KernelState: @unchecked Sendable {
  // Everything below is only touched while the condition is locked.
  private let condition = NSCondition()
  private var waiting: [Message] = []
  private var current: (cell: Message, stop: StopRequest)?
  private var recipe = ""
  private var latestProgress: (id: String, bundle: Bundle)?
  private var isEnding = false
  private var isDone = false

  /// What was said so far, for completion while a cell is being carried out.
  var saidSoFar: String { condition.withLock { recipe } }
  func say(_ recipe: String) { condition.withLock { self.recipe = recipe } }

  /// The cell that is being carried out.
  var running: Message? { condition.withLock { current?.cell } }

  /// What the progress of the running cell looks like now.
  var progress: (id: String, bundle: Bundle)? {
    get { condition.withLock { latestProgress } }
    set { condition.withLock { latestProgress = newValue } }
  }

  /// Whether the last cell has ended, so that nothing more will be said.
  var isOver: Bool { condition.withLock { isDone } }
  func finish() { condition.withLock { isDone = true } }

  /// Puts a cell behind those that wait.
  func enqueue(_ cell: Message) {
    condition.withLock {
      waiting.append(cell)
      condition.broadcast()
    }
  }

  /// Waits for a cell and marks it as running; nil when the kernel ends.
  func next() -> (cell: Message, stop: StopRequest)? {
    condition.withLock {
      while waiting.isEmpty, !isEnding { condition.wait() }
      guard !isEnding else { return nil }
      let next = (cell: waiting.removeFirst(), stop: StopRequest())
      current = next
      return next
    }
  }

  func endCell() {
    condition.withLock {
      current = nil
      latestProgress = nil
    }
  }

  /// The cells that wait, which will not be carried out.
  func abandonWaiting() -> [Message] {
    condition.withLock {
      defer { waiting = [] }
      return waiting
    }
  }

  /// Asks the running cell to stop at a safe point.
  func interrupt() { condition.withLock { current?.stop.request() } }

  /// Ends the kernel after the running cell, which is asked to stop.
  func end() {
    condition.withLock {
      isEnding = true
      current?.stop.request()
      condition.broadcast()
    }
  }
}
