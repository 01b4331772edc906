import Foundation
import Synchronization

/// Times a step by what it says of its progress.
final class PaceMeter: ProgressSink {
  private struct Times {
    var begun = Moment()
    var first: (moment: Moment, done: Int)?
    var last: (moment: Moment, done: Int)?
  }

  private let times = Mutex(Times())
  private let load = MachineLoad()

  init() { ResidentMemory.forgetPeak() }

  func receive(_ event: ProgressEvent) {
    guard case .advanced(let done, _, _) = event.what else { return }
    times.withLock { times in
      let moment = Moment()
      times.first = times.first ?? (moment, done)
      times.last = (moment, done)
    }
  }

  /// The pace of a step that has just ended.
  ///
  /// - Parameters:
  ///   - units: how much was done, where that is not what the progress counts.
  ///   - signalBytes: memory of prepared signals, which estimates add by the number of records.
  ///   - folder: the step's files.
  func pace(_ key: Pace.Key, units: Int?, signalBytes: Double, folder: URL) -> Pace {
    let (begun, first, last) = times.withLock { ($0.begun, $0.first, $0.last) }
    let end = Moment()
    let isShared = load.isShared(since: begun, until: end)
    let seconds = { (from: Moment, to: Moment) in to.seconds(since: from, isShared: isShared) }
    let total = seconds(begun, end)
    var (perUnit, overhead) = (total / Double(max(1, units ?? 1)), 0.0)
    if units == nil, let first, let last, last.done > 0 {
      // The first moment tells nothing of a step that goes on from a checkpoint.
      let isWhole = last.done > first.done
      perUnit =
        isWhole
        ? seconds(first.moment, last.moment) / Double(last.done - first.done)
        : seconds(begun, last.moment) / Double(last.done)
      overhead = seconds(begun, first.moment) + seconds(last.moment, end)
      if isWhole, first.done == 0 || Double(first.done) * perUnit < overhead {
        overhead -= Double(first.done) * perUnit
      }
    }
    let files = FolderSizes(folder)
    return Pace(
      key: key, secondsPerUnit: perUnit, overheadSeconds: max(0, overhead),
      memoryBytes: max(0, ResidentMemory.peakBytes - signalBytes), fixedBytes: files.fixed,
      bytesPerUnit: files.growing / Double(max(1, units ?? last?.done ?? 1)), isRehearsed: false)
  }
}

/// The sizes of a step's files, by whether more work makes them larger.
struct FolderSizes {
  private(set) var fixed = 0.0
  private(set) var growing = 0.0

  init(_ folder: URL) {
    let keys: [URLResourceKey] = [.fileSizeKey, .isRegularFileKey]
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
    while let file = files?.nextObject() as? URL {
      guard let values = try? file.resourceValues(forKeys: Set(keys)), values.isRegularFile == true else { continue }
      let bytes = Double(values.fileSize ?? 0)
      if Self.grows(file) { growing += bytes } else { fixed += bytes }
    }
  }

  /// Logs, samples and lists of records.
  private static func grows(_ file: URL) -> Bool {
    ["csv", "jsonl"].contains(file.pathExtension) || file.lastPathComponent == PreparedData.fileName
      || file.lastPathComponent.contains("tfevents")
  }
}
