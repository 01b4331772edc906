import Console
import Experiments
import Foundation

extension CommandSpec {
  private static let destination = OptionSpec("to", value: "FOLDER", "where it goes; bundle-RUN when left out")

  static let bundle = CommandSpec(
    "bundle", "RUN", "gather what may be handed on of a run: recipe, lock, splits, scores, tables, figures",
    details: "No signals and no reports of patients go in. SHA256SUMS is beside the files.",
    options: [destination, .runs], count: 1...1
  ) { invocation in
    let run = try invocation.ledger.run(invocation.operands[0])
    let bundle = try ResultBundle(run, of: invocation.ledger)
    let target = invocation.value(destination) ?? "bundle-\(run.id)"
    try bundle.write(to: URL(filePath: target))
    Terminal.output.line("\(bundle.files.count) files in \(target)")
    for place in bundle.missing { Terminal.error.line("not finished, so not in it: \(place)") }
    for place in bundle.withheld { Terminal.error.line("shows patients, so left out: \(place)") }
    return .success
  }
}
