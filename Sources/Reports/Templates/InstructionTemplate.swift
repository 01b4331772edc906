/// How a prompt and a report become one training text, by backbone.
public enum InstructionTemplate: String, CaseIterable, Sendable, Codable {
  /// The paper's: `<|user|>`, the prompt, `<|assistant|>`, the report, each on its own line.
  case meit
  /// LLaMA-2 chat: `[INST] prompt [/INST] report`.
  case llama2 = "llama-2"
  /// LLaMA-3 Instruct: headers between `<|start_header_id|>` and `<|end_header_id|>`.
  case llama3 = "llama-3"
  /// Mistral Instruct: as LLaMA-2, but the answer follows the tag without a blank.
  case mistral
  /// ChatML, of SmolLM2 and Qwen: `<|im_start|>user`, the prompt, `<|im_end|>`.
  case chatML = "chatml"
  /// The prompt, a line's end and the report: no tags.
  case plain
  /// The report alone: neither prompt nor tags ("without instruction tuning", paper Figure 6). The released code leaves
  /// the end of text out as well; a model that never learnt to stop would be measured by its length limit.
  case reportOnly = "report-only"

  /// What stands around the prompt and after the report.
  private var marks: (before: String, between: String, end: End) {
    switch self {
    case .meit: ("<|user|>\n", "\n<|assistant|>\n", .endOfText)
    case .llama2: ("[INST] ", " [/INST] ", .endOfText)
    case .llama3:
      (
        "<|start_header_id|>user<|end_header_id|>\n\n",
        "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n", .turn("<|eot_id|>")
      )
    case .mistral: ("[INST] ", " [/INST]", .endOfText)
    case .chatML: ("<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", .turn("<|im_end|>"))
    case .plain: ("", "\n", .endOfText)
    case .reportOnly: ("", "", .endOfText)
    }
  }

  private enum End {
    case endOfText
    case turn(String)
  }

  /// The tags that a tokenizer must keep whole, as added special tokens.
  public var specialTokens: [String] {
    switch self {
    case .meit: ["<|user|>", "<|assistant|>"]
    case .llama3: ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
    case .chatML: ["<|im_start|>", "<|im_end|>"]
    case .llama2, .mistral, .plain, .reportOnly: []
    }
  }

  /// What the model reads before it writes; empty for `reportOnly`.
  public func question(_ prompt: String) -> String {
    if case .reportOnly = self { return "" }
    return marks.before + prompt + marks.between
  }

  /// The mark that ends the answer and stops generation.
  public func stop(endOfText: String) -> String {
    switch marks.end {
    case .endOfText: endOfText
    case .turn(let mark): mark
    }
  }

  /// The training text of one pair; a beginning-of-text token is the tokenizer's to add.
  public func filled(prompt: String, report: String, endOfText: String) -> InstructionText {
    InstructionText(question: question(prompt), answer: report + stop(endOfText: endOfText))
  }
}

/// A training text in its two parts: the loss is taken on the answer only.
public struct InstructionText: Equatable, Sendable {
  /// Prompt and tags: read, not learnt.
  public let question: String
  /// Report and end mark: learnt.
  public let answer: String

  /// The whole text.
  public var text: String { question + answer }

  /// The answer's place in the text's UTF-8 bytes.
  public var answerBytes: Range<Int> { question.utf8.count..<question.utf8.count + answer.utf8.count }
}
