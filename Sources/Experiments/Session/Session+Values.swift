import Foundation
import Language

extension Session {
  /// What an option, or a group of options, stands at in the experiment `scratch`; nil for any other text.
  public func value(of text: String) -> String? {
    let path = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let options =
      catalog.option(path).map { [$0] } ?? (catalog.groups.contains(path) ? catalog.options(under: path) : [])
    guard !options.isEmpty else { return nil }
    let configuration =
      program.experiment(Program.scratch)?.cells.first?.configuration ?? Configuration(catalog: catalog)
    return options.map { "\($0.path) = \(configuration[$0.path])" }.joined(separator: "\n")
  }
}
