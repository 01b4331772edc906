import MEIT

extension Twin {
  /// The small language model that comes with meit.
  static let pretrainTiny = Twin("pretrain-tiny") {
    experiment("pretrain-tiny") {
      set("data.source", .call("simulated", ("records", 12_000)))
      set("data.seed", 2024)
      set("data.split", .call("ratio", ("train", .percent(98)), ("validation", .percent(1)), ("test", .percent(1))))
      set(
        "model.llm",
        .call(
          "decoder", ("family", "llama"), ("layers", 4), ("width", 128), ("heads", 4), ("vocabulary", 1024)))
      group("train") {
        set("task", "language-model")
        set("epochs", 3)
        set("batch", 32)
        set("accumulation", 1)
        set("lr", 2e-3)
        set("schedule", "cosine")
        set("weight-decay", 0.01)
      }
    }
  }
}
