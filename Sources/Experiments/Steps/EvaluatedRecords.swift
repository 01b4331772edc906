import Language
import Models
import Randomness

/// The records that a tuned model is tried on, each with the record whose ECG it is shown.
struct EvaluatedRecords {
  let dataset: any Dataset
  let records: [Int]
  /// The record whose ECG is shown for each of `records`.
  let shown: [Int]

  /// Those that a recipe's `eval.source`, `eval.part`, `eval.limit` and `eval.ecg` say.
  /// - Throws: `DataError` if there are none.
  init(_ context: StepContext) throws {
    let configuration = context.configuration
    let part = Split.Part(rawValue: configuration.choice("eval.part")) ?? .test
    let other = try context.source.evaluation()
    dataset = try other ?? context.source.training()
    let data = try PreparedData(folder: context.input(other == nil ? "prepare" : "prepare-evaluation"))
    let limit = configuration.integer("eval.limit")
    records = limit > 0 ? Array(data.split[part].prefix(limit)) : data.split[part]
    guard !records.isEmpty else { throw DataError("\(dataset.name) has no record in its \(part.rawValue) part.") }
    shown =
      configuration.choice("eval.ecg") == "shuffled"
      ? Self.shuffled(records, dataset, UInt64(configuration.integer("seed"))) : records
  }

  /// What a step writes down of them.
  var notes: [String: String] {
    [
      "dataset": dataset.name, "simulated": dataset.isSimulated ? "yes" : "no", "reports": "\(records.count)",
    ]
  }

  /// For each record the record of another patient, each used once.
  static func shuffled(_ records: [Int], _ dataset: any Dataset, _ seed: UInt64) -> [Int] {
    var stream = Random(seed: seed).split("shuffled")
    var order = records.shuffled(using: &stream)
    let patients = Dictionary(uniqueKeysWithValues: records.map { ($0, dataset.info($0).patient) })
    for place in records.indices where patients[order[place]] == patients[records[place]] {
      let other = records.indices.first { candidate in
        patients[order[candidate]] != patients[records[place]] && patients[order[place]] != patients[records[candidate]]
      }
      if let other { order.swapAt(place, other) }
    }
    return order
  }
}

extension StepContext {
  /// The model that the tune step made, with its weights in the form that the recipe writes reports with.
  func tunedModel() throws -> (model: ReportGenerator, backbone: Backbone) {
    let backbone = try backbone(weights: .asStored)
    let model = try ModelBuilder(configuration: configuration, base: base).new(backbone)
    try ModelBuilder.read(model, backbone, from: input("tune"))
    backbone.model.quantise(Quantisation(rawValue: configuration.choice("model.quantisation")) ?? .none)
    backbone.model.use(Activations(rawValue: configuration.choice("model.activations")) ?? .rounded)
    return (model, backbone)
  }
}
