import Foundation
import Language
import Parallel
import Reports
import Signals

/// The folders of the PhysioNet/Computing in Cardiology Challenge 2021 (physionet.org/content/challenge-2021): a header
/// with SNOMED CT codes beside each MATLAB or WFDB signal file.
///
/// The Challenge says nothing of patients, so each record counts as a patient of its own. The report is written out
/// from the codes; codes that name none of our statements are left out of it.
public struct CinCDataset: Dataset {
  private let folder: URL
  private let records: [(path: String, codes: [Int])]
  public let fingerprint: String

  /// - Throws: `DataError` if the folder holds no header.
  public init(folder: URL) throws(DataError) {
    self.folder = folder
    let paths = Self.records(in: folder)
    guard !paths.isEmpty else { throw DataError("\(folder.path) holds no record: there is no .hea file in it.") }
    let headers = Pool.map(paths.count) { Self.header(folder.appending(path: paths[$0] + Self.ending)) }
    records = zip(paths, headers).map { ($0, $1.codes) }
    let contents = zip(paths, headers).map { "\($0) \($1.digest)" }.joined(separator: "\n")
    fingerprint = "cinc-2021 \(sha256(Array(contents.utf8)))"
  }

  private static let ending = ".hea"

  /// The records' paths without ending, in the order of their names.
  private static func records(in folder: URL) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)
    var found: [String] = []
    while let file = files?.nextObject() as? String {
      if file.hasSuffix(ending) { found.append(String(file.dropLast(ending.count))) }
    }
    return found.sorted()
  }

  private static func header(_ url: URL) -> (codes: [Int], digest: String) {
    guard let data = try? Data(contentsOf: url) else { return ([], "") }
    return (codes(String(decoding: data, as: UTF8.self)), sha256([UInt8](data)))
  }

  /// The codes of the line `# Dx: 426783006,164889003` (2020: `#Dx:`).
  static func codes(_ header: String) -> [Int] {
    for line in header.split(whereSeparator: \.isNewline) where line.hasPrefix("#") {
      let comment = line.drop { $0 == "#" || $0 == " " }
      guard comment.hasPrefix("Dx:") else { continue }
      return comment.dropFirst("Dx:".count).split { $0 == "," || $0.isWhitespace }.compactMap { Int($0) }
    }
    return []
  }

  public var name: String { "CinC 2021" }
  public var isSimulated: Bool { false }
  public var count: Int { records.count }

  public func info(_ index: Int) -> RecordInfo {
    let (path, codes) = records[index]
    let statements = Set(codes.compactMap(DiagnosticStatement.statement(snomedCode:)))
    return RecordInfo(id: path, patient: path, report: WrittenReport(statements).text, statements: statements)
  }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    try ECG(record: folder.appending(path: records[index].path).path)
  }
}
