import Figures
import Foundation
import Language
import Reports
import Signals

/// An ECG on paper with the generated and the true report, agreeing findings highlighted (paper Figures 7 to 10).
struct ECGFigure {
  let results: Results
  let base: URL

  func figure(_ output: Output, _ cells: [Results.CellResult], identity: String) throws -> Figure {
    guard let cell = cells.first, let folder = cell.samples else {
      throw DataError("\(output.base) has no generated reports to draw.")
    }
    let samples = try SampleLog.read(folder: folder)
    let wanted = output["record"].flatMap { $0.text ?? $0.integer.map(String.init) }
    guard let sample = wanted.map({ name in samples.first { $0.record == name } }) ?? samples.first else {
      throw DataError("No report was generated for the record \(wanted ?? "").")
    }
    let source = DataSource(configuration: cell.configuration, base: base)
    let dataset = try source.evaluation() ?? source.training()
    guard let index = (0..<dataset.count).first(where: { dataset.info($0).id == sample.record }) else {
      throw DataError("\(dataset.name) has no record \(sample.record).")
    }
    let ecg = try dataset.ecg(index)
    let sheet = ecg.sheet(
      heading: "\(dataset.name), record \(sample.record)",
      reports: [
        Self.report("Generated", sample.generated, against: sample.reference),
        Self.report("Reference", sample.reference, against: sample.generated),
      ])
    return sheet.figure(
      output.name, width: output["size"]?.elements.first?.number, caption: output["caption"]?.text ?? "",
      provenance: Provenance(["recipe": identity, "meit": Runner.version]))
  }

  private static func report(_ title: String, _ text: String, against other: String) -> AnnotatedReport {
    AnnotatedReport(
      title,
      runs: ReportAgreement.spans(generated: text, reference: other).map {
        .init($0.text, isHighlighted: $0.agreement == .agreed)
      })
  }
}
