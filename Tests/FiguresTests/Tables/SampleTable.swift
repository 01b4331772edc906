import Figures

extension Table {
  /// Three fusions with intervals, counts, a test, a tie, a missing cell, and names that LaTeX and Markdown would
  /// misread.
  static let sample = Table(
    "table-5", caption: "Fusions on PTB_XL & co, 100 % simulated.", rowTitles: ["Fusion"],
    columns: [
      Column("bleu-4", better: .higher), Column("time", unit: "s", decimals: 1, better: .lower), Column("kind"),
    ],
    rows: [
      Row(
        ["llava"],
        [
          .number(Measured(0.5014, .interval(Interval(0.48, 0.52)), n: 500)), .number(12.26), .text("a|b"),
        ]),
      Row(
        ["concat_{x}"],
        [
          .number(Measured(0.5312, .interval(Interval(0.51, 0.55)), n: 500, test: .init(p: 0.004, against: "llava"))),
          .number(-3), .empty,
        ]),
      Row(
        ["[flamingo]"], [.number(Measured(0.50141, .interval(Interval(0.47, 0.53)), n: 480)), .number(.nan), .text("")]),
      Row(["published"], [.number(0.9)], startsGroup: true, isRanked: false),
    ], notes: ["Means over 3 seeds."], provenance: Provenance(["recipe": "3f1c9a"]))

  /// More numbers than a line of a page has room for.
  static let wide = Table(
    "wide", caption: "Twelve scores.", rowTitles: ["Model", "Data"],
    columns: (1...12).map { Column("Score \($0)", better: .higher) },
    rows: ["a model with a long name", "another"].map { Row([$0, "simulated"], (1...12).map { .number(Double($0)) }) })

  /// Texts that must be broken into lines, beside names that are long too.
  static let sentences = Table(
    "sentences", caption: "What is asked.", rowTitles: ["Criterion"], columns: [Column("Text")],
    rows: [
      Row(
        ["1. Agreement of the medical terminology"],
        [.text("Does the generated report use correct and appropriate terms, in the order that an expert expects?")])
    ])
}
