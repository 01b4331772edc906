import Console
import Experiments
import Foundation
import Models
import Tensors

extension CommandSpec {
  static let bench = CommandSpec(
    "bench",
    "products | (training | ranks) [BACKBONE [ready | encoder [f32 | bf16]]] | "
      + "decode [MODEL [QUANTISATION [BATCH [ACTIVATIONS]]]] | growth",
    "measure the engine against this machine's own peak",
    details: """
      products   matrix products in GFLOP/s and as shares of the processor's peak, measured in the same run
      training   one JSON line with the seconds of five training steps; Scripts/compare-peers sets them beside PyTorch
      ranks      what the ranks that mpirun launched gain in training, and what is to be expected of many nodes
      decode     writing: tokens a second and the share of the memory's read bandwidth, measured in the same run; of one
                 MODEL, gpt2-small, llama-1.1b or a folder or file, one JSON line
      growth     time and memory against length, batch, model size and records, with the exponents

        meit bench products
        meit bench training gpt2-small encoder bf16
        mpirun -np 2 meit bench ranks tiny-llama encoder
        meit bench decode
        meit bench decode gpt2-small int8 16
      """, options: [.width], count: 1...5
  ) { invocation in
    let words = invocation.operands
    switch words[0] {
    case "products": try invocation.printer.list(ProductBenchmark.table())
    case "training": try Terminal.output.line(training(Array(words.dropFirst())))
    case "decode" where words.count == 1: try invocation.printer.list(DecodingBenchmark.table())
    case "decode": try Terminal.output.line(decode(Array(words.dropFirst())))
    case "growth": try invocation.printer.list(GrowthBenchmark.table())
    case "ranks":
      let benchmark = try trainingBenchmark(Array(words.dropFirst()))
      return try RankedProcess.run { team in
        try invocation.printer.list(RankBenchmark(team, benchmark).table())
        return .success
      }
    default:
      throw UsageError(
        "bench measures products, training, ranks, decode or growth, not `\(words[0])`", command: "bench")
    }
    return .success
  }

  private static func training(_ words: [String]) throws -> String {
    let benchmark = try trainingBenchmark(words)
    let texts = try benchmark.seconds(steps: 5).map { String(format: "%.4f", $0) }.joined(separator: ", ")
    return "{\"backbone\": \"\(benchmark.backbone.rawValue)\", \"encoder\": \(benchmark.hasEncoder), "
      + "\"precision\": \"\(benchmark.precision.rawValue)\", \"seconds\": [\(texts)]}"
  }

  private static func trainingBenchmark(_ words: [String]) throws -> TrainingBenchmark {
    let names = TrainingBenchmark.Backbone.allCases.map(\.rawValue)
    guard let backbone = TrainingBenchmark.Backbone(rawValue: words.first ?? names[0]) else {
      throw UsageError("the backbones are \(names.joined(separator: " and "))", command: "bench")
    }
    guard let precision = Precision(rawValue: words.count > 2 ? words[2] : "f32") else {
      throw UsageError("the precisions are f32 and bf16", command: "bench")
    }
    return TrainingBenchmark(backbone, hasEncoder: words.count > 1 && words[1] == "encoder", precision: precision)
  }

  private static func decode(_ words: [String]) throws -> String {
    let model = DecodingBenchmark.Model.named.first { $0.name == words[0] }?.model ?? .stored(URL(filePath: words[0]))
    let names = Quantisation.allCases.map(\.rawValue).joined(separator: ", ")
    guard let quantisation = Quantisation(rawValue: words.count > 1 ? words[1] : "none") else {
      throw UsageError("the weights are rounded to \(names)", command: "bench")
    }
    guard let batch = words.count > 2 ? Int(words[2]) : 1, batch > 0 else {
      throw UsageError("the batch is a number of texts", command: "bench")
    }
    guard let activations = Activations(rawValue: words.count > 3 ? words[3] : "rounded") else {
      throw UsageError("the activations are rounded or exact", command: "bench")
    }
    let outcome = try DecodingBenchmark(model, quantisation, batch: batch, activations: activations).outcome()
    return String(
      format:
        "{\"tokens_per_second\": %.2f, \"first_token_seconds\": %.4f, \"cold_start_seconds\": %.4f, \"bytes\": %ld, \"bandwidth_share\": %.3f, \"new_buffers\": %ld}",
      outcome.tokensPerSecond, outcome.firstToken, outcome.coldStart, outcome.bytes, outcome.bandwidthShare,
      outcome.newBuffers)
  }
}
