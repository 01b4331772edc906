import MEIT

extension Twin {
  /// Paper Table 12: one prompt for all, or many that say the same in other words?
  static let table12 = Twin("table-12") {
    use("paper.meit")
    bind("rephrased", .call("number", ("count", 256)))
    sweep("rephrasing", from: "on-mimic") {
      set("model.llm", "mistral")
      scale("paper") { set("model.llm", "mistral-7b-instruct") }
      vary("data.prompts", in: ["fixed", "rephrased"])
      vary("seed", in: 0...2)
      hold("train", "model")
    }
    table("table-12", of: "rephrasing") {
      set("rows", "data.prompts")
      set("columns", ["bleu-4", "meteor", "rouge-l", "cider-d"])
      withInterval()
      set("test", .call("paired-bootstrap", ("samples", 10_000), ("against", "fixed")))
      set("published", "table-12")
      set("caption", .text("One fixed instruction against rephrased ones, three trainings of each."))
      saved("table-12", as: ["md", "tex", "csv"])
    }
  }
}
