import Figures
import Language

// The records of an experiment's data.
extension Session {
  /// A record of an experiment's data on ECG paper, with its report; nothing has to be trained for that.
  ///
  /// - Parameter record: the data set's name of it, or its number from 0.
  /// - Throws: `DataError` when there is no such record; what reading the data throws.
  public func paper(of name: String, record: String) throws -> Figure {
    guard let cell = program.experiment(program.output(name)?.base ?? name)?.cells.first else {
      throw DataError("There is no experiment `\(name)`.")
    }
    let dataset = try DataSource(configuration: cell.configuration, base: base).training()
    let byName = (0..<dataset.count).first { dataset.info($0).id == record }
    guard let index = byName ?? Int(record), (0..<dataset.count).contains(index) else {
      throw DataError("\(dataset.name) has no record \(record); it has \(dataset.count).")
    }
    let info = dataset.info(index)
    let sheet = try dataset.ecg(index).sheet(
      heading: "\(dataset.name), record \(info.id)",
      reports: [AnnotatedReport("Report", runs: [.init(info.report)])])
    // Some data sets name their records by paths.
    let name = String(info.id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    return sheet.figure(
      "record-\(name)", width: Self.paperWidth, caption: "\(dataset.name), record \(info.id): \(info.report)",
      provenance: Provenance(["meit": Runner.version]))
  }

  /// In mm: what fits a page and a notebook.
  private static let paperWidth = 190.0
}
