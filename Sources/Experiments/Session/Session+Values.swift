import Figures
import Foundation
import Language

extension Session {
  /// What an option, or a group of options, stands at in the experiment `scratch`, or how a name was declared; nil for
  /// any other text.
  public func value(of text: String) -> String? {
    let path = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let options =
      catalog.option(path).map { [$0] } ?? (catalog.groups.contains(path) ? catalog.options(under: path) : [])
    guard !options.isEmpty else { return catalog.command(path) == nil ? declaration(of: path) : nil }
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
      let near = suggestion(nearestName(to: name, among: known), otherwise: ".")
      throw DataError("`\(name)` is no option, and no number of a finished table as numbers.tex names them\(near)")
    }
    return number
  }

  /// What declares a name, here or in a recipe that is used, as it was said.
  func declaration(of name: String) -> String? {
    let declaring = try? flattened().last { $0.kind.declaredName == name }
    return declaring.map { Printer.print([$0]).trimmingCharacters(in: .newlines) }
  }

  /// What is known of a declared name: its kind, its cells, and how it was declared.
  func description(of name: String) -> String? {
    guard let text = declaration(of: name) else { return nil }
    let cells = program.experiment(name)?.cells.count ?? 1
    return "\(name), as it is declared\(cells > 1 ? ", with \(cells) cells" : ""):\n\n\(text)"
  }

  /// The names that are declared here or in recipes that are used.
  public var declaredNames: [String] { ((try? flattened()) ?? []).compactMap(\.kind.declaredName) }

  private var scratch: Configuration {
    program.experiment(Program.scratch)?.cells.first?.configuration ?? Configuration(catalog: catalog)
  }
}
