import Foundation
import Language
import Models
import Randomness
import Reports
import Signals
import Tensors

/// Has the tuned model write a report for every record of a part of the split.
struct GenerateStep: StepExecutor {
  var isShared: Bool { true }

  func execute(_ context: StepContext) throws -> StepSummary {
    try Precision.with(context.precision) { try generate(context) }
  }

  private func generate(_ context: StepContext) throws -> StepSummary {
    let writing = try context.team.together { try self.writing(context) }
    let seconds = try writing.run()
    let dataset = writing.dataset
    return StepSummary(
      scores: ["time.generation": RecordedScore(seconds)],
      notes: [
        "dataset": dataset.name, "simulated": dataset.isSimulated ? "yes" : "no",
        "reports": "\(writing.records.count)",
      ])
  }

  private func writing(_ context: StepContext) throws -> ReportWriting {
    let configuration = context.configuration
    let (dataset, records) = try evaluated(context)
    let backbone = try context.backbone(weights: .asStored)
    let model = try ModelBuilder(configuration: configuration, base: context.base).new(backbone)
    try ModelBuilder.read(model, backbone, from: context.input("tune"))
    backbone.model.quantise(Quantisation(rawValue: configuration.choice("model.quantisation")) ?? .none)
    backbone.model.use(Activations(rawValue: configuration.choice("model.activations")) ?? .rounded)
    let conversations = try Conversations(context, backbone)
    let seed = UInt64(configuration.integer("seed"))
    return ReportWriting(
      context: context, dataset: dataset, records: records,
      shown: configuration.choice("eval.ecg") == "shuffled" ? Self.shuffled(records, dataset, seed) : records,
      model: model, conversations: conversations,
      loader: context.loader(dataset, try context.source.perturbation()),
      options: ReportGenerator.GenerationOptions(
        maximumNewTokens: configuration.integer("eval.max-new"), endTokens: conversations.endTokens,
        decoding: DecodingStrategy(configuration["eval.decoding"]),
        repetitionPenalty: Float(configuration.number("eval.repetition-penalty"))),
      draws: Random(seed: seed).split("decoding"))
  }

  /// The data set and the records whose reports are written.
  private func evaluated(_ context: StepContext) throws -> (any Dataset, [Int]) {
    let part = Split.Part(rawValue: context.configuration.choice("eval.part")) ?? .test
    let other = try context.source.evaluation()
    let dataset = try other ?? context.source.training()
    let data = try PreparedData(folder: context.input(other == nil ? "prepare" : "prepare-evaluation"))
    let limit = context.configuration.integer("eval.limit")
    let records = limit > 0 ? Array(data.split[part].prefix(limit)) : data.split[part]
    guard !records.isEmpty else { throw DataError("\(dataset.name) has no record in its \(part.rawValue) part.") }
    return (dataset, records)
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

extension DecodingStrategy {
  /// What a recipe's `eval.decoding` says.
  init(_ value: Value) {
    func number(_ name: String) -> Double? { value.argument(name)?.number }
    switch value.head {
    case "beam":
      self = .beam(width: value.argument("width")?.integer ?? 4, lengthPenalty: Float(number("length-penalty") ?? 1))
    case "sample":
      self = .sample(
        Sampling(
          temperature: number("temperature") ?? 1, topK: value.argument("top-k")?.integer ?? 0,
          topP: number("top-p") ?? 1))
    default: self = .greedy
    }
  }
}
