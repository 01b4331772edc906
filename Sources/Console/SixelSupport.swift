import Foundation
import Synchronization

/// Whether the terminal shows sixel pictures: it is asked for its attributes (DA1, ECMA-48 8.3.24), of which 4 means
/// sixel.
package enum SixelSupport {
  private static let question = "\u{1B}[c"
  private static let sixel = 4
  /// Terminals answer within milliseconds; those far away within this.
  private static let longestWaitMilliseconds: Int32 = 300
  private static let known = Mutex<Bool?>(nil)

  /// Asks once; a terminal that says nothing has none, and neither has anything that is no terminal.
  package static func isThere(_ output: Terminal = .output, _ input: Terminal = .input) -> Bool {
    known.withLock { known in
      if let known { return known }
      let answer = output.isTerminal && input.isTerminal ? asked(output, input) : false
      known = answer
      return answer
    }
  }

  /// What the answer `ESC [ ? 62 ; 4 ; 22 c` says; nil while it is not whole.
  package static func isSaid(in answer: [UInt8]) -> Bool? {
    let text = String(decoding: answer, as: UTF8.self)
    guard let match = text.firstMatch(of: /\u{1B}\[\?([0-9;]*)c/) else { return nil }
    // The first number is the kind of terminal.
    return match.1.split(separator: ";").dropFirst().contains { Int($0) == sixel }
  }

  private static func asked(_ output: Terminal, _ input: Terminal) -> Bool {
    var before = termios()
    // What somebody has typed already is not ours to read.
    guard !isReadable(input, milliseconds: 0), tcgetattr(input.descriptor, &before) == 0 else { return false }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(input.descriptor, TCSANOW, &raw) == 0 else { return false }
    defer { tcsetattr(input.descriptor, TCSANOW, &before) }
    output.write(question)
    var answer: [UInt8] = []
    while answer.count < 256, isReadable(input, milliseconds: longestWaitMilliseconds) {
      answer += [UInt8](input.read())
      if let said = isSaid(in: answer) { return said }
    }
    return false
  }

  private static func isReadable(_ terminal: Terminal, milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) == 1 && watched.revents & Int16(POLLIN) != 0
  }
}
