import Console
import Experiments

extension CommandSpec {
  static let version = CommandSpec("version", "", "say which version this is") { _ in
    Terminal.output.line("meit \(Runner.version)")
    return .success
  }
}
