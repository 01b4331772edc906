import Experiments
import JSON
import Language

/// An error as a notebook shows it: its name, one sentence, and the lines of what is shown, with colours.
struct FailureReport: Equatable, Sendable {
  let name: String
  let sentence: String
  let lines: [String]

  init(_ error: any Error) {
    switch error {
    case let diagnostics as Diagnostics:
      let errors = diagnostics.all.filter { $0.severity == .error }
      name = errors.first?.code.rawValue ?? "Diagnostics"
      let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
      sentence = (errors.first?.message ?? "the text cannot be read") + more
    case is Stopped:
      name = "Stopped"
      sentence = "Stopped at a safe point; run the cell again to go on from here."
    default:
      name = "\(type(of: error))"
      sentence = FailureText(error).plain
    }
    let text = error is Stopped ? sentence : FailureText(error).text(colour: true)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  init(name: String, sentence: String) {
    self.name = name
    self.sentence = sentence
    lines = [sentence]
  }

  var members: [(key: String, value: JSONValue)] {
    [("ename", .string(name)), ("evalue", .string(sentence)), ("traceback", .array(lines.map { .string($0) }))]
  }
}
