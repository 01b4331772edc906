import Figures
import Foundation

/// One figure of every kind, with numbers that have the shape of real ones; drawn by the tests, and by a person who
/// sets `MEIT_GALLERY` to a folder and looks at the pictures.
enum Gallery {
  static let provenance = Provenance(["recipe": "3f1c9a", "data": "77aa01"])

  static func curve(_ start: Double, _ fall: Double) -> [Point] {
    zip([Double.infinity, 20, 10, 0], [0, 0.3, 0.6, 1.5]).map { x, distance in
      let y = start - fall * distance
      return Point(x, y, Interval(y - 0.012 - distance * 0.004, y + 0.012 + distance * 0.004))
    }
  }

  /// Robustness: lines with bands, a clean record beside numeric SNR, the published values hollow.
  static let robustness = Figure(
    "robustness", size: .init(width: 170, height: 65), caption: "Scores under noise with 95 % intervals.",
    panels: ["METEOR", "ROUGE-L"].enumerated().map { index, name in
      let base = index == 0 ? 0.75 : 0.72
      return .chart(
        name, x: Axis("SNR (dB)", infinity: "clean", descending: true), y: Axis(name),
        [
          .line(LineMark("bloom-7b", curve(base - 0.02, 0.05))),
          .line(LineMark("opt-6.7b", curve(base, 0.04))),
          .line(LineMark("mistral-7b", curve(base + 0.02, 0.03))),
          .line(LineMark("mistral-7b", [Point(.infinity, base + 0.03), Point(20, base + 0.01)], origin: .published)),
        ])
    }, provenance: provenance)

  static let all = [robustness]
}
