import Figures
import Foundation
import Language
import Reports
import Signals

/// An ECG on paper with the generated and the true report, agreeing findings highlighted (paper Figures 7 to 10).
struct ECGFigure {
  let results: Results
  let base: URL

  /// A sheet for each cell, one under the other.
  func figure(_ output: Output, _ cells: [Results.CellResult], identity: String) throws -> Figure {
    let wanted = output["record"].flatMap { $0.text ?? $0.integer.map(String.init) }
    let titled = cells.count > 1
    let sheets = try cells.map { cell in
      try sheet(cell, record: wanted, writer: titled ? cell.text("model.llm") : nil, output)
    }
    return .sheets(
      output.name, sheets, width: output["size"]?.elements.first?.number, caption: output["caption"]?.text ?? "",
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  private func sheet(
    _ cell: Results.CellResult, record wanted: String?, writer: String?, _ output: Output
  ) throws -> ElectrocardiogramSheet {
    guard let folder = cell.samples else { throw DataError("\(output.base) has no generated reports to draw.") }
    let samples = try SampleLog.read(folder: folder)
    guard let sample = wanted.map({ name in samples.first { $0.record == name } }) ?? Self.telling(samples) else {
      throw DataError("No report was generated for the record \(wanted ?? "").")
    }
    let source = DataSource(configuration: cell.configuration, base: base)
    let dataset = try source.evaluation() ?? source.training()
    guard let index = (0..<dataset.count).first(where: { dataset.info($0).id == sample.record }) else {
      throw DataError("\(dataset.name) has no record \(sample.record).")
    }
    let generated = ["Generated", writer.map { "by \($0)" }].compactMap(\.self).joined(separator: " ")
    return try dataset.ecg(index).sheet(
      heading: "\(dataset.name), record \(sample.record)",
      reports: [
        Self.report(generated, sample.generated, against: sample.reference),
        Self.report("Reference", sample.reference, against: sample.generated),
      ])
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
