import Figures
import Foundation
import Layers
import Models
import Randomness
import Tensors

/// How fast a language model writes on random weights: what `Scripts/compare-peers` sets beside transformers and
/// llama.cpp, and the share of the machine's read bandwidth that it uses, since at few rows every token has to read all
/// weights once.
public struct DecodingBenchmark {
  public enum Model: Sendable {
    /// GPT-2 small, 124 M.
    case gpt2
    /// LLaMA-style, 1.1 B.
    case llama
    /// The model of a folder or file, as it is stored.
    case stored(URL)

    public static let named: [(name: String, model: Model)] = [("gpt2-small", .gpt2), ("llama-1.1b", .llama)]
  }

  /// What one run came to.
  public struct Outcome: Sendable {
    public let tokensPerSecond: Double
    /// Seconds until the first token of every text.
    public let firstToken: Double
    /// Seconds that opening the model and the very first token took.
    public let coldStart: Double
    /// Bytes of weights that each step reads.
    public let bytes: Int
    /// The share of the bandwidth that was measured in the same run.
    public let bandwidthShare: Double
    /// Buffers that were asked of the system after the first token of each text.
    public let newBuffers: Int
  }

  /// Tokens of the prompt, and of each text after it.
  static let prompt = 32
  static let written = 64

  private let model: any LanguageModel
  private let batch: Int
  private let opening: Double

  /// - Throws: `CheckpointError` for a model that cannot be read.
  public init(
    _ model: Model, _ quantisation: Quantisation, batch: Int, activations: Activations = .rounded
  ) throws {
    self.batch = batch
    let started = Date()
    self.model = try Self.languageModel(model)
    self.model.setTrainable(false)
    self.model.quantise(quantisation)
    self.model.use(activations)
    opening = Date().timeIntervalSince(started)
  }

  /// The medians of some rounds, after one that does not count.
  public func outcome(rounds: Int = 3) -> Outcome {
    let prompts = prompts()
    let model = model
    let coldStart = opening + seconds { _ = model.continuation(of: prompts, length: 2, ecg: .none).logits.argmax() }
    var firsts: [Double] = []
    var steps: [Double] = []
    var rates: [Double] = []
    var newBuffers = 0
    for _ in 0..<rounds {
      let started = Date()
      let continuation = model.continuation(of: prompts, length: Self.written, ecg: .none)
      var next = continuation.logits.argmax()
      let first = Date()
      var made = 0
      for step in 1..<Self.written {
        continuation.append(next)
        next = continuation.logits.argmax()
        if step == 1 { made = BufferCache.made }
      }
      newBuffers += BufferCache.made - made
      firsts.append(first.timeIntervalSince(started))
      steps.append(Date().timeIntervalSince(first) / Double(Self.written - 1))
      rates.append(MachinePeak.bytesReadPerSecond())
    }
    let step = steps.upperMedian
    return Outcome(
      tokensPerSecond: Double(batch) / step, firstToken: firsts.upperMedian, coldStart: coldStart, bytes: bytes,
      bandwidthShare: Double(bytes) / step / rates.upperMedian, newBuffers: newBuffers)
  }

  /// Speed and share of the bandwidth for each kind of weights and batch.
  public static func table() throws -> Table {
    var rows: [Table.Row] = []
    for (name, model) in Model.named {
      for quantisation in Quantisation.allCases {
        let cells = try [1, 16].flatMap { batch -> [Cell] in
          let outcome = try DecodingBenchmark(model, quantisation, batch: batch).outcome()
          return [.number(outcome.tokensPerSecond)]
            + (batch == 1 ? [.number(100 * outcome.bandwidthShare), .number(outcome.firstToken)] : [])
        }
        BufferCache.drain()
        rows.append(Table.Row([name, quantisation == .none ? "f32" : quantisation.rawValue], cells))
      }
    }
    return Table(
      "decoding", caption: "Writing \(written) tokens after a prompt of \(prompt); the bandwidth was read beside it.",
      rowTitles: ["Model", "Weights"],
      columns: [
        Table.Column("Batch 1", unit: "tokens/s", decimals: 1),
        Table.Column("of the bandwidth", unit: "%", decimals: 0),
        Table.Column("First token", unit: "s", decimals: 3), Table.Column("Batch 16", unit: "tokens/s", decimals: 0),
      ], rows: rows, marks: [])
  }

  private static func languageModel(_ model: Model) throws -> any LanguageModel {
    let random = Random(seed: 1)
    switch model {
    case .gpt2:
      return TextDecoder(
        DecoderFamily.gpt2.spec(vocabulary: 50_257, width: 768, layers: 12, heads: 12, context: 1_024), random: random)
    case .llama:
      return TextDecoder(
        DecoderFamily.llama.spec(
          vocabulary: 32_000, width: 2_048, layers: 22, heads: 32, keyValueHeads: 4, hidden: 5_632, context: 2_048),
        random: random)
    case .stored(let url): return try ModelFolder(url).model(.asStored)
    }
  }

  private func prompts() -> [[Int32]] {
    var random = Random(seed: 7)
    let vocabulary = Double(model.decoder.spec.vocabulary)
    return (0..<batch).map { _ in (0..<Self.prompt).map { _ in Int32(random.uniform(5..<vocabulary)) } }
  }

  private var bytes: Int {
    let output = model.decoder.head?.weight ?? model.decoder.embedding
    return (model.sites.map(\.layer.weight) + [output]).reduce(0) { $0 + $1.byteCount }
  }

  private func seconds(_ body: () -> Void) -> Double {
    let started = Date()
    body()
    return Date().timeIntervalSince(started)
  }
}
