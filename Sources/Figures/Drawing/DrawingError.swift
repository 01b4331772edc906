/// Why a figure could not be drawn.
public enum DrawingError: Error, Equatable, CustomStringConvertible, Sendable {
  case gnuplotMissing(command: String)
  case gnuplotFailed(figure: String, message: String)
  case cannotWrite(path: String, reason: String)
  case badName(String)

  public var description: String {
    switch self {
    case .gnuplotMissing(let command):
      "cannot draw: there is no program `\(command)`; install gnuplot 5.4 or newer (Debian: gnuplot-nox)"
    case .gnuplotFailed(let figure, let message):
      "gnuplot could not draw `\(figure)`: \(message)"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    case .badName(let name):
      "`\(name)` cannot name a figure: expected letters, digits, `-`, `_` and `.`, not beginning with a point"
    }
  }
}
