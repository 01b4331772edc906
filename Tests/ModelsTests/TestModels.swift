import Layers
import Models
import Randomness
import Tensors
import Testing

/// Small models with random weights for tests.
enum TestModels {
  static let llama: DecoderSpec = {
    var spec = DecoderSpec(
      vocabulary: 50, width: 32, layers: 2, heads: 4, keyValueHeads: 2, hidden: 48, context: 64)
    spec.norm = .rms(epsilon: 1e-5)
    spec.position = .rotary(dimensions: 8, base: 10_000, .halves)
    spec.feedForward = .gated(.silu)
    spec.head = .untied(bias: false)
    spec.biases = .none
    return spec
  }()

  static let gpt2: DecoderSpec = {
    var spec = DecoderSpec(vocabulary: 50, width: 32, layers: 2, heads: 4, context: 64)
    spec.fusesProjections = true
    return spec
  }()

  static let bloom: DecoderSpec = {
    var spec = DecoderSpec(vocabulary: 50, width: 32, layers: 2, heads: 4, context: 64)
    spec.position = .alibi
    spec.normalizesEmbedding = true
    return spec
  }()

  static let windowed: DecoderSpec = {
    var spec = llama
    spec.reach = .window(5)
    return spec
  }()

  static let parallel: DecoderSpec = {
    var spec = llama
    spec.residual = .parallel(sharedNorm: true)
    spec.position = .rotary(dimensions: 4, base: 10_000, .interleaved)
    spec.reach = .alternating(4)
    return spec
  }()

  static let all: [(name: String, spec: DecoderSpec)] = [
    ("llama", llama), ("gpt2", gpt2), ("bloom", bloom), ("windowed", windowed), ("parallel", parallel),
  ]

  static let fusions: [Fusion] = [
    .none, .concat(), .concat(tokens: 3), .llava(tokens: 2, depth: 1), .flamingo(tokens: 2),
  ]

  static func generator(_ spec: DecoderSpec, _ fusion: Fusion, seed: UInt64 = 3) -> ReportGenerator {
    let random = Random(seed: seed)
    let decoder = TextDecoder(spec, random: random.split("decoder"))
    // Large weights, so that what is generated depends on what was read.
    for (name, tensor) in decoder.namedTensors where !name.lowercased().contains("norm") {
      for index in 0..<tensor.count { tensor.pointer[index] *= 10 }
    }
    let generator = ReportGenerator(languageModel: decoder, fusion: fusion, random: random) {
      TemporalConvolution(.init(depth: .eighteen, width: 4), random: random.split("encoder"))
    }
    for (name, tensor) in generator.namedTensors where name.hasSuffix("Gate") { tensor.pointer[0] = 0.5 }
    return generator
  }

  /// Generation with the cache equals reading everything again for every token.
  static func expectCacheChangesNothing(
    _ generator: ReportGenerator, prompts: [[Int32]], options: ReportGenerator.GenerationOptions
  ) throws {
    let signals = signals(prompts.count)
    let generated = generator.generated(prompts: prompts, signals: signals, options: options)
    for (index, prompt) in prompts.enumerated() {
      let own = Tensor(
        Array(signals.values[index * 200 * 12..<(index + 1) * 200 * 12]), shape: [1, 200, 12])
      #expect(generated[index] == slowly(generator, prompt, own, options), "sequence \(index), \(generator.fusion)")
    }
    #expect(Set(generated).count > 1 || generated[0].isEmpty == false)
  }

  private static func slowly(
    _ generator: ReportGenerator, _ prompt: [Int32], _ signals: Tensor, _ options: ReportGenerator.GenerationOptions
  ) -> [Int32] {
    var answer: [Int32] = []
    while answer.count < options.maximumNewTokens {
      let tokens = prompt + answer
      let batch = Batch([(tokens: tokens + [0], answerStart: prompt.count)], signals: signals)
      let logits = generator.logits(batch, .inference)
      let next = logits.takingRows([Int32(logits.rows - 1)]).argmax()[0]
      if options.endTokens.contains(next) { break }
      answer.append(next)
    }
    return answer
  }

  static func signals(_ count: Int, length: Int = 200) -> Tensor {
    Initial.normal([count, length, 12], deviation: 1, Random(seed: 5))
  }
}
