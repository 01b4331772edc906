import Experiments
import Foundation

/// A line for the shell, whose output is handed on as it comes.
struct ShellCommand {
  private let text: String
  private static let pollSeconds = 0.05
  /// How long what the shell has started may still write after it was told to end.
  private static let secondsToEnd = 1.0

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
    Self.read(output.fileHandleForReading, reading) { write($0, .output) }
    Self.read(error.fileHandleForReading, reading) { write($0, .error) }
    while reading.wait(timeout: .now() + Self.pollSeconds) == .timedOut {
      guard stop.isRequested else { continue }
      process.terminate()
      _ = reading.wait(timeout: .now() + Self.secondsToEnd)
      throw Stopped()
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw DataError("The shell's command ended with status \(process.terminationStatus).")
    }
  }

  private static func read(_ file: FileHandle, _ group: DispatchGroup, _ write: @escaping @Sendable (String) -> Void) {
    group.enter()
    Thread.detachNewThread {
      var rest: [UInt8] = []
      while case let bytes = file.availableData, !bytes.isEmpty {
        rest += bytes
        let whole = wholeCharacters(rest)
        write(String(decoding: rest[..<whole], as: UTF8.self))
        rest.removeFirst(whole)
      }
      write(String(decoding: rest, as: UTF8.self))
      group.leave()
    }
  }

  /// How many of the bytes come before a character of UTF-8 of which the rest is still to come.
  private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    for length in 1..<4 where length <= bytes.count {
      let lead = bytes[bytes.count - length]
      if UTF8.isContinuation(lead) { continue }
      let wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
      return wanted > length ? bytes.count - length : bytes.count
    }
    return bytes.count
  }
}
