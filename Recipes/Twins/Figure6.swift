import MEIT

extension Twin {
  /// Paper Figure 6: what instruction tuning is worth.
  static let figure6 = Twin("figure-6") {
    use("paper.meit")
    sweep("instruction-tuning", from: "on-mimic") {
      vary("model.llm", in: ["bloom", "opt", "llama-1", "mistral"])
      vary("train.task", in: ["instruct", "report-only"])
    }
    figure("figure-6", of: "instruction-tuning") {
      set("kind", "radar")
      set("panels", ["bleu-1", "bleu-2", "bleu-3", "bleu-4", "meteor", "rouge-l"])
      set("each", "model.llm")
      set("series", "train.task")
      set("published", "figure-6")
      set("size", .tuple(.millimetres(170), .millimetres(150)))
      set("caption", .text("With instructions and without."))
      saved("figure-6", as: ["pdf", "svg", "png"])
    }
    table("figure-6-numbers", of: "instruction-tuning") {
      set("rows", ["model.llm", "train.task"])
      set("columns", ["bleu-1", "bleu-4", "meteor", "rouge-l", "diagnosis-f1"])
      withInterval()
      set("caption", .text("With instructions and without."))
      saved("figure-6-numbers", as: ["md", "tex"])
    }
  }
}
