import Console
import Experiments
import Foundation

extension CommandSpec {
  private static let candidates = OptionSpec("candidates", short: "c", value: "FILE", "the texts to score")
  private static let references = OptionSpec("references", short: "r", value: "FILE", "what they should say")
  private static let against = OptionSpec(
    "against", short: "a", value: "FILE", "another system's texts: tests whether the two differ")
  private static let metrics = OptionSpec(
    "metrics", short: "m", value: "NAMES", "which, with commas between; otherwise all")
  private static let encoder = OptionSpec("encoder", value: "FOLDER", "a BERT or RoBERTa checkpoint, for BERTScore")
  private static let layer = OptionSpec(
    "layer", value: "NUMBER", "of the encoder; otherwise bert-score's choice, where it has one")
  private static let idf = OptionSpec("idf", "BERTScore weighs rare tokens more")
  private static let baseline = OptionSpec("baseline", value: "FILE", "rescale BERTScore: lines LAYER,P,R,F")
  private static let released = OptionSpec("released", "score as the released code of MEIT does")
  private static let samples = OptionSpec(
    "samples", value: "COUNT", "bootstrap samples; otherwise 1000, or 10000 with --against")

  static let score = CommandSpec(
    "score", "[FILE]", "score texts against references, without any experiment",
    details: """
      FILE has pairs: JSON lines, CSV or TSV with the fields \(PairedTexts.candidateFields.joined(separator: ", ")) and
      \(PairedTexts.referenceFields.joined(separator: ", ")); or two files, of fields or of one text a line.

        meit score samples.jsonl
        meit score --candidates ours.txt --references theirs.txt --metrics bleu-4,rouge-l
        meit score ours.csv --against theirs.csv
        meit score samples.jsonl --encoder models/roberta-large --metrics bertscore-f1
      """,
    options: [
      candidates, references, against, metrics, encoder, layer, idf, baseline, released, samples, .json, .width,
    ], count: 0...1
  ) { invocation in
    let names = invocation.value(metrics)?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let scorer = ReportScorer(invocation.has(released) ? .released : .clean, encoder: try textEncoder(invocation))
    let texts = try texts(invocation)
    let samples = try invocation.integer(samples).map { max(2, $0) }
    let table =
      if let other = try rival(invocation) {
        try texts.comparison(with: other, names, scorer, samples: samples ?? 10_000)
      } else {
        try texts.scores(names, scorer, samples: samples ?? 1000)
      }
    try invocation.printer.list(table)
    return .success
  }

  private static func texts(_ invocation: Invocation) throws -> PairedTexts {
    if let file = invocation.operands.first { return try PairedTexts(pairs: URL(filePath: file)) }
    guard let ours = invocation.value(candidates), let theirs = invocation.value(references) else {
      throw UsageError("score needs FILE, or --candidates and --references", command: "score")
    }
    return try PairedTexts(candidates: URL(filePath: ours), references: URL(filePath: theirs))
  }

  /// The second system: with references of its own where the first has them in its file.
  private static func rival(_ invocation: Invocation) throws -> PairedTexts? {
    guard let file = invocation.value(against) else { return nil }
    guard let references = invocation.value(references), invocation.operands.isEmpty else {
      return try PairedTexts(pairs: URL(filePath: file))
    }
    return try PairedTexts(candidates: URL(filePath: file), references: URL(filePath: references))
  }

  private static func textEncoder(_ invocation: Invocation) throws -> BERTScorer? {
    guard let folder = invocation.value(encoder) else { return nil }
    return try BERTScorer(
      folder: URL(filePath: folder),
      .init(
        layer: invocation.integer(layer), weighsByFrequency: invocation.has(idf),
        baseline: invocation.value(baseline).map { URL(filePath: $0) }))
  }
}
