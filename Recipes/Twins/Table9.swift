import MEIT

extension Twin {
  /// Paper Table 9 (and 14): which ECG encoder, and which start?
  static let table9 = Twin("table-9") {
    use("quickstart.meit")
    sweep("encoder-ablation", from: "quickstart") {
      set("train.epochs", 2)
      set("data.split", .call("ratio", ("train", .percent(85)), ("validation", .percent(5)), ("test", .percent(10))))
      tie("encoder.kind", "encoder.start", in: encoders.map { [$0.kind, $0.start] })
      vary("seed", in: 1...3)
      hold("data", "train")
    }
    table("table-9", of: "encoder-ablation") {
      set("rows", ["encoder.kind", "encoder.start"])
      set("columns", ["bleu-4", "meteor", "rouge-l", "diagnosis-f1", "parameters.encoder", "encoder.macro-auc"])
      withInterval()
      set("mark", ["best", "second"])
      saved("table-9", as: ["md", "tex", "csv"])
    }
  }

  /// Small encoders of every kind from random weights, and two of them pretrained.
  private static var encoders: [(kind: Value, start: Value)] {
    let convolution = Value.call("temporal-conv", ("depth", 18), ("width", 16))
    let maskedTransformer = transformer("st-mem", patch: 50, ("heads", 4))
    let fresh = [convolution, transformer("vim", patch: 20, ("state", 8)), transformer("vit", patch: 20, ("heads", 4))]
    let pretraining: [(String?, Value)] = [("epochs", 4), ("batch", 32)]
    return (fresh + [maskedTransformer]).map { ($0, "random") } + [
      (maskedTransformer, .call("masked", pretraining[0], pretraining[1])),
      (convolution, .call("supervised", pretraining[0], pretraining[1])),
    ]
  }

  private static func transformer(_ name: String, patch: Value, _ own: (String?, Value)) -> Value {
    .call(name, ("patch", patch), ("depth", 4), ("width", 64), own)
  }
}
