import Foundation
import Language

/// Says what the steps of a plan will cost, from the paces of steps done before.
struct Estimator {
  let counter: WorkCounter
  let operations: Operations
  private(set) var paces: [Pace]

  /// How many of the latest paces count.
  private static let mostPaces = 5
  /// Tables and figures before the first of them was made.
  private static let briefly = StepEstimate(seconds: 2, memoryBytes: 1e8, diskBytes: 5e4)
  private static let secondsPerQuestion = 2.0

  init(base: URL, paces: [Pace]) {
    counter = WorkCounter(base: base)
    operations = Operations(base: base)
    self.paces = paces
  }

  mutating func learn(_ new: [Pace]) { paces += new }

  func knows(_ key: Pace.Key) -> Bool { paces.contains { $0.key == key } }

  /// What a step will cost; nil where nothing is known of its kind.
  func estimate(_ step: Plan.Step, _ settings: Configuration) -> StepEstimate? {
    guard let units = try? counter.units(of: step) else { return nil }
    if step.kind == "judge" { return judge(step, questions: units, settings) }
    let key = Pace.Key(step, settings: settings)
    guard let (pace, scale, weights) = pace(key, step.kind, settings) else {
      return step.output == nil ? nil : Self.briefly
    }
    let signals = counter.signalBytes(of: step, settings)
    return StepEstimate(
      seconds: pace.overheadSeconds + pace.secondsPerUnit * scale * Double(units),
      memoryBytes: pace.memoryBytes + weights + signals,
      diskBytes: pace.fixedBytes + pace.bytesPerUnit * Double(units))
  }

  private func judge(_ step: Plan.Step, questions: Int, _ settings: Configuration) -> StepEstimate {
    let atOnce = Double(settings.integer("eval.judge-at-once"))
    return StepEstimate(
      seconds: Double(questions) * Self.secondsPerQuestion / atOnce, memoryBytes: Self.briefly.memoryBytes,
      diskBytes: Double(questions) * 2_000, note: JudgeStep.estimate(step.configuration))
  }

  /// The pace of steps like this one, or of the step that comes nearest in size with the factor between the two and the
  /// bytes that this one's weights take more.
  private func pace(
    _ key: Pace.Key, _ kind: String, _ settings: Configuration
  ) -> (Pace, scale: Double, weightBytes: Double)? {
    let same = paces.filter { $0.key == key }
    if let pace = Self.typical(same) { return (pace, 1, 0) }
    let others = paces.filter { $0.key.kind == kind && $0.key.machine == key.machine }
    guard ["tune", "generate", "measure-loss", "pretrain-encoder", "pretrain-llm"].contains(kind) else {
      return Self.typical(others).map { ($0, 1, 0) }
    }
    guard let wanted = try? operations.perUnit(kind, settings), wanted > 0,
      let bytes = try? operations.weightBytes(kind, settings)
    else { return nil }
    let scaled = others.compactMap { pace -> (Pace, scale: Double, weightBytes: Double)? in
      guard let configuration = Self.configuration(pace.key, settings.catalog),
        let done = try? operations.perUnit(kind, configuration), done > 0,
        let doneBytes = try? operations.weightBytes(kind, configuration)
      else { return nil }
      return (pace, wanted / done, max(bytes - doneBytes, bytes - pace.memoryBytes))
    }
    return scaled.min { abs(log($0.scale)) < abs(log($1.scale)) }
  }

  /// The median of the latest; what was rehearsed counts only until there is a run.
  private static func typical(_ paces: [Pace]) -> Pace? {
    let runs = paces.filter { !$0.isRehearsed }
    let latest = (runs.isEmpty ? paces : runs).suffix(mostPaces)
    return latest.sorted { $0.secondsPerUnit < $1.secondsPerUnit }.dropFirst(latest.count / 2).first
  }

  /// The options of a pace, all others at their defaults.
  private static func configuration(_ key: Pace.Key, _ catalog: Catalog) -> Configuration? {
    let text = key.options.joined(separator: "\n")
    return check(SourceText(name: "<pace>", text: text), catalog: catalog).program.experiments.first?.cells.first?
      .configuration
  }
}
