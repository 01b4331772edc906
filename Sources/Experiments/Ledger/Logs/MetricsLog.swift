import Foundation

/// `metrics.csv`: one row per step with a column for each quantity, empty where it was not measured.
public final class MetricsLog: ResumableLog {
  public static let fileName = "metrics.csv"
  private static let stepColumn = "step"
  /// The columns after `step`, in order.
  public let columns: [String]
  private let file: AppendedFile

  /// Opens the file in a folder; rows after the step that the work resumes from are dropped.
  ///
  /// - Parameters:
  ///   - columns: what is measured, in order: `["loss", "learning-rate"]`.
  ///   - resuming: the last step whose rows stay; 0 starts anew.
  /// - Throws: `LedgerError`, `.malformed` when the file has other columns.
  public init(folder: URL, columns: [String], resuming: Int = 0) throws(LedgerError) {
    let url = folder.appending(path: Self.fileName)
    self.columns = columns
    let header = ([Self.stepColumn] + columns).joined(separator: ",")
    let lines = WholeLines(url)
    guard resuming > 0, let first = lines.ranges.first else {
      file = try AppendedFile(url, keepingBytes: 0)
      try file.append(Data("\(header)\n".utf8))
      return
    }
    guard lines.text(first) == header else {
      throw .malformed(path: url.path, expected: "the columns \(header)", found: lines.text(first))
    }
    let kept = lines.ranges.dropFirst().prefix { range in
      let step = lines.text(range).prefix { $0 != "," }
      return Int(step).map { $0 <= resuming } ?? false
    }
    file = try AppendedFile(url, keepingBytes: lines.length(ofLines: kept.count + 1))
  }

  /// Appends a row; quantities without a value stay empty.
  public func append(step: Int, _ values: [String: Double]) throws(LedgerError) {
    let unknown = values.keys.filter { !columns.contains($0) }.sorted()
    precondition(unknown.isEmpty, "metrics.csv has the columns \(columns), not \(unknown)")
    let cells = [String(step)] + columns.map { column in values[column].map { "\($0)" } ?? "" }
    try file.append(Data((cells.joined(separator: ",") + "\n").utf8))
  }

  public func synchronise() throws(LedgerError) { try file.synchronise() }
}

/// What a `metrics.csv` holds.
public struct MetricsTable: Equatable, Sendable {
  /// One column: the steps at which it was measured, and its values.
  public struct Series: Equatable, Sendable {
    public let name: String
    public internal(set) var steps: [Int] = []
    public internal(set) var values: [Double] = []
  }

  public let series: [Series]

  /// Reads the file in a step's folder; a torn last row is left out.
  public init(folder: URL) throws(LedgerError) {
    let url = folder.appending(path: MetricsLog.fileName)
    let lines = WholeLines(url)
    guard let first = lines.ranges.first else {
      throw .malformed(path: url.path, expected: "a header", found: Disk.exists(url) ? "an empty file" : "no file")
    }
    var series = lines.text(first).split(separator: ",").dropFirst().map { Series(name: String($0)) }
    for range in lines.ranges.dropFirst() {
      let cells = lines.text(range).split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == series.count + 1, let step = Int(cells[0]) else {
        throw .malformed(path: url.path, expected: "a step and \(series.count) cells", found: lines.text(range))
      }
      for (index, cell) in cells.dropFirst().enumerated() where !cell.isEmpty {
        guard let value = Double(cell) else {
          throw .malformed(path: url.path, expected: "a number", found: String(cell))
        }
        series[index].steps.append(step)
        series[index].values.append(value)
      }
    }
    self.series = series
  }
}
