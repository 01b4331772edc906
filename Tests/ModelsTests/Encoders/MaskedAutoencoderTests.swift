import Layers
import Models
import Randomness
import Tensors
import Testing

struct MaskedAutoencoderTests {
  @Test func equalsPyTorch() throws {
    let fixture = try EncoderFixture("masked")
    let autoencoder = Self.autoencoder(
      .init(layout: .eachLead, patch: 6, depth: 1, width: 8, heads: 2), samples: 24)
    try fixture.fill(autoencoder)
    let masked = try fixture.integerRows("input.masked")
    let values = masked.count * autoencoder.restoredValues
    let loss = autoencoder.loss(
      try fixture.tensor("input.ecg"), masked: masked, divisor: Float(values), Pass(isTraining: true))
    try fixture.expect(loss.detached, equals: "output.loss")
    loss.backward()
    try fixture.expectGradients(autoencoder)
  }

  @Test func whatIsMaskedIsNotSeen() {
    let autoencoder = Self.autoencoder(
      .init(layout: .allLeads, patch: 20, depth: 1, width: 16, heads: 2), samples: 200)
    let signals = TestModels.signals(1)
    let flat = TestModels.signals(1)
    let masked = autoencoder.mask(1, Random(seed: 2))
    #expect(masked[0].count == 8)
    for patch in masked[0] { for sample in 0..<20 * 12 { flat.pointer[patch * 240 + sample] = 0 } }
    // The squared error to 0 is the restored patches' own size; theirs to s is |r|² - 2 r s + |s|².
    let size = autoencoder.loss(flat, masked: masked, divisor: 1, .inference).item
    let both = autoencoder.loss(flat.scaled(by: -1), masked: masked, divisor: 1, .inference).item
    let visible = autoencoder.loss(signals, masked: masked, divisor: 1, .inference).item
    #expect(both != size, "what is seen matters")
    let opposite = TestModels.signals(1)
    for patch in masked[0] { for sample in 0..<240 { opposite.pointer[patch * 240 + sample] *= -1 } }
    let mirrored = autoencoder.loss(opposite, masked: masked, divisor: 1, .inference).item
    let target = masked[0].reduce(Float(0)) { sum, patch in
      sum + (0..<240).reduce(Float(0)) { $0 + signals.pointer[patch * 240 + $1] * signals.pointer[patch * 240 + $1] }
    }
    // |r - s|² + |r + s|² = 2 |r|² + 2 |s|² only if r is the same for both.
    #expect(abs(visible + mirrored - 2 * (size + target)) <= 1e-4 * (visible + mirrored))
  }

  @Test func masksDifferBetweenRecordsAndStreams() {
    let autoencoder = Self.autoencoder(
      .init(layout: .eachLead, patch: 20, depth: 1, width: 16, heads: 2), samples: 200)
    let first = autoencoder.mask(2, Random(seed: 1))
    #expect(first.allSatisfy { $0.count == 90 && Set($0).count == 90 && $0.allSatisfy((0..<120).contains) })
    #expect(first[0] != first[1])
    #expect(first != autoencoder.mask(2, Random(seed: 2)))
    #expect(first == autoencoder.mask(2, Random(seed: 1)))
  }

  private static func autoencoder(_ options: VisionTransformer.Options, samples: Int) -> MaskedAutoencoder {
    let encoder = VisionTransformer(options, samples: samples, random: Random(seed: 1))
    return MaskedAutoencoder(encoder, random: Random(seed: 2))
  }
}
