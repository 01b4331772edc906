import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing

/// One training step against PyTorch, transformers and peft on the same weights: the loss and every gradient.
struct TrainingStepTests {
  private let tolerance: Float = 1e-4

  @Test func llamaWithEncoderEqualsPyTorch() throws {
    let fixture = try Fixture("training-step-llama")
    var spec = DecoderSpec(vocabulary: 64, width: 32, layers: 2, heads: 4, keyValueHeads: 2, hidden: 48, context: 64)
    spec.norm = .rms(epsilon: 1e-5)
    spec.position = .rotary(dimensions: 8, base: 10_000, .halves)
    spec.feedForward = .gated(.silu)
    spec.head = .untied(bias: false)
    spec.biases = .none
    let decoder = try fixture.decoder(spec, .llama)
    let generator = ReportGenerator(languageModel: decoder, fusion: .concat(), random: Random(seed: 1)) {
      TemporalConvolution(.init(depth: .fifty, width: 2), random: Random(seed: 1))
    }
    let tower = generator.parts.filter { $0.name != "languageModel" }.flatMap { part in
      part.module.parameters.map { (name: "\(part.name).\($0.name)", tensor: $0.tensor) }
    }
    for (name, tensor) in tower { try fixture.fill(tensor, from: Self.foreign(name)) }

    let pass = Pass(isTraining: true)
    guard case .columns(let embeddings) = generator.context(try fixture.signals(), pass) else {
      Issue.record("concat fusion hands over columns")
      return
    }
    try fixture.expect(embeddings.detached, equals: "output.h_e", within: tolerance)
    let loss = try fixture.loss(decoder, .columns(embeddings), within: tolerance)
    loss.backward()
    for (name, tensor) in tower {
      // A bias before a batch norm changes nothing: its gradient is rounding.
      if name.hasPrefix("projector.layers"), name.hasSuffix("bias") { continue }
      let gradient = try #require(tensor.gradient, "no gradient of \(name)")
      try fixture.expect(gradient, equals: "gradient.\(Self.foreign(name))", within: tolerance)
    }
    try fixture.expectAdapterGradients(decoder, .llama, within: tolerance)
    let stem = try #require(generator.encoder?.namedTensors.first { $0.name == "stem.norm.runningVariance" })
    try fixture.expect(stem.tensor, equals: "output.after.stem.norm.running_var", within: tolerance)
  }

  @Test func gpt2EqualsPyTorch() throws {
    let fixture = try Fixture("training-step-gpt2")
    var spec = DecoderSpec(vocabulary: 64, width: 32, layers: 2, heads: 4, context: 32)
    spec.fusesProjections = true
    let decoder = try fixture.decoder(spec, .gpt2)
    let embeddings = try fixture.tensor("input.h_e")
    embeddings.isTrainable = true
    let loss = try fixture.loss(decoder, .columns(embeddings), within: tolerance)
    loss.backward()
    let gradient = try #require(embeddings.gradient)
    try fixture.expect(gradient, equals: "gradient.h_e", within: tolerance)
    try fixture.expectAdapterGradients(decoder, .gpt2, within: tolerance)
  }

  /// The fixture's name of one of the encoder's or projector's tensors.
  private static func foreign(_ name: String) -> String {
    var parts = name.split(separator: ".").map(String.init)
    if parts[0] == "projector" {
      let index = 3 * (Int(parts[2]) ?? 0) + (parts[1] == "norms" ? 1 : 0)
      return "projector.\(index).\(parts[3])"
    }
    parts.removeFirst()
    if let place = parts.firstIndex(of: "convolutions"), let index = Int(parts[place + 1]) {
      let isNorm = parts.contains("norm")
      let tail = isNorm ? parts.suffix(1).joined() : "weight"
      return (parts[..<place] + ["\(isNorm ? "norm" : "conv")\(index + 1)", tail]).joined(separator: ".")
    }
    if !parts.contains("norm") { parts.insert("conv", at: parts.count - 1) }
    return parts.joined(separator: ".")
  }
}

/// The tensors of a reference step, and how ours are filled from and compared with them.
private struct Fixture {
  private let checkpoint: Checkpoint

