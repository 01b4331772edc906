import Layers
import Models
import Randomness
import Reports
import Tensors

/// Finding each ECG's own report among those of a batch, and each report's ECG. A report is the mean of a learnt vector
/// for each of its words, so that the result does not depend on the language model and all of a sweep can share it.
///
/// Reports of equal text in one batch count as wrong partners of each other.
final class AlignmentObjective: EncoderObjective {
  private let encoder: any ECGEncoder
  private let ecgHead, wordVectors: Linear
  private let vocabulary: [Substring: Int]
  private let temperature: Float
  private let words: (Int) -> [Substring]

  /// Width in which ECGs and reports are compared.
  private static let width = 128
  /// Words that have a vector: the most frequent ones.
  private static let mostWords = 4_096

  init(_ encoder: any ECGEncoder, _ dataset: any Dataset, _ train: [Int], temperature: Double, random: Random) {
    self.encoder = encoder
    self.temperature = Float(temperature)
    words = { dataset.info($0).report.lowercased().split { !$0.isLetter && !$0.isNumber } }
    var counts: [Substring: Int] = [:]
    for record in train { for word in words(record) { counts[word, default: 0] += 1 } }
    let known = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    vocabulary = Dictionary(
      uniqueKeysWithValues: known.prefix(Self.mostWords).enumerated().map { ($0.element.key, $0.offset) })
    ecgHead = Linear(inputs: encoder.features, outputs: Self.width, bias: true, random: random.split("ecg"))
    wordVectors = Linear(
      inputs: vocabulary.count, outputs: Self.width, bias: false, random: random.split("words"), deviation: 1)
    for head in [ecgHead, wordVectors] { head.setTrainable(true) }
  }

  var parts: [(name: String, module: any Module)] {
    [("encoder", encoder), ("ecg", ecgHead), ("words", wordVectors)]
  }

  func terms(_ records: [Int]) -> Int { records.count }

  func loss(_ records: [Int], _ signals: Tensor, divisor: Float, _ pass: Pass) -> Tensor {
    let ecgs = ecgHead(encoder(signals, tokens: 1, pass).reshaped([-1, encoder.features]), pass)
    let reports = wordVectors(shares(records), pass)
    return .contrast(
      ecgs.normalizedRows(), reports.normalizedRows(), temperature: temperature, divisor: divisor)
  }

  /// The share of each known word in each report, [B, words].
  private func shares(_ records: [Int]) -> Tensor {
    let shares = Tensor.zeros([records.count, vocabulary.count])
    for (row, record) in records.enumerated() {
      let found = words(record).compactMap { vocabulary[$0] }
      for word in found { shares.pointer[row * vocabulary.count + word] += 1 / Float(found.count) }
    }
    return shares
  }

  func scores(_ batches: [[Int]], _ signals: ([Int]) throws -> Tensor) throws -> [String: RecordedScore] {
    try validationLoss(batches, signals)
  }
}
