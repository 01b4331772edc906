import Foundation
import Language
import Randomness
import Reports
import Tokenizers

/// Makes the texts that a model is trained and asked with.
struct Conversations {
  private let template: InstructionTemplate
  private let prompts: PromptSet
  private let tokenizer: Tokenizer
  private let endOfText: String
  private let random: Random
  private let maximumLength: Int

  init(_ configuration: Configuration, _ backbone: Backbone, base: URL) throws {
    template = try Self.template(configuration)
    prompts = try Self.prompts(configuration, base: base)
    tokenizer = backbone.tokenizer
    endOfText = backbone.tokenizer.token(try backbone.endToken()) ?? ""
    random = Random(seed: UInt64(configuration.integer("data.seed"))).split("prompts")
    maximumLength = configuration.integer("train.max-length")
  }

  private static func template(_ configuration: Configuration) throws -> InstructionTemplate {
    if configuration.choice("train.task") == "report-only" { return .reportOnly }
    switch configuration.choice("data.template") {
    case "plain": return .plain
    case "chat": throw DataError("data.template = chat needs a backbone with a chat template.")
    default: return .meit
    }
  }

  private static func prompts(_ configuration: Configuration, base: URL) throws -> PromptSet {
    let value = configuration["data.prompts"]
    switch value.head {
    case "fixed": return try PromptSet([PromptSet.handwritten.prompts[0]])
    case "file": return try PromptSet.file(DataSource.resolve(value.argument("path")?.text ?? "", base: base))
    default:
      let count = value.argument("count")?.integer ?? 256
      return try PromptSet.rephrased(count: count, seed: UInt64(configuration.integer("data.seed")))
    }
  }

  /// The prompt of a record: drawn once for each pair.
  func prompt(_ record: String) -> String {
    var stream = random.split(record)
    return prompts.drawn(using: &stream)
  }

  /// The tokens of a record's conversation, and where its answer begins; a long report is cut to the maximum length.
  func training(_ record: String, report: String) -> (tokens: [Int32], answerStart: Int) {
    let text = template.filled(prompt: prompt(record), report: report, endOfText: endOfText)
    let question = tokenizer.encode(text.question, addingSpecialTokens: false)
    let answer = tokenizer.encode(text.answer, addingSpecialTokens: false)
    return (Array((question + answer).prefix(maximumLength)), question.count)
  }

  /// The tokens that a model is asked for a record's report with.
  func question(_ record: String) -> [Int32] {
    tokenizer.encode(template.question(prompt(record)), addingSpecialTokens: false)
  }

  /// The text of generated tokens.
  func answer(_ tokens: [Int32]) -> String {
    tokenizer.decode(tokens).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
