import Experiments
import Foundation

extension CommandSpec {
  private static let candidates = OptionSpec("candidates", short: "c", value: "FILE", "the texts to score")
  private static let references = OptionSpec("references", short: "r", value: "FILE", "what they should say")
  private static let metrics = OptionSpec("metrics", short: "m", value: "NAMES", "which, with commas between; all")
  private static let released = OptionSpec("released", "score as the released code of MEIT does")
  private static let samples = OptionSpec("samples", value: "COUNT", "bootstrap samples; 1000")

  static let score = CommandSpec(
    "score", "[FILE]", "score texts against references, without any experiment",
    details: """
      FILE has pairs: JSON lines or CSV with the fields \(PairedTexts.candidateFields.joined(separator: ", ")) and
      \(PairedTexts.referenceFields.joined(separator: ", ")); or two files of one text a line.

        meit score samples.jsonl
        meit score --candidates ours.txt --references theirs.txt --metrics bleu-4,rouge-l
      """, options: [candidates, references, metrics, released, samples, .json, .width], count: 0...1
  ) { invocation in
    let names = invocation.value(metrics)?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let table = try texts(invocation).scores(
      names, invocation.has(released) ? .released : .clean, samples: max(2, invocation.integer(samples) ?? 1000))
    try invocation.printer.show(.table(table))
    return .success
  }

  private static func texts(_ invocation: Invocation) throws -> PairedTexts {
    if let file = invocation.operands.first { return try PairedTexts(pairs: URL(filePath: file)) }
    guard let ours = invocation.value(candidates), let theirs = invocation.value(references) else {
      throw UsageError("score needs FILE, or --candidates and --references", command: "score")
    }
    return try PairedTexts(candidates: URL(filePath: ours), references: URL(filePath: theirs))
  }
}
