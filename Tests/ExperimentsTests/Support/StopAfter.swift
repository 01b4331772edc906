import Experiments

/// Asks for a stop once a step of some kind has come so far.
struct StopAfter: ProgressSink {
  let steps: Int
  let kind: String
  let stop: StopRequest

  func receive(_ event: ProgressEvent) {
    guard case .advanced(let done, _, _) = event.what, event.step?.kind == kind, done >= steps else { return }
    stop.request()
  }
}
