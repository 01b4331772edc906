import Language

// What tables and figures take.
extension Catalog {
  private static let axis: ValueType = .oneOf([.option, .metric])
  private static let files: ValueType = .list(.path)
  private static let confidence = Option("level", .ratio(0.5...0.999), 0.95, "how sure the interval is")

  private static let shared: [Option] = [
    Option("save", files, .optional, "files to write; the ending chooses the format"),
    Option("caption", .text, .optional, "what the caption says first; written from the recipe when left out"),
    Option(
      "details",
      .choice(
        ChoiceSet(
          "part of a caption",
          [
            Choice("written", "data, model, trainings, reports and what the intervals are, from the recipe"),
            Choice("none", "no more than `caption`"),
          ])), "written", "what follows the caption"),
    Option(
      "published",
      .choice(
        ChoiceSet(
          "published result",
          [Choice("none", "ours alone")]
            + PublishedResults.names.map { Choice($0, "the paper's own numbers beside ours") }
        )), "none", "whose numbers are set beside ours"),
  ]

  static let tableVocabulary: [Option] =
    [
      Option("kind", .choice(tableKinds), "scores", "what the table shows"),
      Option(
        "rows", .list(axis), .required, "the options whose values name the rows",
        exceptions: [.init(where: "kind", isOneOf: ["judge-prompt"], value: .init(.list([])))]),
      Option(
        "columns", .list(axis), .required, "the metrics, or options, of the columns",
        exceptions: [.init(where: "kind", isOneOf: ["judge-prompt"], value: .init(.list([])))]),
      Option("sort", axis, .optional, "the column that orders the rows, the better ones first"),
      Option("cell", .choice(cellForms), "mean", "what a cell shows"),
      Option(
        "mark", .list(.choice(ChoiceSet("mark", [Choice("best", "bold"), Choice("second", "underlined")]))),
        .init(.list(["best", "second"])), "what is set off in a column, among rows that were scored on the same data"),
      Option("test", .choice(tests), "none", "whether differences are significant"),
    ] + shared

  static let figureVocabulary: [Option] =
    [
      Option("kind", .choice(figureKinds), "lines", "what is drawn"),
      Option("panels", .list(axis), .init(.list([])), "one panel for each of these metrics; the spokes of a radar"),
      Option(
        "x", axis, .optional,
        "the horizontal axis; step or epoch shows how training went, panels being loss.train or what train.watch measures"
      ),
      Option("each", axis, .optional, "one panel for each value of this option"),
      Option("series", .list(axis), .optional, "one line, bar or colour for each value"),
      Option(
        "band", .choice(bands), "none",
        "the uncertainty that is shown: bands around one or two curves, bars where there are more"),
      Option(
        "size", .tuple([.quantity(.length, 10...2000), .quantity(.length, 10...2000)]),
        .init(.tuple([.millimetres(170), .millimetres(60)])), "width and height"),
      Option(
        "log", .list(.choice(ChoiceSet("axis", [Choice("x", "horizontal"), Choice("y", "vertical")]))),
        .init(.list([])), "axes that are logarithmic"),
      Option(
        "fit",
        .choice(
          ChoiceSet("fit", [Choice("none", "no fit"), Choice("power-law", "a straight line on logarithmic axes")])),
        "none", "a curve through the points"),
      Option("record", .oneOf([.integer(0...1_000_000_000), .text]), .optional, "the record of a sample figure"),
      Option(
        "legend",
        .choice(ChoiceSet("legend position", [Choice("below", ""), Choice("right", ""), Choice("none", "no legend")])),
        "below", "where the legend stands"),
    ] + shared

  static let tableKinds = ChoiceSet(
    "kind of table",
    [
      Choice("scores", "a row for each value of `rows`, a column for each metric"),
      Choice("options", "a row for each option in `rows`, a column for each value of the options in `columns`"),
      Choice("judge-prompt", "what a judge is asked; takes no rows and columns", []),
    ])

  static let cellForms = ChoiceSet(
    "cell form",
    [
      Choice("mean", "the mean over seeds"), Choice("mean-ci", "mean and interval", [confidence]),
      Choice("mean-sd", "mean and standard deviation"), Choice("value", "the value alone"),
    ])

  static let tests = ChoiceSet(
    "significance test",
    [
      Choice("none", "no test"), Choice("paired-bootstrap", "resampled reports", testParameters),
      Choice("approximate-randomisation", "exchanged outputs", testParameters),
    ])

  private static let testParameters: [Option] = [
    Option("samples", .integer(100...10_000_000), 10_000, "number of samples"),
    Option(
      "against", .list(.anyName), .optional,
      "the row to compare with, by as many of its names as tell it from the others; the best other row when left out"),
  ]

  static let bands = ChoiceSet(
    "band",
    [
      Choice("none", "no band"), Choice("ci", "confidence interval", [confidence]),
      Choice("sd", "one standard deviation"),
    ])

  static let figureKinds = ChoiceSet(
    "kind of figure",
    [
      Choice("lines", "points joined by lines"), Choice("bars", "grouped bars"),
      Choice("radar", "one axis for each metric"),
      Choice("scatter", "points alone"), Choice("ecg", "an ECG with the generated and the true report"),
    ])
}
