import MEIT

extension Twin {
  /// Paper Table 8: the dimension of the ECG's embedding, from the published sizes.
  static let table8 = Twin("table-8") {
    experiment("sizes") { set("train.task", "none") }
    sweep("ecg-dimensions", from: "sizes") { vary("model.llm", in: published) }
    table("table-8", of: "ecg-dimensions") {
      set("rows", "model.llm")
      set("columns", "ecg.dimension")
      set("caption", .text("Dimension of the ECG's embedding by language model."))
      saved("table-8", as: ["md", "tex", "csv"])
    }
  }

  private static let published: [Value] = [
    "gpt2-medium", "gpt2-large", "gpt-neo-2.7b", "gpt-neox-20b", "gpt-j-6b", "bloom-7b", "opt-6.7b", "llama-1-7b",
    "mistral-7b", "llama-2-7b-chat", "mistral-7b-instruct", "llama-3-8b-instruct",
  ]
}
