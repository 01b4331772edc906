import Experiments
import Foundation

/// A line for the shell, whose output is handed on as it comes.
struct ShellCommand {
  private let text: String
  private static let pollSeconds = 0.05

  init(_ text: String) { self.text = text }

  /// - Throws: `Stopped` when it was ended on request; `DataError` when it failed.
  func run(_ stop: StopRequest, _ write: @escaping @Sendable (String, CellOutput.Stream) -> Void) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", text]
    process.standardInput = FileHandle.nullDevice
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let reading = DispatchGroup()
    for (pipe, stream) in [(output, CellOutput.Stream.output), (error, .error)] {
      reading.enter()
      Thread.detachNewThread {
        while case let bytes = pipe.fileHandleForReading.availableData, !bytes.isEmpty {
          write(String(decoding: bytes, as: UTF8.self), stream)
        }
        reading.leave()
      }
    }
    var isAsked = false
    while reading.wait(timeout: .now() + Self.pollSeconds) == .timedOut {
      if !isAsked, stop.isRequested {
        isAsked = true
        process.terminate()
      }
    }
    process.waitUntilExit()
    if isAsked { throw Stopped() }
    guard process.terminationStatus == 0 else {
      throw DataError("The shell's command ended with status \(process.terminationStatus).")
    }
  }
}
