import Figures
import Foundation
import Layers
import Models
import Randomness
import Reports
import Signals
import Tensors

/// How time and memory grow with what grows: a line for each, with the exponents of the power laws that fit best.
public enum GrowthBenchmark {
  /// What was measured at one size.
  private struct Point {
    let size, seconds, bytes: Double
  }

  /// A decoder on texts, as LoRA trains it or as it writes.
  private struct Case {
    var layers = 4
    var width = 256
    var batch = 4
    var length = 128
    var recomputes = false

    var decoder: TextDecoder {
      TextDecoder(
        DecoderFamily.llama.spec(
          vocabulary: 2_048, width: width, layers: layers, heads: width / 64, context: 4_096), random: Random(seed: 1))
    }
  }

  /// - Parameter rounds: times that each is measured; the fastest counts.
  public static func table(rounds: Int = 3) -> Table {
    func sizes(_ sizes: [Int], _ change: (inout Case, Int) -> Void) -> [(Double, Case)] {
      sizes.map { size in
        var base = Case()
        change(&base, size)
        return (Double(size), base)
      }
    }
    let lengths = sizes([128, 256, 512, 1_024, 2_048]) { $0.length = $1 }
    let lines: [(String, String, [Point])] = [
      ("training step", "tokens of a text", lengths.map { trained($0, $1, rounds) }),
      (
        "training step, recomputing", "tokens of a text",
        lengths.map { size, base in
          var base = base
          base.recomputes = true
          return trained(size, base, rounds)
        }
      ),
      ("training step", "texts of a batch", sizes([1, 2, 4, 8, 16]) { $0.batch = $1 }.map { trained($0, $1, rounds) }),
      ("training step", "layers", sizes([2, 4, 8, 16]) { $0.layers = $1 }.map { trained($0, $1, rounds) }),
      ("training step", "width", sizes([128, 256, 512, 1_024]) { $0.width = $1 }.map { trained($0, $1, rounds) }),
      (
        "token written", "tokens before it",
        sizes([128, 256, 512, 1_024, 2_048]) {
          $0.length = $1
          $0.batch = 1
        }.map { written($0, $1, rounds) }
      ),
      ("records streamed", "records", [1_000, 10_000, 100_000].map(streamed)),
    ]
    return Table(
      "growth",
      caption: "Time and memory against size: the least, the greatest, and the exponent of the best power law.",
      rowTitles: ["What", "Against"],
      columns: [
        Table.Column("Least size", decimals: 0), Table.Column("Greatest", decimals: 0),
        Table.Column("Time", unit: "ms", decimals: 2), Table.Column("Time", unit: "ms", decimals: 2),
        Table.Column("Exponent", decimals: 2), Table.Column("Memory", unit: "MB", decimals: 1),
        Table.Column("Memory", unit: "MB", decimals: 1), Table.Column("Exponent", decimals: 2),
      ],
      rows: lines.map { what, against, points in
        let (first, last) = (points[0], points[points.count - 1])
        return Table.Row(
          [what, against],
          [
            first.size, last.size, 1e3 * first.seconds, 1e3 * last.seconds, exponent(points, \.seconds),
            first.bytes / 1e6, last.bytes / 1e6, exponent(points, \.bytes),
          ].map { .number($0) })
      }, marks: [])
  }

  private static func trained(_ size: Double, _ base: Case, _ rounds: Int) -> Point {
    let decoder = base.decoder
    decoder.setTrainable(false)
    for (name, layer) in decoder.sites {
      layer.adapt(.init(rank: 16, alpha: 32, dropout: 0.1), random: Random(seed: 2).split(name))
    }
    let text = (0..<base.length).map { Int32($0 * 7 % 2_048) }
    let batch = Batch((0..<base.batch).map { _ in (tokens: text, answerStart: base.length / 2) })
    return point(size, rounds) {
      let pass = Pass(isTraining: true, random: Random(seed: 3), recomputes: base.recomputes)
      decoder.answers(batch, ecg: .none, pass).crossEntropy(batch.targets, divisor: 1).backward()
      for (_, tensor) in decoder.trainableTensors { tensor.gradient = nil }
    }
  }

  private static func written(_ size: Double, _ base: Case, _ rounds: Int) -> Point {
    let decoder = base.decoder
    let text = (0..<base.length).map { Int32($0 * 7 % 2_048) }
    let tokens = 16
    var continuation = decoder.continuation(of: [text], length: tokens * (rounds + 1), ecg: .none)
    let measured = point(size, rounds) { for _ in 0..<tokens { continuation.append(continuation.logits.argmax()) } }
    continuation = decoder.continuation(of: [[1]], length: 1, ecg: .none)
    return Point(size: size, seconds: measured.seconds / Double(tokens), bytes: measured.bytes)
  }

  private static func streamed(_ count: Int) -> Point {
    let dataset = SimulatedDataset(
      count: count, hospital: .a, seed: 1, samplesPerSecond: 100, seconds: 10)
    let started = Date()
    var characters = 0
    for record in 0..<count { characters += dataset.info(record).report.utf8.count }
    precondition(characters > count, "records without reports")
    return Point(size: Double(count), seconds: Date().timeIntervalSince(started), bytes: ResidentMemory.bytes)
  }

  /// The fastest of some rounds after one for nothing, and the memory of all tensors at its height.
  private static func point(_ size: Double, _ rounds: Int, _ body: () -> Void) -> Point {
    BufferCache.drain()
    body()
    let seconds = (0..<rounds).map { _ in
      let started = Date()
      body()
      return Date().timeIntervalSince(started)
    }
    return Point(size: size, seconds: seconds.min() ?? 0, bytes: Double(BufferCache.bytes))
  }

  /// The slope of the logarithms, by least squares.
  private static func exponent(_ points: [Point], _ value: KeyPath<Point, Double>) -> Double {
    let x = points.map { log($0.size) }
    let y = points.map { log($0[keyPath: value]) }
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return covariance / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
  }
}
