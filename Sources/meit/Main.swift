import Console
import Foundation

@main
struct Main {
  static func main() {
    Signals.shared.start()
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      exit(try status(words).rawValue)
    } catch {
      let complaint = Complaint(error)
      complaint.show()
      exit(complaint.status.rawValue)
    }
  }

  private static func status(_ words: [String]) throws -> ExitStatus {
    guard let first = words.first, !OpeningOptions.begin(first) else {
      return try CommandSpec.prompt.execute(Invocation(.prompt, words: words))
    }
    if ["help", "--help", "-h"].contains(first) { return try help(words.dropFirst().first) }
    if first == "--version" { return try status(["version"]) }
    let command = try CommandTable.command(named: first)
    let invocation = try Invocation(command, words: Array(words.dropFirst()))
    guard !invocation.has(.help) else { return try help(command.name) }
    return try command.execute(invocation)
  }

  private static func help(_ name: String?) throws -> ExitStatus {
    let command = try name.flatMap { $0 == "help" ? nil : try CommandTable.command(named: $0) }
    Terminal.output.line(command?.help ?? CommandTable.overview)
    return .success
  }
}

/// Whether a command line without a command opens the prompt.
enum OpeningOptions {
  static func begin(_ word: String) -> Bool {
    word.hasPrefix("-") && !["-h", "--help", "--version"].contains(word)
  }
}
