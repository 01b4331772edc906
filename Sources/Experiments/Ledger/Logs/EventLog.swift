import Foundation

/// A TensorBoard event file with scalars and texts.
///
/// `tensorboard --logdir runs/steps` shows all steps side by side. The times in it differ from run to run; all else is
/// the same for the same work.
public final class EventLog: ResumableLog {
  /// TensorBoard takes every file with `tfevents` in its name.
  public static let fileName = "events.out.tfevents.0.meit"
  private let file: AppendedFile
  private let clock: () -> Date

  /// Opens the file in a folder; events after the step that the work resumes from are dropped.
  ///
  /// - Parameters:
  ///   - resuming: the last step whose events stay; 0 starts anew.
  ///   - clock: gives the time of each event.
  public init(folder: URL, resuming: Int = 0, clock: @escaping () -> Date = Date.init) throws(LedgerError) {
    let url = folder.appending(path: Self.fileName)
    self.clock = clock
    let bytes = resuming > 0 ? (try? Data(contentsOf: url)) ?? Data() : Data()
    let kept = RecordFraming.records(in: bytes).prefix { EventMessage.step(of: $0.record) ?? 0 <= resuming }
    file = try AppendedFile(url, keepingBytes: kept.last?.end ?? 0)
    if kept.isEmpty { try append(EventMessage.version(at: clock())) }
  }

  /// Appends numbers, in the order of their names.
  public func append(step: Int, _ values: [String: Double]) throws(LedgerError) {
    let values = values.sorted { $0.key < $1.key }.map { (tag: $0.key, value: $0.value) }
    try append(EventMessage.scalars(values, step: step, at: clock()))
  }

  /// Appends a text, which TensorBoard shows as Markdown.
  public func append(step: Int, tag: String, text: String) throws(LedgerError) {
    try append(EventMessage.text(text, tag: tag, step: step, at: clock()))
  }

  public func synchronise() throws(LedgerError) { try file.synchronise() }

  private func append(_ event: Data) throws(LedgerError) { try file.append(RecordFraming.framed(event)) }
}
