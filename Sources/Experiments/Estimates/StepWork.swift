import Foundation
import Language
import Parallel

/// How much work the steps of a plan are: their units, and what their pace depends on.
final class WorkCounter {
  private let base: URL
  /// The parts of data by the options that divide them, since the cells of a sweep mostly share them.
  private var known: [String: Split] = [:]
  private var sizes: [String: Int] = [:]

  init(base: URL) { self.base = base }

  /// Larger data sets are not divided for an estimate, but counted by their shares.
  private static let mostDivided = 100_000

  /// The units of a step: records, optimiser steps or reports.
  /// - Throws: what opening its data throws.
  func units(of step: Plan.Step) throws -> Int {
    let configuration = step.configuration
    switch step.kind {
    case "prepare": return try count(configuration, of: "data.source") { try $0.training() }
    case "prepare-evaluation": return try count(configuration, of: "eval.source") { try $0.evaluation() }
    case "pretrain-encoder":
      let start = configuration["encoder.start"]
      let batch = start.argument("batch")?.integer ?? 64
      return (start.argument("epochs")?.integer ?? 20) * max(1, try train(configuration) / batch)
    case "pretrain-llm":
      let start = configuration["model.start"]
      // It reads as many general sentences as reports.
      let texts = 2 * (start.argument("records")?.integer ?? 0)
      return (start.argument("epochs")?.integer ?? 1) * max(1, texts / (start.argument("batch")?.integer ?? 32))
    case "tune": return try trainingSteps(configuration)
    case "generate", "measure-loss", "score": return try reports(configuration)
    case "judge":
      return min(try reports(configuration), configuration["eval.judge"].argument("reports")?.integer ?? .max)
    default: return 1
    }
  }

  /// The memory that prepared signals of a step take.
  func signalBytes(of step: Plan.Step, _ settings: Configuration) -> Double {
    Self.signalBytes(of: step.kind, records: (try? train(step.configuration)) ?? 0, settings)
  }

  static func signalBytes(of kind: String, records: Int, _ settings: Configuration) -> Double {
    guard ["tune", "pretrain-encoder"].contains(kind), settings.choice("model.fusion") != "none" else { return 0 }
    let leads = 12.0
    let samples = settings.number("data.rate") * settings.number("data.duration")
    let all = Double(records) * samples * leads * Double(MemoryLayout<Float>.size)
    return min(all, settings.number("train.signal-memory") * 1e6)
  }

  private func trainingSteps(_ configuration: Configuration) throws -> Int {
    let steps = configuration.integer("train.steps")
    guard steps == 0 else { return steps }
    // A language model reads as many general sentences as reports.
    let texts = configuration.choice("train.task") == "language-model" ? 2 : 1
    let examples = try train(configuration) * texts
    return configuration.integer("train.epochs") * max(1, examples / configuration.integer("train.batch"))
  }

  private func train(_ configuration: Configuration) throws -> Int {
    let share = configuration.number("data.fraction")
    return Int((Double(try split(configuration).train.count) * share).rounded())
  }

  private func reports(_ configuration: Configuration) throws -> Int {
    let part = Split.Part(rawValue: configuration.choice("eval.part")) ?? .test
    let limit = configuration.integer("eval.limit")
    let all = try split(configuration)[part].count
    return limit > 0 ? min(limit, all) : all
  }

  /// The records that are used of the data that an option names.
  private func count(
    _ configuration: Configuration, of option: String, _ open: (DataSource) throws -> (any Dataset)?
  ) throws -> Int {
    let key = [option, "data.limit"].map(configuration.canonical).joined(separator: "\n")
    if let known = sizes[key] { return known }
    let source = DataSource(configuration: configuration, base: base)
    let count = try open(source).map(source.count) ?? 0
    sizes[key] = count
    return count
  }

  /// The records as the prepare step will divide them, if none is left out.
  private func split(_ configuration: Configuration) throws -> Split {
    let source = DataSource(configuration: configuration, base: base)
    let isOther = configuration.choice("eval.source") != "same"
    let paths = ["data.source", "data.limit", "data.split", "data.seed", "eval.source"]
    let key = paths.map(configuration.canonical).joined(separator: "\n")
    if let found = known[key] { return found }
    let dataset = try source.training()
    var split = try divided(dataset, source, evaluation: false)
    if isOther, let other = try source.evaluation() {
      let theirs = try divided(other, source, evaluation: true)
      (split.validation, split.test) = (theirs.validation, theirs.test)
    }
    known[key] = split
    return split
  }

  private func divided(_ dataset: any Dataset, _ source: DataSource, evaluation: Bool) throws -> Split {
    let count = source.count(of: dataset)
    let counted = min(count, Self.mostDivided)
    let members = (0..<counted).map { Split.Member($0, dataset.info($0)) }
    var split = try Split(
      members, by: source.splitRule(members.first, evaluation: evaluation), seed: source.seed)
    if counted < count {
      for part in Split.Part.allCases {
        split[part] = Array(0..<split[part].count * count / counted)
      }
    }
    return split
  }
}

extension Pace.Key {
  /// What the pace of a step depends on, under all options of a cell that it is for.
  init(_ step: Plan.Step, settings: Configuration) {
    kind = step.kind
    options = (Self.influences[step.kind] ?? []).map { path in
      "\(path) = \(Self.sources.contains(path) ? step.configuration.choice(path) : settings.canonical(path))"
    }
    machine = "\(Machine.current.processor), \(Pool.threads) threads"
  }

  /// Of the data only the kind matters, not how many records there are.
  private static let source = "data.source"
  private static let evaluationSource = "eval.source"
  private static let sources = [source, evaluationSource]
  private static let model = [
    "model.llm", "model.fusion", "encoder.kind", "encoder.freeze", "lora.rank", "lora.sites", "data.rate",
    "data.duration", "train.precision",
  ]
  private static let influences: [String: [String]] = [
    "prepare": [source, "data.rate", "data.duration"],
    "prepare-evaluation": [evaluationSource, "data.rate", "data.duration"],
    "pretrain-llm": ["model.llm", "train.precision"],
    "pretrain-encoder": [source, "encoder.kind", "encoder.start", "data.rate", "data.duration", "train.precision"],
    "tune": model + [source, "train.task", "train.batch", "train.accumulation", "train.max-length"],
    "generate": model + [
      source, "model.quantisation", "model.activations", "eval.max-new", "eval.decoding", "eval.batch",
    ],
    "measure-loss": model + [source, "model.quantisation", "model.activations", "train.max-length"],
    "score": ["eval.metrics", "eval.scoring", "eval.encoder"],
  ]
}
