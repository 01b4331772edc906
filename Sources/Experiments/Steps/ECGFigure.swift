import Figures
import Foundation
import Language
import Reports
import Signals

/// An ECG on paper with the generated and the true report, agreeing findings highlighted (paper Figures 7 to 10).
struct ECGFigure {
  let results: Results
  let base: URL

  /// A cell with the report of its that is shown.
  private struct Shown {
    let cell: Results.CellResult
    let sample: Sample

    /// Cells that write of the same record of the same data share a sheet.
    var record: [String] {
      ["data.source", "data.seed", "eval.source", "eval.noise"].map { cell.text($0) ?? "" } + [sample.record]
    }
  }

  /// A sheet for each record, one under the other, with the reports that all cells wrote of it.
  func figure(_ output: Output, _ cells: [Results.CellResult], identity: String) throws -> Figure {
    let wanted = output["record"].flatMap { $0.text ?? $0.integer.map(String.init) }
    let shown = try cells.map { try self.shown($0, record: wanted, output) }
    let records = shown.reduce(into: [[String]]()) { if !$0.contains($1.record) { $0.append($1.record) } }
    let sheets = try records.map { record in
      try sheet(shown.filter { $0.record == record }, areSeveral: cells.count > 1)
    }
    let titles = MetricTitles(catalog: results.program.catalog)
    return .sheets(
      output.name, sheets, width: output["size"]?.elements.first?.number,
      caption: Caption(output: output, cells: cells, titles: titles).text,
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  private func shown(_ cell: Results.CellResult, record wanted: String?, _ output: Output) throws -> Shown {
    guard let folder = cell.samples else { throw DataError("\(output.base) has no generated reports to draw.") }
    let samples = try SampleLog.read(folder: folder)
    guard let sample = wanted.map({ name in samples.first { $0.record == name } }) ?? Self.telling(samples) else {
      throw DataError("No report was generated for the record \(wanted ?? "").")
    }
    return Shown(cell: cell, sample: sample)
  }

  private func sheet(_ shown: [Shown], areSeveral: Bool) throws -> ElectrocardiogramSheet {
    guard let first = shown.first else { throw DataError("There is no report to draw.") }
    let source = DataSource(configuration: first.cell.configuration, base: base)
    let dataset = try source.evaluation() ?? source.training()
    guard let index = (0..<dataset.count).first(where: { dataset.info($0).id == first.sample.record }) else {
      throw DataError("\(dataset.name) has no record \(first.sample.record).")
    }
    let reference = first.sample.reference
    let generated = shown.map { one in
      let writer = areSeveral ? one.cell.text("model.llm").map { " by \($0)" } : nil
      return Self.report("Generated" + (writer ?? ""), one.sample.generated, against: reference)
    }
    let all = shown.map(\.sample.generated).joined(separator: " ")
    return try dataset.ecg(index).sheet(
      heading: "\(dataset.name), record \(first.sample.record)",
      reports: generated + [Self.report("Reference", reference, against: all)])
  }

  /// The first of the records whose references name the most findings: there is most to agree or to disagree about.
  private static func telling(_ samples: [Sample]) -> Sample? {
    let extractor = StatementExtractor.shared
    let counts = samples.map { extractor.statements(in: $0.reference).count }
    return counts.max().flatMap { most in zip(samples, counts).first { $0.1 == most }?.0 }
  }

  private static func report(_ title: String, _ text: String, against other: String) -> AnnotatedReport {
    AnnotatedReport(
      title,
      runs: ReportAgreement.spans(generated: text, reference: other).map {
        .init($0.text, isHighlighted: $0.agreement == .agreed)
      })
  }
}
