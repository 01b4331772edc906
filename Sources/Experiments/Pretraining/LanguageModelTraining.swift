import Language
import Layers
import MessagePassing
import Models
import Randomness
import Tensors

/// The training of all of a language model on texts: of a decoder on every token, of an encoder-decoder on the answers.
struct LanguageModelTraining {
  let backbone: Backbone
  let documents: [PretrainingTexts.Document]
  /// Longer texts are cut.
  let maximumLength: Int
  let options: Trainer.Options
  /// The ranks that share the training.
  var team = Team.alone

  /// Trains, and writes the model into the step's folder.
  /// - Throws: `Stopped` after a checkpoint, if a stop is asked for; `DataError` if no text is long enough or one is too
  ///   long.
  func run(_ context: StepContext) throws -> (model: ReportGenerator, outcome: TrainingRun.Outcome) {
    backbone.model.setTrainable(true)
    let sequences = documents.compactMap(sequence)
    let model = ReportGenerator(languageModel: backbone.model, fusion: .none, random: Random(seed: 0)) {
      preconditionFailure("no fusion, no encoder")
    }
    try model.requireReadable(pairs: sequences)
    let trainer = Trainer(
      backbone.model.parameters, examples: sequences.count, options: options, team: team,
      batch: { chosen in Batch(chosen.map { sequences[$0] }) }, loss: { model.loss($0, divisor: $1, $2) })
    let outcome = try TrainingRun(trainer: trainer, state: backbone.model.namedTensors, context: context).run()
    if team.isFirst { try backbone.write(to: context.workspace.folder) }
    return (model, outcome)
  }

  /// The tokens of a text, and where what is learnt begins; nil for one that is too short.
  private func sequence(_ document: PretrainingTexts.Document) -> (tokens: [Int32], answerStart: Int)? {
    func encoded(_ text: String) -> [Int32] { backbone.tokenizer.encode(text, addingSpecialTokens: false) }
    guard backbone.model is EncoderDecoder else {
      let tokens = Array(encoded(document.text).prefix(maximumLength))
      return tokens.count > 1 ? (tokens, 1) : nil
    }
    let question = encoded(document.question)
    let tokens = Array((question + encoded(document.answer)).prefix(maximumLength))
    // What has no question is read to its middle and written on from there.
    let start = question.isEmpty ? tokens.count / 2 : question.count
    return start > 0 && start < tokens.count ? (tokens, start) : nil
  }
}
