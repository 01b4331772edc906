import Figures
import Foundation
import Language

extension Session {
  /// What an option, or a group of options, stands at in the experiment `scratch`; nil for any other text.
  public func value(of text: String) -> String? {
    let path = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let options =
      catalog.option(path).map { [$0] } ?? (catalog.groups.contains(path) ? catalog.options(under: path) : [])
    guard !options.isEmpty else { return nil }
    let configuration = scratch
    return options.map { "\($0.path) = \(configuration[$0.path])" }.joined(separator: "\n")
  }

  /// What prose may quote: the value of an option in the experiment `scratch`, or a number of a finished table, by its
  /// name in `numbers.tex`.
  /// - Throws: `DataError` for any other text.
  public func quotation(of text: String) throws -> String {
    let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if catalog.option(name) != nil { return "\(scratch[name])" }
    let tables = program.outputs.filter { $0.kind == .table }.compactMap { try? table(named: $0.name) }
    let numbers = tables.map { NumberMacros([$0]) }
    guard let number = numbers.lazy.compactMap({ $0.value(of: name) }).first else {
      let known = catalog.options.map(\.path) + numbers.flatMap(\.macros).map(\.name)
      let near = nearestName(to: name, among: known).map { "; did you mean `\($0)`?" } ?? "."
      throw DataError("`\(name)` is no option, and no number of a finished table as numbers.tex names them\(near)")
    }
    return number
  }

  private var scratch: Configuration {
    program.experiment(Program.scratch)?.cells.first?.configuration ?? Configuration(catalog: catalog)
  }
}
