import Experiments
import Foundation
import Language

extension CommandSpec {
  /// The options whose choices are listed.
  private static let listed = ["model.llm", "model.fusion", "encoder.kind"]

  static let models = CommandSpec(
    "models", "[encoders | fusions]", "list the language models, fusions and ECG encoders that recipes can name",
    details: """
      With encoders or fusions, what each of them costs: parameters, floating-point operations and time of a forward
      pass over one record on this machine. --set says under which options.

        meit models encoders --set 'data.rate = 250 Hz'
        meit models fusions --set 'encoder.kind = vit'
      """, options: [.set, .json, .width], count: 0...1
  ) { invocation in
    guard let kind = invocation.operands.first else {
      let texts = listed.compactMap(Catalog.meit.explanation)
      Terminal.output.line(texts.joined(separator: "\n\n"))
      return .success
    }
    let costs = ModelCosts(base: URL(filePath: "."), overlays: try invocation.overlays())
    switch kind {
    case "encoders": try invocation.printer.show(.table(costs.encoders()))
    case "fusions": try invocation.printer.show(.table(costs.fusions()))
    default: throw UsageError("models lists encoders or fusions, not `\(kind)`", command: "models")
    }
    return .success
  }
}
