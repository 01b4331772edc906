import Synchronization

/// A step that could not be done, and where it is in which recipe.
public struct StepFailure: Error, CustomStringConvertible {
  /// `tune of fusion-ablation [model.fusion = llava]`; nil where no step had begun.
  public let place: String?
  /// The recipe's file, or the line of Swift.
  public let file: String?
  public let reason: any Error

  public var description: String {
    let origin = [file, place].compactMap(\.self).joined(separator: ": ")
    return origin.isEmpty ? "\(reason)" : "\(origin): \(reason)"
  }
}

/// Keeps the place of the step that failed.
final class FailureNote: ProgressSink {
  private let known = Mutex<(places: [StepKey: String], failed: StepKey?)>(([:], nil))

  var step: StepKey? { known.withLock(\.failed) }

  var place: String? { known.withLock { known in known.failed.flatMap { known.places[$0] } } }

  func receive(_ event: ProgressEvent) {
    guard let step = event.step else { return }
    known.withLock { known in
      switch event.what {
      case .started(let place): known.places[step] = place
      case .failed: known.failed = step
      default: break
      }
    }
  }
}
