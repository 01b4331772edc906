import Console
import Experiments
import Foundation
import Tensors

extension CommandSpec {
  static let bench = CommandSpec(
    "bench", "products | training [BACKBONE [ready | encoder [f32 | bf16]]]",
    "measure the engine against this machine's own peak",
    details: """
      products   matrix products in GFLOP/s and as shares of the processor's peak, measured in the same run
      training   one JSON line with the seconds of five training steps; Scripts/compare-peers sets them beside PyTorch

        meit bench products
        meit bench training gpt2-small encoder bf16
      """, options: [.width], count: 1...4
  ) { invocation in
    let words = invocation.operands
    switch words[0] {
    case "products": try invocation.printer.show(.table(ProductBenchmark.table()))
    case "training": try Terminal.output.line(training(Array(words.dropFirst())))
    default: throw UsageError("bench measures products or training, not `\(words[0])`", command: "bench")
    }
    return .success
  }

  private static func training(_ words: [String]) throws -> String {
    let names = TrainingBenchmark.Backbone.allCases.map(\.rawValue)
    guard let backbone = TrainingBenchmark.Backbone(rawValue: words.first ?? names[0]) else {
      throw UsageError("the backbones are \(names.joined(separator: " and "))", command: "bench")
    }
    guard let precision = Precision(rawValue: words.count > 2 ? words[2] : "f32") else {
      throw UsageError("the precisions are f32 and bf16", command: "bench")
    }
    let hasEncoder = words.count > 1 && words[1] == "encoder"
    let seconds = TrainingBenchmark(backbone, hasEncoder: hasEncoder, precision: precision).seconds(steps: 5)
    let texts = seconds.map { String(format: "%.4f", $0) }.joined(separator: ", ")
    return "{\"backbone\": \"\(backbone.rawValue)\", \"encoder\": \(hasEncoder), "
      + "\"precision\": \"\(precision.rawValue)\", \"seconds\": [\(texts)]}"
  }
}
