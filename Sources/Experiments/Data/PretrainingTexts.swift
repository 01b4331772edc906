import Language
import Randomness
import Reports
import Signals

/// What a small language model is pretrained on: conversations about a data set's reports, and general cardiology
/// sentences, half and half. Plain text is taken as it is.
struct PretrainingTexts {
  /// A text, cut where an encoder-decoder hands over from reading to writing.
  struct Document {
    /// Empty where nothing is asked.
    let question: String
    let answer: String

    var text: String { question + answer }
  }

  let documents: [Document]

  private static let end = Backbone.specialTokens[1]

  /// - Throws: `DataError` for a report that cannot be read.
  init(_ dataset: any Dataset, _ records: [Int], _ source: DataSource) throws {
    guard dataset.hasSignals else {
      documents = records.map { Document(question: "", answer: dataset.info($0).report + Self.end) }
      return
    }
    let random = Random(seed: source.seed).split("pretraining")
    let conversations = try Self.conversations(dataset, records, source, random)
    documents = conversations + Self.sentences(records.count, random)
  }

  /// The texts for `model.start = pretrained`: patients of both simulated hospitals, who are in no data set.
  init(patients count: Int, _ source: DataSource) throws {
    let random = Random(seed: Self.patientsSeed)
    var documents: [Document] = []
    for (index, hospital) in Hospital.allCases.enumerated() {
      let share = (count + index) / Hospital.allCases.count
      let dataset = SimulatedDataset(
        count: share, hospital: hospital, seed: Self.patientsSeed, samplesPerSecond: 1, seconds: 1)
      documents += try Self.conversations(dataset, Array(0..<share), source, random.split(hospital.rawValue))
    }
    self.documents = documents + Self.sentences(count, random)
  }

  /// Far from the small numbers that recipes choose for `data.seed`.
  private static let patientsSeed: UInt64 = 0x7e57_0f_7ea1

  private static func conversations(
    _ dataset: any Dataset, _ records: [Int], _ source: DataSource, _ random: Random
  ) throws -> [Document] {
    let prompts = try PromptSet.rephrased(count: 256, seed: source.seed)
    return try records.map { record in
      var stream = random.split(record)
      let filled = InstructionTemplate.meit.filled(
        prompt: prompts.drawn(using: &stream), report: try dataset.report(record, source.cleaning), endOfText: end)
      return Document(question: filled.question, answer: filled.answer)
    }
  }

  private static func sentences(_ count: Int, _ random: Random) -> [Document] {
    CardiologySentences(random: random.split("sentences")).prefix(count).map {
      Document(question: "", answer: $0 + end)
    }
  }
}
