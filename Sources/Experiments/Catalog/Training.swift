import Language

// How the model is tuned.
extension Catalog {
  static let trainingOptions: [Option] = [
    Option(
      "train.task",
      .choice(
        ChoiceSet(
          "training task",
          [
            Choice("instruct", "an instruction, then the report (MEIT)"),
            Choice("report-only", "the report alone, without instruction or tags (paper Figure 6)"),
            Choice("language-model", "plain pretraining of a decoder on text"),
            Choice("none", "nothing is trained: what the sizes of the model tell without its weights"),
          ])), "instruct", "what the model is trained to write"),
    Option("train.epochs", .integer(0...100_000), 5, "passes over the training set", source: "paper Table 7"),
    Option(
      "train.steps", .integer(0...100_000_000), 0, "stop after so many optimiser steps; 0 for the epochs' number"),
    Option(
      "train.lr", .number(0...10), 1e-4, "highest learning rate", source: "paper Table 7",
      exceptions: [.init(where: "model.llm", isOneOf: ["gpt-neox-20b"], value: 2e-5)]),
    Option("train.batch", .integer(1...65_536), 64, "reports to one optimiser step", source: "paper Table 7"),
    Option(
      "train.accumulation", .integer(1...65_536), 2, "parts that a batch is worked through in, to save memory",
      source: "paper Table 7"),
    Option("train.warm-up", .ratio(0...1), 0.03, "share of the steps in which the rate rises", source: "paper Table 7"),
    Option("train.weight-decay", .number(0...10), 0, "decoupled weight decay of AdamW", source: "paper Table 7"),
    Option(
      "train.schedule",
      .choice(
        ChoiceSet(
          "schedule",
          [
            Choice("linear", "falls to 0 in a straight line"), Choice("cosine", "falls to 0 along a cosine"),
            Choice("constant", "stays"),
          ])), "linear", "how the learning rate falls after the warm-up", source: "paper Table 7"),
    Option(
      "train.clip", .number(0...1e9), 1, "largest norm of the gradient; 0 does not clip (the released code does not)"),
    Option(
      "train.max-length", .integer(2...131_072), 256, "tokens of prompt and report together", source: "paper Table 7"),
    Option(
      "train.precision",
      .choice(
        ChoiceSet(
          "precision",
          [
            Choice("f32", "32-bit floating point"),
            Choice(
              "bf16",
              "frozen weights, the factors of products and the signals between convolutions in bfloat16, sums in f32"
            ),
          ])),
      "f32", "number format of products and convolutions"),
    Option(
      "train.recompute", .boolean, false,
      "compute each block of the language model again for its gradients: less memory, a third more time, the same bits"),
    Option(
      "train.watch",
      .choice(
        ChoiceSet(
          "watch",
          [
            Choice("none", "the loss alone"),
            Choice(
              "every", "reports for some validation records are written and scored on the way",
              [
                Option("steps", .integer(1...100_000_000), 100, "optimiser steps from one time to the next"),
                Option("reports", .integer(1...1_000_000), 50, "how many validation records"),
                Option("metrics", .list(.metric), .init(.list(["meteor"])), "the scores"),
              ]),
          ])), "none", "what is measured while training", source: "paper Figure 4"),
    Option("train.checkpoint-every", .integer(1...100_000_000), 100, "optimiser steps between two checkpoints"),
    Option(
      "train.signal-memory", .quantity(.memory, 0...10_000_000),
      .init(.number(Number(SignalLoader.standardMegabytes, .megabyte))),
      "memory for prepared signals, which need not be read again in the next epoch"),
  ]
}
