import Language

// The kinds of work, what each depends on, and the commands.
extension Catalog {
  private static func isNot(_ option: Name, _ choice: Value) -> Condition { .compare(option, .notEqual, choice) }
  private static func isOneOf(_ option: Name, _ choices: [Value]) -> Condition {
    .compare(option, .oneOf, .init(.list(choices)))
  }

  private static let isNewT5 = Condition.compare("model.llm.family", .equal, "t5")
  private static let writesReportsAlone = Condition.compare("train.task", .equal, "report-only")
  private static let isTrained = isNot("train.task", "none")
  private static let writesReports = isOneOf("train.task", ["instruct", "report-only"])

  /// `cluster`, `model.folder`, `train.recompute`, `train.checkpoint-every`, `train.signal-memory`, `eval.batch` and
  /// the judge's pace change how the work is done, not what comes out: no step lists them.
  static let stepVocabulary: [StepKind] = [
    StepKind("prepare", version: 2, "read, check and split the data", influences: ["data"], when: isTrained),
    StepKind(
      "prepare-evaluation", "read, check and split the data that the reports are written for, where they are others",
      influences: [
        "eval.source", "data.fraction", "data.split", "data.seed", "data.normalise", "data.rate", "data.duration",
        "data.fewest-words", "data.missing", "data.limit",
      ], when: .all([writesReports, isNot("eval.source", "same")])),
    StepKind(
      "describe", "count parameters without any weights",
      influences: [
        "model.llm", "lora.rank", "lora.sites", "encoder.kind", "encoder.freeze", "data.rate", "data.duration",
      ],
      when: .compare("train.task", .equal, "none")),
    StepKind(
      "pretrain-llm", version: 2, revisions: [isNewT5], "train a language model before it meets ECGs",
      influences: ["model.llm", "model.start"],
      when: isNot("model.start", "as-is")),
    StepKind(
      "pretrain-encoder", "train the ECG encoder before it meets the language model",
      influences: ["encoder.kind", "encoder.start", "seed"], inputs: ["prepare"],
      when: .all([isTrained, isOneOf("encoder.start", ["supervised", "masked", "contrastive"])])),
    StepKind(
      "tune", version: 2, revisions: [.compare("train.precision", .equal, "bf16"), isNewT5, writesReportsAlone],
      "train the model to write reports",
      influences: [
        "model.llm", "model.fusion", "model.normalise-ecg", "lora", "encoder", "train.task", "train.epochs",
        "train.steps", "train.lr", "train.batch",
        "train.accumulation", "train.warm-up", "train.weight-decay", "train.schedule", "train.clip", "train.max-length",
        "train.precision", "train.watch", "seed",
      ], inputs: ["prepare", "pretrain-encoder", "pretrain-llm"], when: isTrained),
    StepKind(
      "generate", version: 5, "write a report for every test record",
      influences: [
        "model.quantisation", "model.activations",
        "eval.source", "eval.noise", "eval.ecg", "eval.part", "eval.limit", "eval.max-new", "eval.decoding",
        "eval.repetition-penalty", "seed",
      ], inputs: ["prepare", "prepare-evaluation", "tune", "pretrain-llm"], when: writesReports),
    StepKind(
      "measure-loss", "take the loss on the test records",
      influences: [
        "model.quantisation", "model.activations",
        "eval.source", "eval.noise", "eval.ecg", "eval.part", "eval.limit", "seed",
      ], inputs: ["prepare", "prepare-evaluation", "tune", "pretrain-llm"],
      when: .all([writesReports, .compare("eval.loss", .equal, true)])),
    StepKind(
      "score", version: 2, "compare the reports with their references",
      influences: [
        "eval.scoring", "eval.metrics", "eval.encoder", "eval.encoder-layer", "eval.encoder-idf",
        "eval.encoder-baseline",
      ],
      inputs: ["prepare", "tune", "generate"], when: writesReports),
    StepKind(
      "judge", "have a language model grade the reports", influences: ["eval.judge"],
      inputs: ["generate"],
      when: .all([writesReports, isNot("eval.judge", "none")])),
    StepKind(
      "tabulate", version: 5, "make a table", inputs: ["describe", "tune", "measure-loss", "score", "judge"],
      scope: .table),
    StepKind(
      "draw", version: 3, "make a figure", inputs: ["describe", "tune", "measure-loss", "score", "judge"],
      scope: .figure),
  ]

  /// `show NAME record = ID` draws a record.
  static let record = Option(
    "record", .anyName, .optional, "the record to draw: its number from 0, or the data set's name of it")

  static let commandVocabulary: [CommandForm] = [
    CommandForm("plan", "plan [NAME ...]", "show what is to do and why"),
    CommandForm("run", "run [NAME ...]", "do what is to do"),
    CommandForm(
      "show", "show NAME [record = ID]",
      "show a table, a figure, scores, or a record of an experiment's data on ECG paper", takes: .results,
      options: [record]),
    CommandForm("sample", "sample NAME [COUNT]", "show generated reports beside their references"),
    CommandForm("plot", "plot NAME [record = ID]", "draw a figure in the terminal", options: [record]),
    CommandForm("explain", "explain NAME", "tell about an option, a choice, a metric or an error", takes: .topics),
    CommandForm("compare", "compare A B", "set the scores of two experiments side by side"),
    CommandForm("diff", "diff A B", "show which options of two experiments differ"),
  ]
}
