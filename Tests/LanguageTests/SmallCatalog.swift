import Language

/// A vocabulary as small as the tests of the language need; the real one is tested where it is written.
let smallCatalog = Catalog(
  options: [
    Option(
      "model.llm",
      .choice(ChoiceSet("language model", [Choice("tiny", "small"), Choice("llama", ""), Choice("neox", "")])),
      "tiny", "the language model"),
    Option(
      "model.fusion",
      .choice(
        ChoiceSet(
          "fusion",
          [
            Choice("none", "no ECG"), Choice("concat", "a column", [Option("tokens", .integer(1...64), 1, "columns")]),
            Choice(
              "llava", "tokens in front",
              [Option("tokens", .integer(1...64), 8, "tokens"), Option("depth", .integer(1...8), 2, "layers")]),
            Choice("flamingo", "cross-attention", [Option("every", .integer(1...64), 1, "distance")]),
          ])), "concat", "how the ECG enters"),
    Option("model.normalise-ecg", .boolean, true, "unit length"),
    Option(
      "encoder.start",
      .choice(
        ChoiceSet(
          "encoder start",
          [Choice("random", ""), Choice("masked", "", [Option("ratio", .ratio(0...1), 0.75, "masked share")])])),
      "random", "how the encoder begins"),
    Option("train.epochs", .integer(1...1000), 5, "passes", source: "paper Table 7"),
    Option(
      "train.lr", .number(0...1), 1e-4, "learning rate",
      exceptions: [.init(where: "model.llm", isOneOf: ["neox"], value: 2e-5)]),
    Option("train.warm-up", .ratio(0...1), 0.03, "warm-up"),
    Option("data.rate", .quantity(.frequency, 10...2000), .hertz(500), "sampling rate"),
    Option("data.duration", .quantity(.time, 1...86_400), .seconds(10), "length"),
    Option(
      "data.source",
      .choice(
        ChoiceSet(
          "data source",
          [
            Choice("simulated", "", [Option("records", .integer(1...1_000_000), 2000, "records")]),
            Choice("ptb-xl", "", [Option("path", .path, .required, "folder")]),
          ])), "simulated", "the records"),
    Option(
      "eval.noise",
      .choice(
        ChoiceSet(
          "noise",
          [
            Choice("none", ""),
            Choice(
              "gaussian", "",
              [
                Option(
                  "snr", .quantity(.level, -60...100), .optional, "ratio", noun: "SNR",
                  hint: "write gaussian(snr = 20 dB), or gaussian(ratio = 0.05) for the paper's plain ratio"),
                Option("ratio", .ratio(0...10), .optional, "plain ratio"),
              ], exactlyOne: ["snr", "ratio"]),
          ])), "none", "noise on the test signals"),
    Option("eval.metrics", .list(.metric), .list(["bleu-4"]), "the scores"),
    Option("seed", .integer(0...4_294_967_295), 0, "random numbers"),
    Option(
      "scale", .choice(ChoiceSet("scale", [Choice("smoke", ""), Choice("small", ""), Choice("paper", "")])), "small",
      "how large the recipe is"),
  ],
  tableOptions: [
    Option("rows", .list(.oneOf([.option, .metric])), .required, "the rows"),
    Option("columns", .list(.oneOf([.option, .metric])), .required, "the columns"),
    Option(
      "cell",
      .choice(
        ChoiceSet(
          "cell form", [Choice("mean", ""), Choice("mean-ci", "", [Option("level", .ratio(0...1), 0.95, "level")])])),
      "mean", "the cells"),
    Option(
      "mark", .list(.choice(ChoiceSet("mark", [Choice("best", ""), Choice("second", "")]))), .list(["best"]), "marks"),
    Option(
      "test",
      .choice(
        ChoiceSet(
          "significance test",
          [
            Choice("none", ""),
            Choice(
              "paired-bootstrap", "",
              [
                Option("samples", .integer(1...1_000_000), 10_000, "samples"),
                Option("against", .list(.anyName), .optional, "row"),
              ]),
          ])), "none", "the test"),
    Option("save", .list(.path), .optional, "files"),
  ],
  figureOptions: [
    Option("panels", .list(.oneOf([.option, .metric])), .required, "panels"),
    Option("x", .oneOf([.option, .metric]), .optional, "x axis"),
    Option("series", .list(.oneOf([.option, .metric])), .optional, "series"),
    Option("size", .tuple([.quantity(.length, 1...1000), .quantity(.length, 1...1000)]), .optional, "size"),
    Option("save", .list(.path), .optional, "files"),
  ],
  metrics: [Metric("bleu-4", "words"), Metric("meteor", "words"), Metric("rouge-l", "sequence")],
  steps: [
    StepKind("prepare", "", influences: ["data"]),
    StepKind(
      "pretrain-encoder", "", influences: ["encoder", "seed"], inputs: ["prepare"],
      when: .compare("encoder.start", .notEqual, "random")),
    StepKind(
      "tune", version: 2, revisions: [.compare("model.fusion", .equal, "none")], "",
      influences: ["model", "encoder", "train", "seed"], inputs: ["prepare", "pretrain-encoder"]),
    StepKind("generate", "", influences: ["eval.noise", "seed"], inputs: ["tune"]),
    StepKind("score", "", influences: ["eval.metrics"], inputs: ["generate"]),
    StepKind("tabulate", "", inputs: ["score"], scope: .table),
    StepKind("draw", "", inputs: ["score"], scope: .figure),
  ],
  commands: [
    CommandForm("plan", "plan [NAME ...]", "show the work"),
    CommandForm("run", "run [NAME ...]", "do the work"),
    CommandForm(
      "show", "show NAME [record = ID]", "show it", takes: .results,
      options: [Option("record", .integer(0...1000), .optional, "the record")]),
    CommandForm("explain", "explain NAME", "tell more", takes: .topics),
  ])

/// A recipe checked against the small catalog.
func checked(_ text: String, overlays: String = "", files: [String: String] = [:]) -> Checked {
  check(
    SourceText(name: "test.meit", text: text), catalog: smallCatalog, overlays: parse(overlays).statements
  ) { path, _ in
    guard let text = files[path] else { throw NoSuchFile(path: path) }
    return SourceText(name: path, text: text)
  }
}

struct NoSuchFile: Error, CustomStringConvertible {
  let path: String
  var description: String { "there is no such file" }
}
