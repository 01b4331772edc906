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
  /// What ends a generated report.
  let endTokens: Set<Int32>
  /// What the tokenizer puts before a text, and what it puts after one that a text encoder reads.
  private let frame: (prefix: [Int32], suffix: [Int32])
  /// What a text begins with that would otherwise begin with nothing.
  private let start: Int32
  private let random: Random
  private let maximumLength: Int

  /// - Throws: `DataError` if the backbone has no chat template and one is asked for, or no end token; `PromptError`.
  init(_ context: StepContext, _ backbone: Backbone) throws {
    let configuration = context.configuration
    template = try Self.template(configuration, backbone)
    prompts = try Self.prompts(context)
    tokenizer = backbone.tokenizer
    let end = try backbone.endToken()
    endOfText = backbone.tokenizer.token(end) ?? ""
    endTokens = Set([end] + [backbone.tokenizer.id(template.stop(endOfText: endOfText))].compactMap(\.self))
    start = backbone.tokenizer.specialTokens.bos ?? end
    frame = (
      backbone.tokenizer.template.prefix,
      backbone.model.decoder.spec.attendsToSource ? backbone.tokenizer.template.suffix : []
    )
    random = Random(seed: UInt64(configuration.integer("data.seed"))).split("prompts")
    maximumLength = configuration.integer("train.max-length")
  }

  private static func template(_ configuration: Configuration, _ backbone: Backbone) throws -> InstructionTemplate {
    if configuration.choice("train.task") == "report-only" { return .reportOnly }
    switch configuration.choice("data.template") {
    case "plain": return .plain
    case "chat":
      guard let template = backbone.chatTemplate else {
        throw DataError("data.template = chat: nothing says how the language model was taught to chat.")
      }
      return template
    default: return .meit
    }
  }

  private static func prompts(_ context: StepContext) throws -> PromptSet {
    let value = context.configuration["data.prompts"]
    switch value.head {
    case "fixed": return try PromptSet([PromptSet.handwritten.prompts[0]])
    case "file": return try PromptSet.file(DataSource.resolve(value.argument("path")?.text ?? "", base: context.base))
    case "llm": return try PromptSet.file(context.input("prepare").appending(path: PromptWriter.fileName))
    default:
      let count = value.argument("count")?.integer ?? 256
      return try PromptSet.rephrased(count: count, seed: UInt64(context.configuration.integer("data.seed")))
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
    let question = framed(text.question)
    let answer = tokenizer.encode(text.answer, addingSpecialTokens: false)
    return (Array((question + answer).prefix(maximumLength)), question.count)
  }

  /// The tokens that a model is asked for a record's report with.
  func question(_ record: String) -> [Int32] {
    framed(template.question(prompt(record)))
  }

  private func framed(_ question: String) -> [Int32] {
    let tokens = frame.prefix + tokenizer.encode(question, addingSpecialTokens: false) + frame.suffix
    return tokens.isEmpty ? [start] : tokens
  }

  /// The text of generated tokens.
  func answer(_ tokens: [Int32]) -> String {
    tokenizer.decode(tokens).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
