import Foundation

/// An end of the process that text goes to.
package struct Terminal: Sendable {
  package let descriptor: Int32

  package init(descriptor: Int32) { self.descriptor = descriptor }

  package static let input = Terminal(descriptor: STDIN_FILENO)
  package static let output = Terminal(descriptor: STDOUT_FILENO)
  package static let error = Terminal(descriptor: STDERR_FILENO)

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether to send colours: to terminals, unless NO_COLOR is set (https://no-color.org) or the terminal is dumb.
  package var hasColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Columns; 80 where they are not known.
  package var width: Int { size.map { Int($0.ws_col) } ?? 80 }
  /// Rows; 24 where they are not known.
  package var height: Int { size.map { Int($0.ws_row) } ?? 24 }
  /// How much higher than wide a character is; twice where the terminal does not tell its pixels.
  package var characterRatio: Double {
    guard let size, size.ws_xpixel > 0, size.ws_ypixel > 0, size.ws_row > 0 else { return 2 }
    return Double(size.ws_ypixel) / Double(size.ws_row) / (Double(size.ws_xpixel) / Double(size.ws_col))
  }

  /// The size in pixels; nil where it is not known.
  package var pixels: (width: Int, height: Int)? {
    guard let size, size.ws_xpixel > 0, size.ws_ypixel > 0 else { return nil }
    return (Int(size.ws_xpixel), Int(size.ws_ypixel))
  }

  private var size: winsize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return size
  }

  private static let largestRead = 1 << 16

  /// Waits for bytes; none at the end of the stream, and where nothing can be read.
  package func read() -> Data {
    var bytes = [UInt8](repeating: 0, count: Self.largestRead)
    while true {
      let count = Foundation.read(descriptor, &bytes, bytes.count)
      if count >= 0 { return Data(bytes[..<count]) }
      guard errno == EINTR || errno == EAGAIN else { return Data() }
    }
  }

  /// Writes text; when nobody reads any more, the process ends as other tools do.
  package func write(_ text: String) { write(Array(text.utf8)) }

  package func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        start += written
      } else if errno == EPIPE {
        exit(ExitStatus.success.rawValue)
      } else if errno != EINTR && errno != EAGAIN {
        return
      }
    }
  }

  package func line(_ text: String) { write(text + "\n") }
}
