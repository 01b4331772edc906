import MEIT

extension Twin {
  /// The quick start's model on real ECGs with their own reports.
  static let ptbXL = Twin("ptb-xl") {
    experiment("ptb-xl") {
      set("model.llm", "tiny")
      set("model.fusion", "concat")
      set("encoder.kind", .call("temporal-conv", ("depth", 18), ("width", 16)))
      group("data") {
        set("source", .call("ptb-xl", ("path", .text("../../shared/data/ptbxl")), ("rate", .hertz(100))))
        set("rate", .hertz(100))
        set("split", .call("folds", ("train", [1, 2, 3, 4, 5, 6, 7, 8]), ("validation", []), ("test", [9, 10])))
        set("fewest-words", 1)
      }
      group("lora") {
        set("rank", 64)
        set("alpha", 64)
        set("dropout", .percent(10))
      }
      group("train") {
        set("epochs", 20)
        set("batch", 16)
        set("accumulation", 1)
        set("lr", 2e-3)
      }
      set("eval.max-new", 120)
    }
    controls("ptb-xl-controls", from: "ptb-xl")
    table("ptb-xl-scores", of: "ptb-xl-controls") {
      controlColumns()
      set(
        "caption",
        .text("Reports of real ECGs (PTB-XL): the model, and two controls that do not see the patient's ECG."))
      saved("ptb-xl-scores", as: ["md", "tex", "csv"])
    }
  }
}
