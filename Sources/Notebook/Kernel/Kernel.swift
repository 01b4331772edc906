import Experiments
import Foundation
import JSON
import Language

/// A Jupyter kernel: carries out the cells of a notebook in a session, and answers what clients ask about it.
///
/// One thread serves the sockets and answers at once whatever needs no work; the thread that called `run` carries out
/// the cells. So a notebook is answered, and can stop the work, while a cell trains.
public final class Kernel: Sendable {
  let correspondent: Correspondent
  let state = KernelState()
  let catalog: Catalog
  let history: CellHistory
  private let outbox: Outbox
  private let signer: Signer
  private let connection: ConnectionFile
  /// Told what goes wrong with messages, for the log of the server.
  private let notice: @Sendable (String) -> Void
  /// The program `meit`, for tasks on a cluster.
  let program: URL?
  /// Whether cells show results alone, for the pages of an article, and neither progress nor files.
  let isForPage: Bool

  /// - Parameters:
  ///   - program: `meit`, for tasks on a cluster; without it everything is done here.
  ///   - isForPage: show results alone, neither progress nor files.
  ///   - notice: takes one line for each message that is refused.
  /// - Throws: `DataError`.
  public init(
    _ connection: ConnectionFile, catalog: Catalog = .meit, history: CellHistory = CellHistory(file: nil),
    program: URL? = nil, isForPage: Bool = false, notice: @escaping @Sendable (String) -> Void
  ) throws {
    self.connection = connection
    self.program = program
    self.isForPage = isForPage
    self.catalog = catalog
    self.history = history
    self.notice = notice
    outbox = try Outbox()
    signer = Signer(key: connection.key)
    correspondent = Correspondent(signer, outbox)
  }

  /// Listens, and carries out cells until a client ends the kernel.
  ///
  /// - Parameter ready: called with where the kernel listens, once it does.
  /// - Throws: `DataError` when a port cannot be had.
  public func run(_ session: Session, ready: (ConnectionFile) throws -> Void = { _ in }) throws {
    let switchboard = try Switchboard(connection, outbox)
    try ready(switchboard.connection)
    correspondent.publish(.starting, parent: nil)
    let served = DispatchSemaphore(value: 0)
    let handed = Handed(switchboard)
    Thread.detachNewThread { [self] in
      var reader = MessageReader(signer)
      handed.switchboard.serve(isOver: { state.isOver }) { channel, frames in
        take(frames, on: channel, &reader)
      }
      served.signal()
    }
    let cells = CellRunner(self, session)
    while let next = state.next() {
      cells.carryOut(next.cell, stop: next.stop)
      state.endCell()
    }
    state.finish()
    outbox.wake()
    served.wait()
  }

  /// Asks the running cell to stop at a safe point.
  public func interrupt() { state.interrupt() }

  /// Ends the kernel once its parent process is gone and no cell is running: nobody could join it any more, but what is
  /// being trained is trained to its end.
  public func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread { [self] in
      while getppid() == parent || state.running != nil { Thread.sleep(forTimeInterval: Self.secondsBetweenLooks) }
      end()
    }
  }

  private static let secondsBetweenLooks = 1.0

  /// Ends the kernel; the running cell stops at a safe point, and what was done of it is kept.
  public func end() { state.end() }

  /// The sockets belong to one thread after another.
  private struct Handed: @unchecked Sendable {
    let switchboard: Switchboard
    init(_ switchboard: Switchboard) { self.switchboard = switchboard }
  }

  private func take(_ frames: [[UInt8]], on channel: Channel, _ reader: inout MessageReader) {
    do {
      switch try reader.read(frames) {
      case .message(let message): receive(message, on: channel)
      case .tooLarge(let message, let bytes): refuse(message, bytes: bytes, on: channel)
      }
    } catch { notice("\(error)") }
  }

  private func refuse(_ request: Message, bytes: Int, on channel: Channel) {
    let limit = MessageReader.largestContent >> 20
    let failure = FailureReport(
      name: "TooLarge", sentence: "The message has \(bytes >> 20) MB; a cell may have \(limit) MB.")
    notice(failure.sentence)
    answered(request, on: channel) {
      if request.header.type == RequestType.execute.rawValue {
        correspondent.publish(.error, .object(failure.members), parent: request)
      }
      return Self.error(failure)
    }
  }

  static func error(_ failure: FailureReport) -> JSONValue { .object([("status", "error")] + failure.members) }

  /// Answers at once, and tells all who listen that the kernel was busy with that; when a cell is running it still is.
  func answered(_ request: Message, on channel: Channel, _ content: () -> JSONValue) {
    correspondent.publish(.busy, parent: request)
    correspondent.reply(to: request, on: channel, content())
    correspondent.publish(.idle, parent: request)
    if let running = state.running { correspondent.publish(.busy, parent: running) }
  }

  func note(_ text: String) { notice(text) }
}
