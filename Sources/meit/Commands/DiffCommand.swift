import Console
import Experiments
import Figures

extension CommandSpec {
  static let diff = CommandSpec(
    "diff", "A B", "say how two runs or two steps differ: options, scores, versions",
    details: """
      A and B are two runs or two steps, named as for `meit show`. The steps of two runs are compared place by place.

        meit diff 2026-01-31-0905 2026-01-31-1120
      """, options: [.runs, .json, .width], count: 2...2
  ) { invocation in
    let ledger = invocation.ledger
    let printer = try invocation.printer
    let names = invocation.operands
    switch (try ledger.named(names[0]), try ledger.named(names[1])) {
    case (.run(let left), .run(let right)):
      let difference = try ledger.difference(left, right)
      printer.list(difference.places.map { table(of: $0.difference, title: $0.place, names) })
      for (name, places) in zip(names, [difference.onlyLeft, difference.onlyRight]) where !places.isEmpty {
        printer.terminal.line("only in \(name): \(places.joined(separator: "; "))")
      }
      if difference.places.isEmpty, difference.onlyLeft.isEmpty, difference.onlyRight.isEmpty {
        printer.terminal.line("the same steps in both")
      }
    case (.step(let left), .step(let right)):
      printer.list(table(of: Difference(left, right), title: "\(left.key) and \(right.key)", names))
    default: throw DataError("`\(names[0])` and `\(names[1])` are a run and a step; two of one kind are needed.")
    }
    return .success
  }

  private static func table(of difference: Difference, title: String, _ names: [String]) -> Table {
    func rows(_ kind: String, _ changes: [(String, String?, String?)]) -> [Table.Row] {
      changes.map { Table.Row([kind, $0.0], [.text($0.1 ?? "-"), .text($0.2 ?? "-")]) }
    }
    let rows =
      rows("option", difference.options.map { ($0.name, $0.left, $0.right) })
      + rows("score", difference.scores.map { ($0.name, $0.left?.text, $0.right?.text) })
      + rows("circumstance", difference.circumstances.map { ($0.name, $0.left, $0.right) })
    return Table(
      "diff", caption: title, rowTitles: ["What", "Name"], columns: names.map { Table.Column($0) }, rows: rows,
      marks: [])
  }
}
