import Experiments
import Foundation
import Synchronization

/// Shows a run's progress: bars that are drawn in place on a terminal, plain lines elsewhere.
package final class ProgressDisplay: ProgressSink {
  private struct State {
    var board = ProgressBoard()
    var plain = PlainProgress()
    var drawnLines = 0
    var isPaused = false
    var isEnded = false
  }

  private static let secondsBetweenDrawings = 0.2
  private let terminal: Terminal
  private let hasBars: Bool
  private let isQuiet: Bool
  private let state = Mutex(State())

  package init(terminal: Terminal = .error, isQuiet: Bool) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    hasBars = terminal.isTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    guard hasBars, !isQuiet else { return }
    Thread.detachNewThread { [self] in
      while !state.withLock({ $0.isEnded }) {
        state.withLock { draw(&$0) }
        Thread.sleep(forTimeInterval: Self.secondsBetweenDrawings)
      }
    }
  }

  package func receive(_ event: ProgressEvent) {
    state.withLock { state in
      state.board.receive(event)
      state.isPaused = false
      let line = state.plain.line(for: event)
      guard !isQuiet, let line, hasBars ? Self.stays(event) : Self.isSaid(event) else { return }
      erase(&state)
      terminal.line(line)
      draw(&state)
    }
  }

  /// A line that stays, above the bars.
  package func notice(_ text: String) {
    state.withLock { state in
      erase(&state)
      terminal.line(text)
      draw(&state)
    }
  }

  /// Takes the bars away until something happens again.
  package func pause() {
    state.withLock { state in
      erase(&state)
      state.isPaused = true
    }
  }

  /// Takes the bars away for good.
  package func end() {
    state.withLock { state in
      erase(&state)
      state.isEnded = true
    }
  }

  /// Whether an event leaves a line above the bars.
  private static func stays(_ event: ProgressEvent) -> Bool {
    switch event.what {
    case .finished, .message, .warning: true
    case .planned, .started, .advanced, .cached, .stopped, .failed: false
    }
  }

  /// Whether an event is a line of a log; how a step failed is told as the error that it is.
  private static func isSaid(_ event: ProgressEvent) -> Bool {
    switch event.what {
    case .cached, .failed: false
    default: true
    }
  }

  private func draw(_ state: inout State) {
    guard hasBars, !isQuiet, !state.isPaused, !state.isEnded else { return }
    let lines = ProgressDrawing(width: terminal.width - 1, isUnicode: Self.isUnicode).lines(state.board, now: Date())
    terminal.write(ProgressDrawing.redraw(lines, over: state.drawnLines))
    state.drawnLines = lines.count
  }

  private func erase(_ state: inout State) {
    guard state.drawnLines > 0 else { return }
    terminal.write(ProgressDrawing.redraw([], over: state.drawnLines))
    state.drawnLines = 0
  }

  private static let isUnicode: Bool = {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
    return locale.lowercased().contains("utf")
  }()
}
