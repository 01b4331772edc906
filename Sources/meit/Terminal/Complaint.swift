import Experiments
import Foundation
import Language

/// An error as the user is told of it.
struct Complaint {
  let status: ExitStatus
  private let text: (_ colour: Bool) -> String

  init(_ error: any Error) {
    switch error {
    case let diagnostics as Diagnostics:
      status = .failure
      text = { "\(diagnostics.all.rendered(colour: $0))\n\n\(Self.count(diagnostics))" }
    case let usage as UsageError:
      status = .misuse
      text = { colour in
        let more = usage.command.map { "\nmeit help \($0) tells more" } ?? "\nmeit help lists the commands"
        return Self.headline(usage.description, colour) + more
      }
    case is Stopped:
      status = .interrupted
      text = { _ in "Stopped at a safe point; the same command goes on from here." }
    default:
      status = .failure
      // Foundation's errors describe themselves for people only in their localised form.
      let isFoundations = error is CocoaError || type(of: error) is NSError.Type
      let description = isFoundations ? error.localizedDescription : "\(error)"
      text = { Self.headline(description, $0) }
    }
  }

  /// Tells it on standard error.
  func show() {
    let terminal = Terminal.error
    terminal.line(text(terminal.hasColour))
  }

  private static func headline(_ text: String, _ colour: Bool) -> String {
    Paint(enabled: colour)(.red, "error") + ": \(text)"
  }

  private static func count(_ diagnostics: Diagnostics) -> String {
    let errors = diagnostics.all.filter { $0.severity == .error }
    let codes = Set(errors.map(\.code.rawValue)).sorted()
    let more = codes.first.map { "; meit explain \($0) tells more" } ?? ""
    return "\(errors.count) error\(errors.count == 1 ? "" : "s")\(more)"
  }
}
