import JSON

/// What a step will probably cost on this machine.
public struct StepEstimate: Equatable, Sendable {
  public var seconds: Double
  /// The largest resident memory of the process.
  public var memoryBytes: Double
  /// What stays in the ledger.
  public var diskBytes: Double
  /// Anything else, in words: the price of a judge.
  public var note: String?

  public init(seconds: Double, memoryBytes: Double, diskBytes: Double, note: String? = nil) {
    self.seconds = seconds
    self.memoryBytes = memoryBytes
    self.diskBytes = diskBytes
    self.note = note
  }

  /// Of steps that are done one after the other.
  public static func total(_ steps: [StepEstimate]) -> StepEstimate {
    StepEstimate(
      seconds: steps.reduce(0) { $0 + $1.seconds }, memoryBytes: steps.map(\.memoryBytes).max() ?? 0,
      diskBytes: steps.reduce(0) { $0 + $1.diskBytes })
  }

  /// `about 40 s, 310 MB, 1.2 MB on disk`.
  public var phrase: String { phrase(slowdown: 1) }

  /// A smaller slowdown is not worth a word: an estimate is no better than that.
  private static let noticeableSlowdown = 1.25

  /// The same where the machine is busy: `about 40 s alone, 2 min if the machine stays as busy as now, ...`.
  /// - Parameter slowdown: by how much longer work takes while other processes run as they do now.
  public func phrase(slowdown: Double) -> String {
    let (alone, beside) = (Self.time(seconds), Self.time(seconds * slowdown))
    let isBusy = slowdown >= Self.noticeableSlowdown && alone != beside
    let busy = isBusy ? " alone, \(beside) if the machine stays as busy as now" : ""
    let cost = "about \(alone)\(busy), \(Self.size(memoryBytes)), \(Self.size(diskBytes)) on disk"
    return note.map { "\(cost); \($0)" } ?? cost
  }

  /// Two digits, in the unit that suits.
  public static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "1 s"
    case ..<100: "\(rounded(seconds)) s"
    case ..<5400: "\(rounded(seconds / 60)) min"
    case ..<172_800: "\(rounded(seconds / 3600)) h"
    default: "\(rounded(seconds / 86_400)) days"
    }
  }

  /// Two digits, in the unit that suits.
  public static func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<1e6: "\(rounded(max(1, bytes / 1e3))) kB"
    case ..<1e9: "\(rounded(bytes / 1e6)) MB"
    default: "\(rounded(bytes / 1e9)) GB"
    }
  }

  private static func rounded(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    var scale = 1.0
    while value / scale >= 100 { scale *= 10 }
    let digits = (value / scale * (value / scale < 10 ? 10 : 1)).rounded() / (value / scale < 10 ? 10 : 1)
    return Number.shortest(digits * scale)
  }

  var json: JSONValue {
    .object([
      ("seconds", .number(seconds.rounded())), ("memoryBytes", .number(memoryBytes.rounded())),
      ("diskBytes", .number(diskBytes.rounded())), ("note", note.map(JSONValue.string) ?? .null),
    ])
  }
}
