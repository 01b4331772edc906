import MEIT

extension Twin {
  /// Paper Table 9: which ECG encoder?
  static let table9 = Twin("table-9") {
    use("paper.meit")
    encoders("smoke", patch: 25, leadPatch: 100, depth: 1, width: 16, heads: 2, state: 4, convolution: 4, epochs: 1)
    encoders("small", patch: 20, leadPatch: 100, depth: 4, width: 64, heads: 4, state: 8, convolution: 16, epochs: 4)
    scale("paper") {
      bind("vision-mamba", "vim")
      bind("vision-transformer", "vit")
      bind("lead-transformer", "st-mem")
      bind("convolution", "temporal-conv")
      bind("self-supervised", "masked")
    }
    sweep("encoder-ablation", from: "on-mimic") {
      tie(
        "encoder.kind", "encoder.start",
        in: [
          ["vision-mamba", "random"], ["vision-transformer", "random"], ["lead-transformer", "random"],
          ["lead-transformer", "self-supervised"], ["convolution", "random"],
        ])
      vary("seed", in: 0...2)
      scale("paper") { set("model.llm", "llama-3") }
    }
    table("table-9", of: "encoder-ablation") {
      set("rows", ["encoder.kind", "encoder.start"])
      set("columns", ["parameters.encoder", "bleu-4", "meteor", "rouge-l", "cider-d", "diagnosis-f1"])
      withInterval()
      set("test", .call("paired-bootstrap", ("samples", 10_000), ("against", "vision-mamba")))
      set("published", "table-9")
      set("caption", .text("ECG encoders under concat fusion."))
      saved("table-9", as: ["md", "tex", "csv"])
    }
  }

  /// The encoders of a scale, all of one size.
  private static func encoders(
    _ name: String, patch: Value, leadPatch: Value, depth: Value, width: Value, heads: Value, state: Value,
    convolution: Value, epochs: Value
  ) -> Statement {
    func transformer(_ kind: String, patch: Value, _ own: (String?, Value)) -> Value {
      .call(kind, ("patch", patch), ("depth", depth), ("width", width), own)
    }
    return scale(name) {
      bind("vision-mamba", transformer("vim", patch: patch, ("state", state)))
      bind("vision-transformer", transformer("vit", patch: patch, ("heads", heads)))
      bind("lead-transformer", transformer("st-mem", patch: leadPatch, ("heads", heads)))
      bind("convolution", .call("temporal-conv", ("depth", 18), ("width", convolution)))
      bind("self-supervised", .call("masked", ("epochs", epochs), ("batch", 32)))
    }
  }
}
