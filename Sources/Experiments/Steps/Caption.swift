import Foundation
import Language

/// The caption of a table or figure: a sentence on what is shown, the recipe's own where it has one, and what the
/// numbers rest on.
struct Caption {
  let output: Output
  let cells: [Results.CellResult]
  let titles: MetricTitles

  var text: String {
    let headline = output["caption"]?.text ?? headline
    guard output["details"]?.head != "none" else { return headline }
    return ([headline, data, models, certainty, fit, test].filter { !$0.isEmpty }).joined(separator: " ")
  }

  /// What tells rows, lines, bars or panels apart.
  private var shown: [String] { paths("rows") + paths("x") + paths("series") + paths("each") }
  private var metrics: [String] { (paths("columns") + paths("panels")).filter(titles.isMetric) }
  private var isTraining: Bool { paths("x").contains(where: TrainingCurve.axes.contains) }
  private var isSheet: Bool { output["kind"]?.head == "ecg" }

  private func paths(_ option: String) -> [String] {
    guard let value = output[option] else { return [] }
    return (value.elements.isEmpty ? [value] : value.elements).compactMap(\.path)
  }

  private func words(_ paths: [String]) -> String {
    let names = paths.map { path in
      let title = titles.title(path)
      // What is written in capitals stays so.
      return title.dropFirst().contains { $0.isUppercase } ? title : title.prefix(1).lowercased() + title.dropFirst()
    }
    return Self.listed(names)
  }

  private static func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private var headline: String {
    if isSheet { return "An ECG with its generated and its true report; what both say is set off." }
    if output.kind == .table { return "Scores of \(output.base) by \(words(paths("rows")))." }
    let panels = Self.listed(metrics.map(titles.title))
    let against = paths("x").isEmpty ? "" : " by \(words(paths("x")))"
    let series = paths("series").isEmpty ? "" : ", for each \(words(paths("series")))"
    let each = paths("each").isEmpty ? "" : "; a panel for each \(words(paths("each")))"
    return panels + against + series + each + "."
  }

  private var data: String {
    let names = unique(cells.compactMap { $0.notes["dataset"] })
    let splits = unique(cells.compactMap { $0.notes["split"] })
    guard !names.isEmpty else { return "" }
    return "Data: \(names.joined(separator: "; "))\(splits.count == 1 && names.count == 1 ? ", \(splits[0])" : "")."
  }

  /// The model's main choices where all cells made the same.
  private var models: String {
    guard cells.contains(where: { $0.training != nil }) else { return "" }
    let same = ["model.llm", "model.fusion", "encoder.kind"].filter { !shown.contains($0) }.compactMap { path in
      // A model is known by its name in the recipe, whatever sizes that stands for; of all else the choice itself is
      // told.
      let texts = unique(
        cells.map { (path == "model.llm" ? $0.text(path) : $0.configuration.canonical(path)) ?? "none" })
      return texts.count == 1 ? "\(titles.title(path)): \(texts[0])" : nil
    }
    return same.isEmpty ? "" : same.joined(separator: "; ") + "."
  }

  /// How many trainings and reports a number rests on, and what its interval is.
  private var certainty: String {
    let scores = metrics.filter { titles.catalog.metric($0)?.request != nil }
    let reports = Set(cells.flatMap { cell in scores.compactMap { cell.scores[$0]?.scored } })
    guard let fewest = reports.min(), let most = reports.max(), !isTraining else { return "" }
    let count = fewest == most ? "\(most) test reports" : "\(fewest) to \(most) test reports"
    let trainings = GroupedScores.groups(cells, by: shown).map(\.group.cells.count)
    guard let least = trainings.min(), let greatest = trainings.max(), greatest > 1 else {
      return spread == .none ? "\(count)." : "\(count); \(place): 95 % bootstrap intervals over the reports."
    }
    let times = least == greatest ? "\(greatest)" : "\(least) to \(greatest)"
    return "Means of \(times) trainings, \(count) each\(spreadOfMeans)."
  }

  private var spread: GroupedScores.Spread { .init(output[output.kind == .table ? "cell" : "band"]) }
  private var place: String {
    output.kind == .table ? "in brackets" : output["kind"]?.head == "bars" ? "lines on the bars" : "bands"
  }

  private var spreadOfMeans: String {
    switch spread {
    case .none: ""
    case .deviation: "; ±: standard deviation between them"
    case .interval(let level):
      "; \(place): \(titles.percent(level)) interval of the mean over trainings (Student’s t)"
    }
  }

  private var fit: String {
    output["fit"]?.head == "power-law"
      ? "Lines: power laws, least squares in the logarithms; bands: their 95 % intervals." : ""
  }

  private var test: String {
    guard let test = output["test"], let head = test.head, head != "none" else { return "" }
    let samples = test.argument("samples")?.integer.map { ", \($0) samples" } ?? ""
    return
      "Test: \(head.replacing("-", with: " ")) over the test records\(samples), without a correction for their number."
  }

  private func unique(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
