import Console
import Experiments
import Foundation

/// Runs commands of the shell with the terminal as their own.
enum Shell {
  private static let program = "/bin/sh"

  /// Waits for a command.
  /// - Throws: `DataError` when there is no shell, or the command says that it failed.
  static func run(_ command: String) throws {
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("-c"), strdup(command), nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let result = posix_spawn(&process, program, nil, nil, &words, environ)
    guard result == 0 else { throw DataError("\(program): \(String(cString: strerror(result)))") }
    var status: Int32 = 0
    // The ^C that ends the command is not ours.
    Signals.shared.reacting({ _ in }, while: { while waitpid(process, &status, 0) < 0 && errno == EINTR {} })
    let code = (status >> 8) & 0xFF
    if code != 0 { throw DataError("the command ended with \(code)") }
  }
}