  init(_ name: String) throws {
    checkpoint = try Checkpoint(at: TestFiles.fixture("models/\(name).safetensors"))
  }

  func tensor(_ name: String) throws -> Tensor {
    let stored = try checkpoint.tensor(name)
    return Tensor(stored.floats(), shape: stored.shape)
  }

  private func integers(_ name: String) throws -> [Int] { try checkpoint.tensor(name).integers() }

  /// The reference's convolution weights are [outputs, inputs, taps]; ours are [outputs, taps, inputs].
  private func arranged(_ stored: Tensor) -> Tensor {
    guard stored.shape.count == 3 else { return stored }
    let (outputs, inputs, taps) = (stored.shape[0], stored.shape[1], stored.shape[2])
    let values = stored.values
    let moved = (0..<stored.count).map { index in
      values[index / (taps * inputs) * taps * inputs + index % inputs * taps + index / inputs % taps]
    }
    return Tensor(moved, shape: [outputs, taps, inputs])
  }

  func fill(_ tensor: Tensor, from name: String) throws { tensor.copy(from: arranged(try self.tensor(name))) }

  func expect(_ tensor: Tensor, equals name: String, within tolerance: Float) throws {
    let expected = arranged(try self.tensor(name)).values
    try #require(expected.count == tensor.count, "\(name)")
    let largest = expected.map(abs).max() ?? 0
    let deviation = zip(tensor.values, expected).map { abs($0 - $1) }.max() ?? 0
    #expect(deviation <= tolerance * largest, "\(name): off by \(deviation), the largest is \(largest)")
  }

  /// The decoder with the fixture's weights and adapters.
  func decoder(_ spec: DecoderSpec, _ family: DecoderFamily) throws -> TextDecoder {
    let names = checkpoint.names.filter { name in
      !name.contains("lora_") && ["model.", "lm_head", "transformer."].contains(where: name.hasPrefix)
    }
    let decoder = try TextDecoder(try checkpoint.keeping(names), family: family, spec: spec)
    for (name, layer) in decoder.sites {
      layer.adapt(.init(rank: 4, alpha: 8, dropout: 0), random: Random(seed: 1))
      for (part, tensor) in layer.adapter?.tensors ?? [] {
        tensor.copy(from: try self.tensor(Self.adapterName(name, part, family)))
      }
    }
    return decoder
  }

  private static func adapterName(_ site: String, _ part: String, _ family: DecoderFamily) throws -> String {
    let module = try #require(family.adapterModule(site))
    return "\(module).lora_\(part == "down" ? "A" : "B").weight"
  }

  func expectAdapterGradients(_ decoder: TextDecoder, _ family: DecoderFamily, within tolerance: Float) throws {
    for (name, layer) in decoder.sites {
      for (part, tensor) in layer.adapter?.tensors ?? [] {
        let foreign = try Self.adapterName(name, part, family)
        try expect(try #require(tensor.gradient, "\(foreign)"), equals: "gradient.\(foreign)", within: tolerance)
      }
    }
  }

  /// [B, 12, T] of the reference as our [B, T, 12].
  func signals() throws -> Tensor { arranged(try tensor("input.ecg")) }

  func loss(_ decoder: TextDecoder, _ ecg: ECGContext, within tolerance: Float) throws -> Tensor {
    let ids = try integers("input.ids").map { Int32($0) }
    var start = 0
    let sequences = try zip(integers("input.lengths"), integers("input.answer_starts")).map { length, answer in
      defer { start += length }
      return (tokens: Array(ids[start..<start + length]), answerStart: answer)
    }
    let batch = Batch(sequences)
    let pass = Pass(isTraining: true)
    let logits = decoder.logits(
      decoder.hidden(batch.tokens, batch.segments, ecg: ecg, rows: batch.answerRows, pass), pass)
    try expect(logits.detached, equals: "output.logits", within: tolerance)
    let loss = logits.crossEntropy(batch.targets, divisor: Float(batch.targets.count))
    try expect(loss.detached, equals: "output.loss", within: tolerance)
    return loss
  }
}
