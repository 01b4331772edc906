import Figures
import Language
import Metrics

/// How metrics and options are called in tables and figures.
struct MetricTitles {
  let catalog: Catalog

  /// Whether a name is a metric rather than an option.
  func isMetric(_ name: String) -> Bool { catalog.metrics.contains { $0.name == name } }

  func title(_ name: String) -> String {
    if let metric = DiagnosisMeasure(rawValue: name)?.metric { return metric.displayName }
    if let metric = try? MetricCatalog.metric(named: name) { return metric.displayName }
    return Self.known[name] ?? option(name)
  }

  /// The title with the unit of the numbers.
  func heading(_ name: String) -> String {
    unit(name).map { "\(title(name)) (\($0))" } ?? title(name)
  }

  private func unit(_ name: String) -> String? { catalog.metric(name)?.unit }

  private static let known = [
    "parameters.trainable": "Trainable", "parameters.total": "Parameters", "parameters.encoder": "Encoder parameters",
    "parameters.ecg": "ECG encoder", "parameters.language-model": "Language model", "parameters.lora": "LoRA",
    "ecg.dimension": "ECG dimension", "encoder.macro-auc": "Macro AUC", "loss.train": "Training loss",
    "loss.held-out": "Held-out loss",
    "judge.terminology": "Medical terminology accuracy", "judge.consistency": "Logical consistency",
    "judge.completeness": "Completeness", "judge.accuracy": "Diagnostic accuracy", "time.training": "Training",
    "time.generation": "One report", "encoder.kind": "Encoder", "encoder.start": "Encoder start",
    "data.prompts.count": "Prompts", "eval.source": "Test data",
  ]

  /// `model.fusion` as "Fusion".
  private func option(_ path: String) -> String {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    let words = last.replacing("-", with: " ")
    let short = [
      "llm": "Model", "snr": "SNR (dB)", "ecg": "ECG", "lr": "Learning rate", "source": "Data", "step": "Step",
      "length": "Noisy share of the record", "fraction": "Share of the training data",
    ]
    return short[last] ?? words.prefix(1).uppercased() + words.dropFirst()
  }

  /// An option by its group and name: `train.lr` as "Train: learning rate".
  func spokenTitle(_ path: String) -> String {
    let groups = path.split(separator: ".").dropLast().map {
      $0 == "lora" ? "LoRA" : $0.prefix(1).uppercased() + $0.dropFirst()
    }
    let title = title(path)
    return groups.isEmpty
      ? title : "\(groups.joined(separator: " ")): \(title.prefix(1).lowercased() + title.dropFirst())"
  }

  func better(_ name: String) -> Table.Column.Better {
    guard !isCount(name) else { return .neither }
    switch catalog.metrics.first(where: { $0.name == name })?.higherIsBetter {
    case true: return .higher
    case false: return .lower
    case nil: return .neither
    }
  }

  /// Whether a metric counts something that does not vary by chance: it has neither decimals nor a spread.
  func isCount(_ name: String) -> Bool { name.hasPrefix("parameters.") || name == "ecg.dimension" }

  /// A share as 95 %.
  func percent(_ share: Double) -> String { "\(Number.shortest(share * 100)) %" }

  /// How the ticks of an axis are written.
  func notation(_ name: String) -> Figures.Axis.Notation {
    if name.hasPrefix("parameters.") { return .scaled }
    return isRatio(name) ? .percent : .plain
  }

  /// Whether an option, or a parameter of an option's choices, is a share.
  private func isRatio(_ path: String) -> Bool {
    if case .ratio? = catalog.option(path)?.type { return true }
    guard let dot = path.lastIndex(of: "."), let option = catalog.option(String(path[..<dot])) else { return false }
    let name = path[path.index(after: dot)...]
    let parameters = option.type.choiceSets.flatMap(\.choices).flatMap(\.parameters).filter { $0.path == name }
    return !isRatioToNoise(path) && parameters.contains { if case .ratio = $0.type { true } else { false } }
  }

  /// Whether an option is a ratio of signal to noise, which is infinite where there is no noise.
  func isRatioToNoise(_ path: String) -> Bool { ["snr", "ratio"].contains { path.hasSuffix(".\($0)") } }

  /// The column of a table for a metric or an option.
  func column(_ name: String) -> Table.Column {
    let notation: Table.Column.Notation =
      if name.hasPrefix("parameters.") {
        .scaled
      } else if name == "time.training" {
        .duration(secondsPerUnit: 3_600)
      } else if name == "time.generation" {
        .duration(secondsPerUnit: 1)
      } else {
        .plain
      }
    return Table.Column(
      title(name), unit: notation == .plain ? unit(name) ?? "" : "", decimals: isCount(name) ? 0 : 3,
      better: better(name), notation: notation)
  }
}
