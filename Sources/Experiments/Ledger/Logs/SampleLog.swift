import Foundation

/// A generated report beside its reference.
public struct Sample: Codable, Equatable, Sendable {
  /// The record's name in its data set.
  public var record: String
  public var prompt: String
  public var reference: String
  public var generated: String
  /// How many tokens were generated.
  public var tokens: Int
  /// Whether the model ended the report itself; false where the length limit cut it.
  public var finished: Bool

  public init(
    record: String, prompt: String, reference: String, generated: String, tokens: Int, finished: Bool
  ) {
    self.record = record
    self.prompt = prompt
    self.reference = reference
    self.generated = generated
    self.tokens = tokens
    self.finished = finished
  }
}

/// `samples.jsonl`: every generated report, one JSON object a line, in the order of generation.
public final class SampleLog: ResumableLog {
  public static let fileName = "samples.jsonl"
  /// The samples that an earlier attempt wrote, which need not be generated again.
  public let resumed: [Sample]
  private let file: AppendedFile

  /// Opens the file in a folder and keeps its whole lines; a torn last one is dropped.
  public init(folder: URL) throws(LedgerError) {
    let url = folder.appending(path: Self.fileName)
    let lines = WholeLines(url)
    resumed = lines.ranges.map { lines.bytes[$0] }.prefixMap { line in
      try? JSONText.decode(Sample.self, from: line, path: url.path)
    }
    file = try AppendedFile(url, keepingBytes: lines.length(ofLines: resumed.count))
  }

  public func append(_ sample: Sample) throws(LedgerError) {
    try file.append(JSONText.encodeLine(sample) + [UInt8(ascii: "\n")])
  }

  public func synchronise() throws(LedgerError) { try file.synchronise() }

  /// The samples of a step's folder.
  /// - Throws: `LedgerError.malformed` with the line that is no sample.
  public static func read(folder: URL) throws(LedgerError) -> [Sample] {
    let url = folder.appending(path: fileName)
    guard Disk.exists(url) else {
      throw .malformed(path: url.path, expected: "generated reports", found: "no file")
    }
    let lines = WholeLines(url)
    var samples: [Sample] = []
    for (index, range) in lines.ranges.enumerated() {
      samples.append(
        try JSONText.decode(Sample.self, from: lines.bytes[range], path: "\(url.path):\(index + 1)"))
    }
    return samples
  }
}

extension Array {
  /// The results up to the first element that gives none.
  fileprivate func prefixMap<Result>(_ transform: (Element) -> Result?) -> [Result] {
    var results: [Result] = []
    for element in self {
      guard let result = transform(element) else { break }
      results.append(result)
    }
    return results
  }
}
