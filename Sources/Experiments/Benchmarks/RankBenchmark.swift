import Figures
import Foundation
import MessagePassing
import Tensors

/// What several ranks gain in training, measured here and expected elsewhere by a model of compute and bytes.
///
/// A step takes t(n) = c + max(0, e(n) - h) + m l log2 n, where c is a rank's own computation, h the last part of its
/// backward pass, behind which gradients are sent, e(n) = 2 (n - 1) / n bytes / bandwidth the time that the gradients
/// need, and l the time of a hop of one of m short messages. The efficiency is c / t(n): each rank has as much to do as
/// one alone.
public struct RankBenchmark {
  private let team: Team
  private let training: TrainingBenchmark

  /// - Parameter team: all its ranks call `table`.
  public init(_ team: Team, _ training: TrainingBenchmark) {
    self.team = team
    self.training = training
  }

  /// A connection between ranks.
  private struct Link {
    let name: String
    let bytesPerSecond: Double
    /// Of a short message; going around takes as many hops as the number of ranks has doublings.
    let secondsPerHop: Double
  }

  private static let steps = 7
  /// Short messages of a step that nothing hides: counts, losses, moments, and whether to stop.
  private static let messages = 6.0
  /// The share of a step that is the backward pass of the last part, from the measured halves of forward and backward.
  private static let hidden = 0.6
  private static let networks = [
    Link(name: "10 Gbit/s", bytesPerSecond: 1.1e9, secondsPerHop: 50e-6),
    Link(name: "100 Gbit/s", bytesPerSecond: 11e9, secondsPerHop: 10e-6),
  ]
  private static let sizes = [2, 4, 8, 16, 64, 256]

  /// - Throws: `TeamError`.
  public func table() throws -> Table {
    let own = try training.run(steps: Self.steps)
    let shared = try training.run(steps: Self.steps, team: team)
    // The slowest rank sets the pace.
    let alone = try team.gathered(own.timing.median).max() ?? own.timing.median
    let together = try team.gathered(shared.timing.median).max() ?? shared.timing.median
    let here = try link(bytes: own.gradientBytes)
    func row(_ name: String, _ ranks: Int, _ link: Link, measured: Double?) -> Table.Row {
      let expected = Self.seconds(alone, own.gradientBytes, ranks, link)
      return Table.Row(
        [name, "\(ranks)"],
        [
          .number(1000 * expected), .number(100 * alone / expected),
          measured.map { .number(1000 * $0) } ?? .empty, measured.map { .number(100 * alone / $0) } ?? .empty,
        ])
    }
    let rows =
      [row(here.name, team.count, here, measured: together)]
      + Self.networks.flatMap { link in Self.sizes.map { row(link.name, $0, link, measured: nil) } }
    let columns = [
      ("Expected", "ms", 1), ("Efficiency", "%", 0), ("Measured", "ms", 1), ("Measured efficiency", "%", 0),
    ]
    return Table(
      "ranks",
      caption: String(
        format: "Training steps of several ranks, each with a batch of 8 reports: %.1f ms alone, %.1f MB of gradients; "
          + "here %.2f GB/s and %.0f us a hop.", 1000 * alone, own.gradientBytes / 1e6,
        here.bytesPerSecond / 1e9, 1e6 * here.secondsPerHop),
      rowTitles: ["Network", "Ranks"], columns: columns.map { Table.Column($0.0, unit: $0.1, decimals: $0.2) },
      rows: rows, marks: [])
  }

  private static func seconds(_ alone: Double, _ bytes: Double, _ ranks: Int, _ link: Link) -> Double {
    let n = Double(ranks)
    let exchange = 2 * (n - 1) / n * bytes / link.bytesPerSecond
    return alone + max(0, exchange - hidden * alone) + messages * link.secondsPerHop * log2(n)
  }

  /// The connection between the ranks of this launch, as the sums of gradients use it.
  private func link(bytes: Double) throws -> Link {
    let numbers = Tensor.zeros([max(1, Int(bytes) / MemoryLayout<Float>.size)])
    let order = PartTree(parts: team.count, ranks: team.count).order
    let sum = try Timing(rounds: Self.steps) { try team.sum(numbers.elements, order) }.median
    let message = try Timing(rounds: 50) { _ = try team.any(false) }.median
    let n = Double(team.count)
    return Link(
      name: "measured here", bytesPerSecond: 2 * (n - 1) / n * bytes / max(sum, 1e-9),
      secondsPerHop: message / max(1, log2(n)))
  }
}
