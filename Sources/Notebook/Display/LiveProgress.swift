import Experiments
import Foundation
import Synchronization

/// Shows how far a run is in one place under its cell, where it changes as the work goes on.
final class LiveProgress: ProgressSink {
  private struct State {
    var board = ProgressBoard()
    var isShown = false
    var isEnded = false
  }

  private static let secondsBetweenUpdates = 0.5
  private let id = UUID().uuidString
  private let cell: CellOutput
  private let kernel: KernelState
  private let isWanted: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - kernel: keeps what is shown, for notebooks that are opened later.
  ///   - isShown: false for warnings alone.
  init(_ cell: CellOutput, _ kernel: KernelState, isShown: Bool = true) {
    isWanted = isShown
    self.cell = cell
    self.kernel = kernel
  }

  func receive(_ event: ProgressEvent) {
    state.withLock { state in
      state.board.receive(event)
      switch event.what {
      case .started: begin(&state)
      case .warning(let text):
        let place = state.board.rows.first { $0.step == event.step }?.place
        cell.write([place, "warning", text].compactMap(\.self).joined(separator: ": ") + "\n", .error)
      default: break
      }
    }
  }

  /// Shows how it ended.
  func end() {
    state.withLock { state in
      state.isEnded = true
      if state.isShown { cell.update(present(state), id: id) }
    }
  }

  /// Nothing is shown before there is work: a cell whose results are there only shows those.
  private func begin(_ state: inout State) {
    guard isWanted, !state.isShown else { return }
    state.isShown = true
    cell.display(present(state), id: id)
    Thread.detachNewThread { [self] in
      var isEnded = false
      while !isEnded {
        Thread.sleep(forTimeInterval: Self.secondsBetweenUpdates)
        isEnded = self.state.withLock { state in
          if !state.isEnded { cell.update(present(state), id: id) }
          return state.isEnded
        }
      }
    }
  }

  private func present(_ state: State) -> Bundle {
    let bundle = Bundle(state.board, now: Date())
    kernel.progress = (id, bundle)
    return bundle
  }
}
