import Console
import Experiments
import Language

extension CommandSpec {
  static let check = CommandSpec(
    "check", "FILE ...", "complain about everything that is wrong with a recipe",
    details: """
      FILE may be a folder of recipes. Nothing is run and no data are read. Exits with 1 where something is wrong.

        meit check fusion.meit
        meit check fusion.meit --set 'model.fusion = llava'
      """, options: [.set, .scale, .quiet], count: 1...Int.max
  ) { invocation in
    let printer = try invocation.printer
    var worst = ExitStatus.success
    for path in try invocation.operands.flatMap(invocation.recipes) {
      do {
        let session = try invocation.opened(path, SessionTurn(show: printer.show)).session
        for scale in session.program.scales.sorted() where scale != session.program.scale {
          _ = try invocation.opened(path, SessionTurn(show: printer.show), scale: scale)
        }
        if !invocation.has(.quiet) { printer.terminal.line("\(path): \(session.program.contents)") }
      } catch {
        Complaint(error).show()
        worst = .failure
      }
    }
    return worst
  }
}

extension Program {
  /// `1 experiment, 2 sweeps of 24 cells, 1 table`.
  fileprivate var contents: String {
    func counted(_ count: Int, _ noun: String) -> String? {
      count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let sweeps = experiments.filter { $0.kind == .sweep }
    let cells = sweeps.reduce(0) { $0 + $1.cells.count }
    let parts = [
      counted(experiments.count - sweeps.count, "experiment"),
      counted(sweeps.count, "sweep").flatMap { text in counted(cells, "cell").map { "\(text) of \($0)" } },
      counted(tables.count, "table"), counted(figures.count, "figure"), counted(commands.count, "command"),
    ].compactMap(\.self)
    return parts.isEmpty ? "nothing declared" : parts.joined(separator: ", ")
  }
}
