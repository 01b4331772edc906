import Foundation

/// A moment by the clock and by the time that the processors spent on this process.
struct Moment {
  private let clock = ContinuousClock.now
  private let processorSeconds: Double

  init() {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    processorSeconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What passed since an earlier moment: by the clock, and of the processors' time.
  func elapsed(since earlier: Moment) -> (seconds: Double, processorSeconds: Double) {
    ((clock - earlier.clock) / .seconds(1), processorSeconds - earlier.processorSeconds)
  }

  /// The time that passed since an earlier moment, or would have passed if other processes had left the machine alone.
  func seconds(since earlier: Moment, isShared: Bool) -> Double {
    let (passed, spent) = elapsed(since: earlier)
    guard isShared else { return passed }
    // How many threads would have run at once is not known: between one and one for each processor.
    let threads = Double(ProcessInfo.processInfo.activeProcessorCount).squareRoot()
    return min(passed, max(spent / threads, passed / Self.leastShare))
  }

  /// A process that waited for its disk or its peers spent nothing, and would have waited on an idle machine as well.
  private static let leastShare = 16.0
}

/// Whether other processes had a part of the machine's processors.
package struct MachineLoad {
  private let busyAtStart = Self.busySeconds

  /// As much of a processor as others may have before times by the clock mean little.
  private static let negligibleProcessors = 0.2

  func isShared(since begun: Moment, until end: Moment) -> Bool {
    guard let busyAtStart, let busyAtEnd = Self.busySeconds else { return false }
    let (passed, own) = end.elapsed(since: begun)
    return busyAtEnd - busyAtStart - own > max(Self.negligibleProcessors * passed, Self.resolutionSeconds)
  }

  /// By how much longer work on all processors takes beside the threads of other processes that run at the moment.
  /// They are counted for a fifth of a second, in which this process must be idle; 1 where the system does not say.
  static func slowdown() -> Double {
    let counts = (0..<looks).compactMap { _ -> Double? in
      Thread.sleep(forTimeInterval: secondsBetweenLooks)
      return runningThreads(in: (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? "")
    }
    // The thread that looks runs as well.
    let others = counts.isEmpty ? 0 : max(0, counts.reduce(0, +) / Double(counts.count) - 1)
    return slowdown(beside: others, processors: ProcessInfo.processInfo.activeProcessorCount)
  }

  private static let looks = 10
  private static let secondsBetweenLooks = 0.02

  /// Threads that want to run have equal parts of the processors.
  package static func slowdown(beside others: Double, processors: Int) -> Double {
    1 + others / Double(max(1, processors))
  }

  /// The threads that run or could (`procs_running` of `proc(5)`, /proc/stat).
  package static func runningThreads(in statistics: String) -> Double? {
    let name = "procs_running "
    return statistics.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap { Double($0.dropFirst(name.count)) }
  }

  /// The system counts in ticks, for each processor.
  private static let resolutionSeconds = 0.03

  /// The time that the processors have worked since the machine was started (`proc(5)`, /proc/stat); nil where the system
  /// does not say.
  private static var busySeconds: Double? {
    let all = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8))?.split(separator: "\n").first
    let ticks = all?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
    // user, nice, system, idle, iowait, irq, softirq, steal.
    guard ticks.count >= 8 else { return nil }
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
