import Foundation
import Layers
import MessagePassing
import Models
import Randomness
import Tensors

/// One training step with LoRA of rank 128 and concat fusion, on random weights and the lengths of real reports: what
/// `Scripts/compare-peers` sets beside PyTorch.
public struct TrainingBenchmark {
  public enum Backbone: String, CaseIterable, Sendable {
    /// GPT-2 small, 124 M.
    case gpt2 = "gpt2-small"
    /// LLaMA-style, 4 layers of width 256.
    case tiny = "tiny-llama"
  }

  public let backbone: Backbone
  /// Whether the ECG goes through the full encoder (12 x 5000) or its embedding is ready.
  public let hasEncoder: Bool
  public let precision: Precision

  /// Tokens of the prompt, and of each report of a batch of eight.
  static let prompt = 24
  static let reports = [33, 21, 45, 28, 38, 52, 30, 41]

  public init(_ backbone: Backbone, hasEncoder: Bool, precision: Precision) {
    self.backbone = backbone
    self.hasEncoder = hasEncoder
    self.precision = precision
  }

  private var spec: DecoderSpec {
    switch backbone {
    case .gpt2:
      var spec = DecoderSpec(vocabulary: 50_257, width: 768, layers: 12, heads: 12, context: 1_024)
      spec.fusesProjections = true
      return spec
    case .tiny:
      var spec = DecoderSpec(vocabulary: 4_096, width: 256, layers: 4, heads: 4, hidden: 688, context: 512)
      spec.norm = .rms(epsilon: 1e-6)
      spec.position = .rotary(dimensions: 64, base: 10_000, .halves)
      spec.feedForward = .gated(.silu)
      spec.biases = .none
      return spec
    }
  }

  /// The seconds of each of some steps, after one that does not count.
  public func seconds(steps: Int) throws -> [Double] { try run(steps: steps).timing.seconds }

  /// Some steps, after one that does not count; the ranks of a team work through a batch each and add their gradients.
  func run(steps: Int, team: Team = .alone) throws -> (timing: Timing, gradientBytes: Double) {
    try Precision.with(precision) {
      let random = Random(seed: 1)
      let decoder = TextDecoder(spec, random: random)
      decoder.setTrainable(false)
      if Precision.current == .bfloat16 { decoder.keepFrozenWeightsInBfloat16() }
      for (name, layer) in decoder.sites {
        layer.adapt(.init(rank: 128, alpha: 64, dropout: 0.1), random: random.split(name))
      }
      let generator = hasEncoder ? Self.generator(decoder, random) : nil
      let trained = (generator ?? decoder as any Module).trainableTensors
      let optimiser = AdamW(trained, options: .init())
      let gradients = GradientSum(trained.map(\.tensor), team: team)
      let tree = PartTree(parts: team.count, ranks: team.count)
      let batch = Self.batch(vocabulary: spec.vocabulary)
      let signals = hasEncoder ? Initial.normal([batch.segments.count, 5_000, 12], deviation: 1, random) : nil
      let ready = Initial.normal([batch.segments.count, spec.headWidth], deviation: 1, random).normalizedRows()
      var step: UInt64 = 0
      let timing = try Timing(rounds: steps) {
        step += 1
        let pass = Pass(isTraining: true, random: Random(seed: step))
        let ecg = generator.map { $0.context(signals, pass) } ?? .columns(ready)
        let logits = decoder.answers(batch, ecg: ecg, pass)
        gradients.begin(tree)
        logits.crossEntropy(batch.targets, divisor: Float(batch.targets.count))
          .backward { gradients.take($0, part: team.rank) }
        try gradients.finish()
        optimiser.update(rate: 1e-4)
      }
      return (timing, Double(trained.reduce(0) { $0 + $1.tensor.count } * MemoryLayout<Float>.size))
    }
  }

  private static func generator(_ decoder: TextDecoder, _ random: Random) -> ReportGenerator {
    ReportGenerator(languageModel: decoder, fusion: .concat(), random: random) {
      TemporalConvolution(.init(), random: random.split("encoder"))
    }
  }

  private static func batch(vocabulary: Int) -> Batch {
    var random = Random(seed: 7)
    return Batch(
      reports.map { length in
        let tokens = (0..<prompt + length).map { _ in Int32(random.uniform(5..<Double(vocabulary))) }
        return (tokens: tokens, answerStart: prompt)
      })
  }
}
