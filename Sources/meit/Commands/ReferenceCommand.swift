import Experiments
import Language

extension CommandSpec {
  static let reference = CommandSpec("docs", "", "write the reference of the language as Markdown") { _ in
    Terminal.output.write(Catalog.meit.reference())
    return .success
  }
}
