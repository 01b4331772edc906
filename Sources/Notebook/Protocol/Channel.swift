/// The sockets of a kernel (Jupyter messaging protocol 5.3, "Introduction").
package enum Channel: String, CaseIterable, Sendable {
  /// Requests to carry out code, one after the other.
  case shell
  /// Requests that are answered at once, such as to stop.
  case control
  /// What everybody may see: output, and whether the kernel is busy.
  case publication = "iopub"
  /// Questions to the user, which this kernel never asks.
  case input = "stdin"
  /// Echoes every byte, to show that the kernel lives.
  case heartbeat = "hb"

  /// The key of its port in a connection file.
  var portKey: String { "\(rawValue)_port" }
}
