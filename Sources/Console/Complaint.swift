import Experiments

/// An error as the user is told of it.
package struct Complaint {
  package let status: ExitStatus
  private let text: (_ colour: Bool) -> String

  package init(_ error: any Error) {
    switch error {
    case let usage as UsageError:
      status = .misuse
      text = { colour in
        let more = usage.command.map { "\nmeit help \($0) tells more" } ?? "\nmeit help lists the commands and options"
        return FailureText.headline(usage.description, colour: colour) + more
      }
    case is Stopped:
      status = .interrupted
      text = { _ in "Stopped at a safe point; the same command goes on from here." }
    default:
      status = .failure
      text = FailureText(error).text
    }
  }

  /// Tells it on standard error.
  package func show() {
    let terminal = Terminal.error
    terminal.line(text(terminal.hasColour))
  }
}
