import Console
import Experiments
import Foundation
import Language

extension CommandSpec {
  /// The options whose choices are listed after the language models.
  private static let listed = ["model.fusion", "encoder.kind"]

  static let models = CommandSpec(
    "models", "[encoders | fusions]", "list the language models, fusions and ECG encoders that recipes can name",
    details: """
      Of language models the parameters by part, the memory for training and decoding and the dimension of the ECG
      embedding, under the defaults or what --set says. With encoders or fusions, what each of them costs: parameters,
      floating-point operations and time of a forward pass over one record on this machine. --set says under which
      options.

        meit models --set 'lora.rank = 64'
        meit models encoders --set 'data.rate = 250 Hz'
        meit models fusions --set 'encoder.kind = vit'
      """, options: [.set, .json, .width], count: 0...1
  ) { invocation in
    let costs = ModelCosts(base: URL(filePath: "."), overlays: try invocation.overlays())
    let printer = try invocation.printer
    guard let kind = invocation.operands.first else {
      printer.list(try costs.languageModels())
      let texts = listed.compactMap(Catalog.meit.explanation)
      if !printer.isJSON { printer.terminal.line("\n" + texts.joined(separator: "\n\n")) }
      return .success
    }
    switch kind {
    case "encoders": printer.list(try costs.encoders())
    case "fusions": printer.list(try costs.fusions())
    default: throw UsageError("models lists encoders or fusions, not `\(kind)`", command: "models")
    }
    return .success
  }
}
