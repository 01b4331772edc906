import MEIT

extension Twin {
  /// Paper Table 5: which way of fusing ECG and text aligns them best?
  static let table5 = Twin("table-5") {
    use("paper.meit")
    sweep("fusion-ablation", from: "on-mimic") {
      vary("model.fusion", in: ["llava", "flamingo", "concat", "none"])
      vary("seed", in: 0...2)
      hold("data", "train")
    }
    table("table-5", of: "fusion-ablation") {
      set("rows", "model.fusion")
      set("columns", ["bleu-4", "meteor", "rouge-l", "cider-d", "diagnosis-f1", "parameters.trainable"])
      withInterval()
      set("test", .call("paired-bootstrap", ("samples", 10_000), ("against", "concat")))
      set("published", "table-5")
      set("caption", .text("Ways of fusing ECG and text, three trainings of each."))
      saved("table-5", as: ["md", "tex", "csv"])
    }
  }
}
