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
    let known = [
      "parameters.trainable": "Trainable", "parameters.total": "Parameters", "parameters.encoder": "Encoder",
      "encoder.macro-auc": "Macro AUC", "loss.train": "Loss",
    ]
    return known[name] ?? option(name)
  }

  /// `model.fusion` as "Fusion".
  private func option(_ path: String) -> String {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    let words = last.replacing("-", with: " ")
    let short = ["llm": "Model", "snr": "SNR (dB)", "ecg": "ECG", "lr": "Learning rate"]
    return short[last] ?? words.prefix(1).uppercased() + words.dropFirst()
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
  func isCount(_ name: String) -> Bool { name.hasPrefix("parameters.") }

  func decimals(_ name: String) -> Int { isCount(name) ? 0 : 3 }
}
