import Figures
import Foundation
import Signals

extension ECG {
  /// This ECG on standard paper: 25 mm/s and 10 mm/mV, three rows of four leads, and lead II as the rhythm strip.
  public func sheet(heading: String, reports: [AnnotatedReport] = []) -> ElectrocardiogramSheet {
    ElectrocardiogramSheet(
      leads: Lead.allCases.map { .init($0.name, millivolts: Array(self[$0])) }, samplesPerSecond: samplesPerSecond,
      layout: .threeByFour(rhythm: Lead.II.name), reports: reports, heading: heading)
  }
}

/// A single record drawn on paper.
public enum RecordDrawing {
  /// Draws a WFDB record, named by its path with or without `.hea`, into a folder.
  /// - Returns: the files written.
  /// - Throws: `SignalError` that names the record; `DrawingError`.
  public static func draw(record path: String, formats: [FigureFormat], in folder: URL) throws -> [URL] {
    let record = path.hasSuffix(".hea") ? String(path.dropLast(4)) : path
    let name = URL(filePath: record).lastPathComponent
    let ecg = try ECG(record: record)
    return try FigureDrawer().draw(ecg.sheet(heading: name).figure("ecg-\(name)"), formats: formats, in: folder)
  }
}
