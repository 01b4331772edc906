import Console
import Experiments
import Foundation
import Language

/// The prompt: reads statements until they are complete, and carries them out.
package final class Prompt {
  let session: Session
  let printer: OutputPrinter
  /// The recipe that the session began with, for `reload`.
  var file: String?
  /// What was shown last, for `_` and `ans`.
  var last: [SessionOutput] = []
  /// What a command acted on last, for `_` and `ans` as its name.
  private var lastName = LastName()
  private var count = 0

  private static let first = "meit> "
  private static let next = "  ... "

  init(_ session: Session, _ printer: OutputPrinter, file: String?) {
    self.session = session
    self.printer = printer
    self.file = file
  }

  func run() throws -> ExitStatus {
    var pending = ""
    let editor = try LineEditor(
      history: .standard,
      completer: { [unowned self] line, offset in completion(pending: pending, line: line, offset: offset) },
      painter: { [unowned self] line in
        PromptWord(line) == nil ? ColouredLine.text(line, session.catalog) : nil
      })
    if !printer.isQuiet { Terminal.output.line("meit \(Runner.version)   ?NAME explains, Tab completes, ^D leaves") }
    while true {
      switch editor.read(pending.isEmpty ? Self.first : Self.next) {
      case .end:
        Terminal.output.write("\n")
        return .success
      case .interrupted: pending = ""
      case .line(let line):
        pending += (pending.isEmpty ? "" : "\n") + Self.withoutPrompts(line)
        guard isComplete(pending) else { continue }
        let text = pending
        pending = ""
        guard !text.allSatisfy(\.isWhitespace) else { continue }
        editor.remember(text)
        guard act(on: text) else { return .success }
      }
    }
  }

  /// Words of the prompt and shell lines are complete as they are; a recipe is when no bracket is open.
  private func isComplete(_ text: String) -> Bool {
    if PromptWord(text) != nil { return true }
    return parse(text).completeness == .complete
  }

  /// Does what the prompt knows beside statements; false for a text that is to be read as those.
  func answered(_ text: String) throws -> Bool {
    if let word = PromptWord(text) {
      try carryOut(word)
      return true
    }
    guard let value = session.value(of: text) else { return false }
    Terminal.output.line(value)
    return true
  }

  /// Carries out a text; false when the prompt is to be left.
  private func act(on text: String) -> Bool {
    do {
      if PromptWord(text) == .leave { return false }
      if try answered(text) { return true }
      count += 1
      var shown: [SessionOutput] = []
      let source = SourceText(name: "<prompt \(count)>", text: try lastName.put(into: text, session))
      defer { lastName.note(source, session) }
      try Work.supervised(isQuiet: printer.isQuiet) { work in
        let turn = work.turn(arguments: [text], program: Bundle.main.executableURL) { [printer] output in
          shown.append(output)
          try printer.show(output)
        }
        try session.submit(source, turn)
      }
      if !shown.isEmpty { last = shown }
    } catch {
      Complaint(error).show()
    }
    return true
  }

  private func completion(pending: String, line: String, offset: Int) -> LineCompletion {
    if let words = PromptWord.completion(of: line, at: offset, topics: { session.topics }) { return words }
    let before = pending.isEmpty ? "" : pending + "\n"
    let start = before.utf8.count
    var found = LineCompletion(session.completion(of: before + line, at: start + offset), lineStart: start)
    if pending.isEmpty, found.range.lowerBound == 0 { found.candidates += PromptWord.names(from: line, to: offset) }
    return found
  }

  /// A line without the prompts that came with it from a copied session.
  package static func withoutPrompts(_ text: String) -> String {
    let prompts = [first, next].map { $0.trimmingCharacters(in: .whitespaces) + " " }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
      let bare = line.drop { $0 == " " }
      for prompt in prompts where bare.hasPrefix(prompt) { return bare.dropFirst(prompt.count) }
      return line
    }
    return lines.joined(separator: "\n")
  }
}
