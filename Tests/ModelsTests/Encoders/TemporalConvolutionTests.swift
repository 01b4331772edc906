import Layers
import Models
import Randomness
import Tensors
import Testing

struct TemporalConvolutionTests {
  /// Paper Table 10 and A.3: 20.4 M trainable parameters with the projector.
  @Test(arguments: [(64, 20_290_880), (128, 20_422_144), (256, 20_684_672)])
  func fullSizeHasThePapersParameters(headWidth: Int, expected: Int) {
    let encoder = TemporalConvolution(.init(), random: Random(seed: 1))
    let projector = Projector(inputs: encoder.features, outputs: headWidth, random: Random(seed: 2))
    #expect(parameters(encoder) == 15_959_168)
    #expect(parameters(encoder) + parameters(projector) == expected)
  }

  /// GPT-NeoX's head is 96 wide, and its projector has no batch norm.
  @Test func projectorWithoutNormsHasFewer() {
    let projector = Projector(
      inputs: 2_048, outputs: 96, options: .init(normalizes: false), random: Random(seed: 2))
    #expect(15_959_168 + parameters(projector) == 20_352_224)
  }

  @Test(arguments: TemporalConvolution.Options.Depth.allCases, [1, 4])
  func givesAsManyTokensAsAsked(depth: TemporalConvolution.Options.Depth, tokens: Int) {
    let encoder = TemporalConvolution(.init(depth: depth, width: 4), random: Random(seed: 1))
    let features = encoder(TestModels.signals(2), tokens: tokens, .inference)
    #expect(features.shape == [2, tokens, encoder.features])
  }

  private func parameters(_ module: any Module) -> Int {
    module.trainableTensors.reduce(0) { $0 + $1.tensor.count }
  }
}
