import Language
import Randomness
import Reports

/// The texts that a small language model is pretrained on: conversations about the data set's reports, and general
/// cardiology sentences, half and half. Plain text is taken as it is.
struct PretrainingTexts {
  let texts: [String]

  init(_ dataset: any Dataset, _ records: [Int], _ source: DataSource) throws {
    guard dataset.hasSignals else {
      texts = records.map { dataset.info($0).report + Backbone.specialTokens[1] }
      return
    }
    let random = Random(seed: source.seed).split("pretraining")
    let prompts = try PromptSet.rephrased(count: 256, seed: source.seed)
    let end = Backbone.specialTokens[1]
    let conversations = try records.map { record in
      var stream = random.split(record)
      let report = try dataset.report(record, source.cleaning)
      return InstructionTemplate.meit.filled(
        prompt: prompts.drawn(using: &stream), report: report, endOfText: end
      ).text
    }
    let sentences = CardiologySentences(random: random.split("sentences")).prefix(records.count).map { $0 + end }
    texts = conversations + sentences
  }
}
