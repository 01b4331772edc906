import Language

// What is asked of the tuned model.
extension Catalog {
  static let evaluationOptions: [Option] = [
    Option(
      "eval.source", .choice(sources), "same",
      "the data to test on; another set than data.source is zero-shot transfer", source: "paper Figure 2"),
    Option("eval.noise", .choice(noises), "none", "what is added to the test signals", source: "paper Figure 3"),
    Option(
      "eval.ecg",
      .choice(
        ChoiceSet("ECG control", [Choice("own", "each report's own ECG"), Choice("shuffled", "another patient's ECG")])),
      "own", "which ECG the model is shown"),
    Option(
      "eval.part",
      .choice(ChoiceSet("part", [Choice("test", "the test set"), Choice("validation", "the validation set")])), "test",
      "which part of the split is scored"),
    Option("eval.limit", .integer(0...100_000_000), 0, "score at most so many reports; 0 for all"),
    Option("eval.batch", .integer(1...65_536), 16, "reports written at once; does not change them"),
    Option("eval.max-new", .integer(1...131_072), 128, "tokens of a report at most", source: "released code"),
    Option("eval.decoding", .choice(decodings), "greedy", "how the tokens of a report are chosen"),
    Option(
      "eval.repetition-penalty", .number(0.1...10), 1,
      "above 1, tokens that were read or written become less likely; 1 changes nothing"),
    Option(
      "eval.scoring",
      .choice(
        ChoiceSet(
          "scoring", [Choice("clean", "corpus-level, on clean text"), Choice("released", "as the released code does")])),
      "clean", "how texts are scored"),
    Option(
      "eval.metrics", .list(.metric),
      .init(
        .list([
          "bleu-1", "bleu-2", "bleu-3", "bleu-4", "meteor", "rouge-1", "rouge-2", "rouge-l", "cider-d", "diagnosis-f1",
          "statement-accuracy", "critical-recall", "hallucinated-findings", "missed-findings",
        ])),
      "the scores to compute", source: "paper section 4.3"),
    Option(
      "eval.loss", .boolean, false,
      "whether the loss on the same records is measured, which no choice of words by the decoding touches"),
    Option(
      "eval.encoder", .path, .init(.string("")),
      "the folder of a BERT or RoBERTa checkpoint, which the bertscore metrics need"),
    Option(
      "eval.encoder-layer",
      .oneOf([
        .choice(ChoiceSet("layer", [Choice("usual", "bert-score's choice for the model, by its folder's name")])),
        .integer(0...1_000),
      ]),
      "usual", "the layer whose embeddings BERTScore compares", source: "bert-score 0.3.13"),
    Option(
      "eval.encoder-idf", .boolean, false, "whether BERTScore weighs rare tokens more, as they occur in references"),
    Option(
      "eval.encoder-baseline", .path, .init(.string("")),
      "a file LAYER,P,R,F of what random texts score, with which BERTScore is rescaled"),
    Option("eval.judge", .choice(judges), "none", "a language model that grades the reports", source: "paper Table 6"),
    Option("eval.judge-at-once", .integer(1...256), 4, "questions to the judge that are open at the same time"),
    Option(
      "eval.judge-per-minute", .integer(0...1_000_000), 0, "questions a minute to the judge at most; 0 for no limit"),
  ]

  static let decodings = ChoiceSet(
    "decoding",
    [
      Choice("greedy", "the likeliest token every time"),
      Choice(
        "beam", "the likeliest report that a search finds",
        [
          Option("width", .integer(1...64), 4, "how many texts go on at once"),
          Option(
            "length-penalty", .number(-10...10), 1,
            "what the length is raised to that the log probability is divided by; the higher, the longer the reports"),
        ]),
      Choice(
        "sample", "tokens drawn from their distribution, for each record with random numbers of its own",
        [
          Option("temperature", .number(0.01...100), 1, "what logits are divided by"),
          Option("top-k", .integer(0...1_000_000), 0, "so many of the likeliest tokens only; 0 for all"),
          Option("top-p", .number(0.001...1), 1, "the fewest tokens that have this probability together"),
        ]),
    ])

  static let noises = ChoiceSet(
    "noise",
    [
      Choice("none", "the signals as they are"),
      Choice(
        "gaussian", "white noise on the whole record",
        [
          Option(
            "snr", .quantity(.level, -60...100), .optional, "signal-to-noise ratio", noun: "SNR",
            hint: "write gaussian(snr = 20 dB), or gaussian(ratio = 0.05) for the paper's plain ratio"),
          Option(
            "ratio", .ratio(0.0001...10_000), .optional, "signal-to-noise ratio as a plain number, as the paper has it"),
        ], exactlyOne: ["snr", "ratio"]),
      Choice(
        "white-segment", "white noise on one random segment, as the released code has it",
        [
          Option("length", .ratio(0...1), .required, "longest share of the record"),
          Option("scale", .number(0...100), 0.1, "largest standard deviation", source: "released code"),
        ]),
      Choice("baseline-wander", "slow drift, 0.05 to 0.5 Hz", [amplitude(0.3)]),
      Choice(
        "powerline", "mains hum",
        [amplitude(0.1), Option("frequency", .quantity(.frequency, 10...100), .hertz(50), "of the mains")]),
      Choice("muscle", "muscle tremor, above 20 Hz; its amplitude is a root mean square", [amplitude(0.1)]),
      Choice("electrode-motion", "sudden shifts of the baseline", [amplitude(0.5)]),
      Choice("lead-dropout", "leads without signal", [Option("leads", .integer(1...12), 1, "how many")]),
      Choice(
        "lead-swap", "two electrodes exchanged",
        [
          Option(
            "electrodes",
            .choice(
              ChoiceSet(
                "pair of electrodes",
                [
                  Choice("arms", "right arm and left arm"), Choice("right-arm-left-leg", "right arm and left leg"),
                  Choice("left-arm-left-leg", "left arm and left leg"), Choice("v1-v2", "V1 and V2"),
                  Choice("v3-v4", "V3 and V4"), Choice("v5-v6", "V5 and V6"),
                ])), "arms", "which two")
        ]),
    ])

  private static func amplitude(_ millivolts: Double) -> Option {
    Option(
      "amplitude", .quantity(.voltage, 0...100), .init(.number(Number(millivolts, .millivolt))),
      "size of the disturbance")
  }

  static let judges = ChoiceSet(
    "judge",
    [
      Choice("none", "no judge"),
      Choice(
        "llm", "any OpenAI-compatible endpoint: $MEIT_JUDGE_URL says where, $MEIT_JUDGE_KEY as whom",
        [
          Option("model", .text, .init(.string("gpt-4o")), "the model's name there", source: "paper section 4.6"),
          Option("reports", .integer(1...1_000_000), 500, "how many reports are graded", source: "paper section 4.6"),
        ]),
    ])
}
