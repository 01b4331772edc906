import Foundation
import Reports
import Signals

/// Plain text for a language model: one document a line, no signals.
public struct TextDataset: Dataset {
  private let documents: [String]
  public let name: String
  public let fingerprint: String

  /// - Throws: `DataError` if the file cannot be read or is empty.
  public init(file: URL) throws(DataError) {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw DataError("\(file.path) cannot be read as UTF-8 text.")
    }
    documents = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    guard !documents.isEmpty else { throw DataError("\(file.path) holds no text: one document a line is needed.") }
    name = file.lastPathComponent
    fingerprint = "text \(try FileDigest.of(file))"
  }

  public var isSimulated: Bool { false }
  public var hasSignals: Bool { false }
  public var count: Int { documents.count }

  public func info(_ index: Int) -> RecordInfo {
    RecordInfo(id: "\(name):\(index + 1)", patient: "\(index + 1)", report: documents[index])
  }

  /// The document as it is: the rules for reports do not hold for other text.
  public func report(_ index: Int, _ cleaning: ReportCleaning) throws(ReportRejection) -> String { documents[index] }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    throw .unsupported(record: info(index).id, what: "a line of text has no signal")
  }
}
