import Reports
import Signals

/// What a data set knows of a record without reading its signal.
public struct RecordInfo: Sendable, Equatable {
  /// The data set's own name of the record.
  public var id: String
  /// Whose ECG it is; splits keep a patient's records together.
  public var patient: String
  /// The report as the data set has it, before cleaning.
  public var report: String
  /// The data set's own cross-validation fold, if it has folds.
  public var fold: Int?
  /// The part that the data set itself puts the record in, if it says so.
  public var part: Split.Part?
  /// The statements that the data set codes, if it codes any.
  public var statements: Set<DiagnosticStatement>?

  public init(
    id: String, patient: String, report: String, fold: Int? = nil, part: Split.Part? = nil,
    statements: Set<DiagnosticStatement>? = nil
  ) {
    self.id = id
    self.patient = patient
    self.report = report
    self.fold = fold
    self.part = part
    self.statements = statements
  }
}

/// ECG records with reports; signals are read one at a time when they are needed.
public protocol Dataset: Sendable {
  /// The name for tables and messages.
  var name: String { get }
  /// Whether the ECGs come from the simulator, which is said wherever results are shown.
  var isSimulated: Bool { get }
  /// Whether records have signals; text for a language model has none.
  var hasSignals: Bool { get }
  /// How many records there are.
  var count: Int { get }
  /// Changes when the contents change; part of the identity of every step that reads the data.
  var fingerprint: String { get }

  /// What is known of a record without its signal.
  func info(_ index: Int) -> RecordInfo
  /// A record's report as it is learnt and compared with.
  /// - Throws: `ReportRejection` when the rules leave too little.
  func report(_ index: Int, _ cleaning: ReportCleaning) throws(ReportRejection) -> String
  /// A record's signal, in millivolts.
  /// - Throws: `SignalError` that names the record.
  func ecg(_ index: Int) throws(SignalError) -> ECG
}

extension Dataset {
  public var hasSignals: Bool { true }

  public func report(_ index: Int, _ cleaning: ReportCleaning) throws(ReportRejection) -> String {
    try cleaning.cleaned(info(index).report)
  }
}

/// A data set that cannot be opened or lacks what a recipe asks of it.
public struct DataError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
