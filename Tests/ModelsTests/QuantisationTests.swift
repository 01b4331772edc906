import Foundation
import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing

/// Models whose weights are rounded, or stay as their file holds them.
struct QuantisationTests {
  private static let spec: DecoderSpec = {
    var spec = TestModels.llama
    spec.vocabulary = 200
    spec.width = 128
    spec.headWidth = 32
    spec.hidden = 256
    spec.position = .rotary(dimensions: 32, base: 10_000, .halves)
    return spec
  }()

  private static func decoder(adapted: Bool = false) -> TextDecoder {
    let decoder = TextDecoder(spec, random: Random(seed: 3))
    decoder.setTrainable(false)
    guard adapted else { return decoder }
    for (name, layer) in decoder.sites {
      layer.adapt(.init(rank: 4, alpha: 8, dropout: 0), random: Random(seed: 4).split(name))
      layer.adapter?.up.copy(from: Initial.normal([layer.outputs, 4], deviation: 0.05, Random(seed: 5).split(name)))
    }
    return decoder
  }

  private static func logits(_ model: any LanguageModel) -> [Float] {
    let tokens = (0..<24).map { Int32($0 * 7 % 200) }
    let decoder = model.decoder
    return decoder.logits(decoder.hidden(tokens, Segments(lengths: [10, 14]), .inference), .inference).values
  }

  /// The length of a difference as a share of the length of what it is a difference to.
  private static func relativeError(_ a: [Float], _ b: [Float]) -> Double {
    func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    return length(zip(a, b).map { Double($0) - Double($1) }) / length(b.map(Double.init))
  }

  /// Rounding errors are independent of each other, so that each of the linear layers that a logit goes through, two in
  /// attention, two in the feed-forward part and the output layer, adds the format's root mean square share to it:
  /// their root sum is the bound. A uniform error of at most half a step s has s / sqrt(12); the mean magnitude of
  /// normal weights is a third to a half of the largest of 32.
  @Test(arguments: [(Quantisation.bf16, 0x1p-7), (.int8, 1.0 / 127), (.int4, 1.0 / 8)])
  func logitsAreOffByNoMoreThanTheFormatsSteps(quantisation: Quantisation, step: Double) {
    let model = Self.decoder(adapted: true)
    let exact = Self.logits(model)
    model.quantise(quantisation)
    #expect(model.sites.allSatisfy { $0.layer.adapter == nil })
    #expect(model.sites.allSatisfy { $0.layer.weight.encoding == quantisation.encodings?.blocks })
    let roundings = Double(4 * Self.spec.layers + 1)
    let bound = step / 12.0.squareRoot() * (quantisation == .bf16 ? 1 : 3) * roundings.squareRoot()
    let error = Self.relativeError(Self.logits(model), exact)
    #expect(error > bound / 30 && error < bound, "\(error) of at most \(bound)")
  }

  /// The same for activations: they have the format's step too, and are rounded at as many places. With weights of four
  /// bits they keep eight.
  @Test(arguments: [(Quantisation.bf16, 0x1p-7, 1.0), (.int8, 1.0 / 127, 3), (.int4, 1.0 / 127, 3)])
  func roundedActivationsMoveLogitsByNoMoreThanTheirSteps(quantisation: Quantisation, step: Double, spread: Double) {
    let model = Self.decoder()
    model.quantise(quantisation)
    let exact = Self.logits(model)
    model.use(.rounded)
    let roundings = Double(4 * Self.spec.layers + 1)
    let bound = step / 12.0.squareRoot() * spread * roundings.squareRoot()
    let error = Self.relativeError(Self.logits(model), exact)
    #expect(error > bound / 30 && error < bound, "\(error) of at most \(bound)")
    model.use(.exact)
    #expect(Self.logits(model) == exact)
  }

  @Test(arguments: Quantisation.allCases)
  func theBytesOfWeightsAreKnownBefore(quantisation: Quantisation) {
    let model = Self.decoder()
    let expected = model.weightBytes(quantisation)
    model.quantise(quantisation)
    #expect(model.namedTensors.reduce(0) { $0 + $1.tensor.byteCount } == expected)
  }

  @Test func noneLeavesAModelAsItIs() {
    let model = Self.decoder(adapted: true)
    let exact = Self.logits(model)
    model.quantise(.none)
    #expect(Self.logits(model) == exact)
    #expect(model.sites.allSatisfy { $0.layer.adapter != nil })
  }

  @Test(arguments: Quantisation.allCases, Activations.allCases)
  func textsDependNeitherOnTheBatchNorOnTheCache(quantisation: Quantisation, activations: Activations) {
    let generator = TestModels.generator(Self.spec, .concat())
    generator.setTrainable(false)
    generator.languageModel.quantise(quantisation)
    generator.languageModel.use(activations)
    let prompts: [[Int32]] = [[1, 2, 3, 4, 5], [9, 8], [20, 21, 22], [7], [8, 1]]
    let signals = TestModels.signals(prompts.count)
    let options = ReportGenerator.GenerationOptions(maximumNewTokens: 12, endTokens: [])
    let together = generator.generated(prompts: prompts, signals: signals, options: options)
    for (place, prompt) in prompts.enumerated() {
      let own = signals.reshaped([prompts.count, 200 * 12]).takingRows([Int32(place)]).reshaped([1, 200, 12])
      #expect(generator.generated(prompts: [prompt], signals: own, options: options) == [together[place]])
    }
  }

  /// Families whose checkpoints differ in the order of their weights.
  @Test(arguments: ["llama", "gpt2", "bloom", "gpt-neox", "bart", "t5"], [TensorType.bf16, .f16])
  func weightsAsStoredGiveTheLogitsOfTheSameWeightsAsFloats(family: String, type: TensorType) throws {
    let opened = try ModelFolder(TestFiles.fixture("models/families/\(family)"))
    let temporary = try TemporaryFolder()
    try opened.model().write(to: temporary.url, family: opened.family, type: type)
    let folder = try ModelFolder(temporary.url)
    let (floats, stored) = (try folder.model(), try folder.model(.asStored))
    #expect(stored.sites.allSatisfy { $0.layer.weight.encoding == type.encoding })
    #expect(floats.sites.allSatisfy { $0.layer.weight.encoding == .f32 })
    let prompts: [[Int32]] = [[5, 6, 7], [8, 9, 10, 11, 12]]
    let logits = [floats, stored].map { $0.continuation(of: prompts, length: 4, ecg: .none).logits.values }
    #expect(Self.relativeError(logits[1], logits[0]) < 1e-5)
    let bytes = [floats, stored].map { $0.sites.reduce(0) { $0 + $1.layer.weight.byteCount } }
    #expect(bytes[0] == 2 * bytes[1])
  }
}
