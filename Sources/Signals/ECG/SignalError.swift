/// Why a record cannot be used.
public enum SignalError: Error, Equatable, Sendable {
  /// A file that the record needs is not there or cannot be read.
  case missingFile(record: String, file: String)
  /// A header line that breaks the WFDB grammar.
  case malformedHeader(file: String, line: Int, expected: String, found: String)
  /// A signal file that ends before the last sample.
  case truncated(record: String, file: String, expectedBytes: Int, foundBytes: Int)
  /// A signal whose samples do not add up to the header's 16-bit checksum.
  case wrongChecksum(record: String, signal: String, expected: Int, found: Int)
  /// A signal that does not start with the value that the header states.
  case wrongInitialValue(record: String, signal: String, expected: Int, found: Int)
  /// A storage format, or a combination of signals, that cannot be read as an ECG.
  case unsupported(record: String, what: String)
  /// A compressed or MATLAB file with damaged contents.
  case damaged(file: String, what: String)
  /// Leads that are neither stored nor follow from I and II.
  case missingLeads(record: String, [Lead])
  /// Leads in which some samples are missing (NaN).
  case missingSamples(record: String, lead: Lead, count: Int)
  /// Leads that never change.
  case flat(record: String, [Lead])

  /// The kind of flaw, by which data sets count what they skip.
  public enum Reason: String, CaseIterable, Sendable, Codable {
    case missingFile = "missing file"
    case malformedHeader = "malformed header"
    case truncated = "truncated file"
    case wrongChecksum = "wrong checksum"
    case wrongInitialValue = "wrong initial value"
    case unsupported = "unsupported format"
    case damaged = "damaged file"
    case missingLeads = "missing leads"
    case missingSamples = "missing samples"
    case flat = "flat leads"
  }

  /// The kind of this flaw.
  public var reason: Reason {
    switch self {
    case .missingFile: .missingFile
    case .malformedHeader: .malformedHeader
    case .truncated: .truncated
    case .wrongChecksum: .wrongChecksum
    case .wrongInitialValue: .wrongInitialValue
    case .unsupported: .unsupported
    case .damaged: .damaged
    case .missingLeads: .missingLeads
    case .missingSamples: .missingSamples
    case .flat: .flat
    }
  }
}

extension SignalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missingFile(let record, let file): "Record \(record) needs the file \(file), which cannot be read."
    case .malformedHeader(let file, let line, let expected, let found):
      "\(file), line \(line): expected \(expected), found “\(found)”."
    case .truncated(let record, let file, let expected, let found):
      "Record \(record): \(file) should have at least \(expected) bytes but has \(found)."
    case .wrongChecksum(let record, let signal, let expected, let found):
      "Record \(record): the samples of signal \(signal) add up to \(found), but the header says \(expected)."
    case .wrongInitialValue(let record, let signal, let expected, let found):
      "Record \(record): signal \(signal) starts with \(found), but the header says \(expected)."
    case .unsupported(let record, let what): "Record \(record) cannot be read: \(what)."
    case .damaged(let file, let what): "\(file) is damaged: \(what)."
    case .missingLeads(let record, let leads): "Record \(record) lacks \(Self.list(leads))."
    case .missingSamples(let record, let lead, let count):
      "Record \(record): \(count) samples of lead \(lead.name) are missing (NaN)."
    case .flat(let record, let leads): "Record \(record) is flat in \(Self.list(leads))."
    }
  }

  private static func list(_ leads: [Lead]) -> String {
    (leads.count == 1 ? "lead " : "leads ") + leads.map(\.name).joined(separator: ", ")
  }
}
