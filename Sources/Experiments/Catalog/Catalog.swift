import Language

extension Catalog {
  /// Everything that a recipe of ours may say.
  public static let meit = Catalog(
    options: modelOptions + encoderOptions + trainingOptions + dataOptions + evaluationOptions + generalOptions,
    tableOptions: tableVocabulary, figureOptions: figureVocabulary, metrics: metricVocabulary, steps: stepVocabulary,
    commands: commandVocabulary)

  static let generalOptions: [Option] = [
    Option(
      "seed", .integer(0...4_294_967_295), 0,
      "starts every random number of training and generation; the split has its own, data.seed"),
    clusterOption,
    Option(
      Catalog.scaleOption,
      .choice(
        ChoiceSet(
          "scale",
          [
            Choice("smoke", "to see that everything works: seconds to a minute"),
            Choice("small", "to see which way a finding points: minutes on two cores, without any files"),
            Choice("paper", "the checkpoints and data of the paper, from files of yours"),
          ])), "small",
      "which `scale NAME { ... }` blocks hold; said once for a whole recipe, outside every block or with --scale"),
  ]
}
