import Console
import Experiments
import Foundation
import Tokenizers

extension CommandSpec {
  private static let onlyIDs = OptionSpec("ids", "numbers only, one line for each text")

  static let tokenize = CommandSpec(
    "tokenize", "PATH [TEXT ...]", "show how a tokenizer cuts texts; without TEXT, the lines of standard input",
    details: """
      PATH is a model's folder, or tokenizer.json, a .model, vocab.json or vocab.txt.

        meit tokenize models/gpt2-medium 'Sinus rhythm.'
      """, options: [onlyIDs], count: 1...Int.max
  ) { invocation in
    let tokenizer = try Tokenizer(contentsOf: URL(filePath: invocation.operands[0]))
    let given = Array(invocation.operands.dropFirst())
    let texts = given.isEmpty ? lines() : given
    for text in texts {
      let ids = tokenizer.encode(text)
      if invocation.has(onlyIDs) {
        Terminal.output.line(ids.map(String.init).joined(separator: " "))
      } else {
        Terminal.output.line(ids.map { "\($0)\t\(tokenizer.token($0) ?? "")" }.joined(separator: "\n"))
        Terminal.output.line("\(ids.count) tokens")
      }
    }
    return .success
  }

  private static func lines() -> [String] {
    var lines = String(decoding: Invocation.standardInput(), as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
