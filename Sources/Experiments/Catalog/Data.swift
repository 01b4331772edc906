import Language

// Records, reports, prompts and splits.
extension Catalog {
  static let dataOptions: [Option] = [
    Option("data.source", .choice(sources), "simulated", "the ECG records and their reports"),
    Option("data.fraction", .ratio(0...1), 1, "share of the training set that is used", source: "paper Figure 5"),
    Option("data.split", .choice(splits), "natural", "how records are divided, always by patient"),
    Option("data.seed", .integer(0...4_294_967_295), 0, "starts the random numbers of split, simulator and prompts"),
    Option(
      "data.prompts", .choice(prompts), .call("number", (nil, 256)), "the instructions, one drawn for each pair",
      source: "paper Table 11"),
    Option(
      "data.template", .choice(templates), "meit", "how prompt and report become one text", source: "paper section 3.1"),
    Option(
      "data.normalise",
      .choice(
        ChoiceSet(
          "normalisation",
          [
            Choice("min-max", "each record to 0...1"), Choice("z-score", "each lead to mean 0 and deviation 1"),
            Choice("none", "millivolts as they are"),
          ])), "min-max", "how signals are scaled", source: "released code"),
    Option(
      "data.rate", .quantity(.frequency, 10...2000), .hertz(500), "sampling rate that the encoder sees",
      source: "paper section 4.1"),
    Option(
      "data.duration", .quantity(.time, 0.5...600), .seconds(10), "length that the encoder sees",
      source: "paper section 4.1"),
    Option(
      "data.fewest-words", .integer(1...1000), 5, "leave out reports with fewer words", source: "paper section 5.1"),
    Option(
      "data.missing",
      .choice(
        ChoiceSet(
          "rule for missing samples",
          [
            Choice("skip", "leave the record out"),
            Choice("repair", "fill gaps with straight lines, mask leads that are missing with zeros"),
          ])), "skip", "what becomes of records with missing samples or leads; both are counted"),
    Option("data.limit", .integer(0...100_000_000), 0, "use at most so many records; 0 for all"),
  ]

  private static let rate = Option(
    "rate", .quantity(.frequency, 10...2000), .hertz(500), "which of the files to read: 100 Hz or 500 Hz")
  private static let folder = Option("path", .path, .required, "the folder of the data set")

  static let sources = ChoiceSet(
    "data source",
    [
      Choice(
        "simulated", "12-lead ECGs from the built-in simulator, with reports; needs no files",
        [
          Option("records", .integer(1...100_000_000), 2000, "number of records"),
          Option(
            "hospital",
            .choice(
              ChoiceSet(
                "hospital", [Choice("a", "clean, terse reports"), Choice("b", "noisier, other wording and gains")])),
            "a",
            "whose noise and wording"),
        ]),
      Choice(
        "ptb-xl", "PTB-XL 1.0.x",
        [
          folder, rate,
          Option(
            "language",
            .choice(
              ChoiceSet(
                "report language",
                [
                  Choice("all", "every report"), Choice("english", "reports in English"),
                  Choice("german", "reports in German"), Choice("swedish", "reports in Swedish"),
                ])),
            "all",
            "keep reports in this language"),
          Option(
            "report",
            .choice(
              ChoiceSet(
                "report source",
                [
                  Choice("original", "as in ptbxl_database.csv"), Choice("scp", "written out from the SCP codes"),
                  Choice(
                    "file", "from a CSV of your own", [Option("path", .path, .required, "columns ecg_id, report")]),
                ])), "original",
            "where the report text comes from"),
          Option(
            "exclude", .list(.choice(ChoiceSet("quality column", qualityChoices))), .init(.list([])),
            "leave out records with an entry in these columns"),
        ]),
      Choice("mimic-iv-ecg", "MIMIC-IV-ECG 1.0", [folder]),
      Choice(
        "cinc-2021", "PhysioNet/CinC Challenge 2021 folders; reports written out from their SNOMED codes", [folder]),
      Choice(
        "table", "your own records, listed in a CSV file",
        [
          Option("csv", .path, .required, "the list"),
          Option("signal", .text, .init(.string("path")), "column with the record's file"),
          Option("report", .text, .init(.string("report")), "column with the report"),
          Option("patient", .text, .init(.string("patient")), "column with the patient"),
          Option("split", .text, .optional, "column with train, validation or test"),
        ]),
      Choice(
        "text", "plain text for train.task = language-model",
        [Option("path", .path, .required, "a file, one document a line")]),
      Choice("same", "the data that the model was trained on"),
    ])

  /// PTB-XL's columns of signal quality, by the names that recipes have for them.
  static let qualityColumns = Dictionary(
    uniqueKeysWithValues: PTBXLDataset.QualityColumn.allCases.map { column in
      (column.rawValue.replacing("_", with: "-"), column)
    })

  private static let qualityChoices = qualityColumns.sorted { $0.key < $1.key }.map {
    Choice($0.key, $0.value.rawValue)
  }

  static let splits = ChoiceSet(
    "split",
    [
      Choice(
        "natural",
        "the data set's own: the parts of a table, PTB-XL's folds 1-7 / 8 / 9-10, otherwise ratio(80 %, 10 %, 10 %)"),
      Choice(
        "folds", "by the data set's folds",
        [
          Option("train", .list(.integer(1...1000)), .init(.list([1, 2, 3, 4, 5, 6, 7])), "folds to train on"),
          Option("validation", .list(.integer(1...1000)), .init(.list([8])), "folds to watch"),
          Option("test", .list(.integer(1...1000)), .init(.list([9, 10])), "folds to score"),
        ]),
      Choice(
        "ratio", "by random patients",
        [
          Option("train", .ratio(0...1), 0.8, "share to train on"),
          Option("validation", .ratio(0...1), 0.1, "share to watch"),
          Option("test", .ratio(0...1), 0.1, "share to score"),
        ]),
    ])

  static let prompts = ChoiceSet(
    "set of prompts",
    [
      Choice(
        "number", "so many distinct prompts: 32 written by hand, the rest rephrased",
        [Option("count", .integer(1...512), 256, "how many")]),
      Choice("fixed", "always the same prompt"),
      Choice("file", "one prompt a line from a file", [Option("path", .path, .required, "the file")]),
      Choice(
        "llm", "32 written by hand, the rest rephrased by the model at $MEIT_JUDGE_URL",
        [
          Option("model", .text, .init(.string("gpt-4o")), "the model's name there"),
          Option("count", .integer(1...10_000), 256, "how many distinct ones"),
        ]),
    ])

  static let templates = ChoiceSet(
    "template",
    [
      Choice("meit", "<|user|> prompt <|assistant|> report"), Choice("chat", "the backbone's own chat template"),
      Choice("plain", "prompt, new line, report"),
    ])
}
