import CGnuplot
import Foundation
import Markup

/// The program that draws, driven through gnuplot-iostream.
struct Gnuplot {
  /// A name on the search path or a path.
  var program: String

  /// The shell's exit status for a command that does not exist.
  private static let commandNotFound = 127

  /// Runs `commands` in `folder`.
  /// - Throws: `DrawingError` with gnuplot's own message.
  func run(_ commands: String, in folder: URL, figure: String) throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "figure-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
    } catch {
      throw DrawingError.cannotWrite(path: scratch.path, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (messages, status) = (scratch.appending(path: "messages"), scratch.appending(path: "status"))
    // Default settings, so that a user's own ~/.gnuplot cannot change a figure. The status goes to a file because the
    // C++ header reports a failed command on standard error only.
    let command =
      "\(ShellText.quoted(program)) -d >/dev/null 2>\(ShellText.quoted(messages.path)); "
      + "echo $? >\(ShellText.quoted(status.path))"
    guard let pipe = gnuplot_open(command) else { throw DrawingError.gnuplotMissing(command: program) }
    let script = "cd \(TextMode.plain.quoted(folder.path))\n" + commands
    let sent = script.withCString { gnuplot_write(pipe, $0, strlen($0)) }
    gnuplot_close(pipe)
    let code = (try? String(contentsOf: status, encoding: .utf8)).flatMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    if code == Self.commandNotFound { throw DrawingError.gnuplotMissing(command: program) }
    if code == 0 && sent { return }
    let message = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
    throw DrawingError.gnuplotFailed(figure: figure, message: Self.essence(of: message, status: code))
  }

  /// The complaint without the echoed script: gnuplot ends with `line 12: what is wrong`.
  private static func essence(of message: String, status: Int?) -> String {
    let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
      !$0.isEmpty && !$0.contains("warning:")
    }
    return lines.last { $0.contains("line ") } ?? lines.last
      ?? "it ended with status \(status.map(String.init) ?? "unknown")"
  }
}
