/// How fast a step went on a machine, and what it took: what the estimates of later plans rest on.
struct Pace: Codable, Equatable, Sendable {
  /// What a pace may be compared by.
  struct Key: Codable, Hashable, Sendable {
    var kind: String
    /// The options that the pace depends on, as items of a recipe.
    var options: [String]
    /// The processor with its number of threads.
    var machine: String
  }

  var key: Key
  var secondsPerUnit: Double
  /// Before the first unit and after the last: reading weights, writing results.
  var overheadSeconds: Double
  /// The largest resident memory while the step was done, without prepared signals.
  var memoryBytes: Double
  /// Of weights and the like.
  var fixedBytes: Double
  /// Of logs and generated reports.
  var bytesPerUnit: Double
  /// Whether it was measured on a few records only, before the first run.
  var isRehearsed: Bool
}
