import Layers
import Models
import Randomness
import Tensors
import Testing

struct VisionTransformerTests {
  @Test func patchesOfAllLeadsEqualPyTorch() throws {
    let options = VisionTransformer.Options(layout: .allLeads, patch: 10, depth: 2, width: 24, heads: 3)
    try EncoderFixture("vit").expectEqual(VisionTransformer(options, samples: 43, random: Random(seed: 1)))
  }

  @Test func patchesOfEachLeadEqualPyTorch() throws {
    let options = VisionTransformer.Options(layout: .eachLead, patch: 6, depth: 2, width: 24, heads: 3)
    try EncoderFixture("st-mem").expectEqual(VisionTransformer(options, samples: 24, random: Random(seed: 1)))
  }

  /// Paper Table 9: ViT-B has 86 M. Twelve blocks of 7,087,872; patches of 50 x 12 samples; 100 positions; a norm.
  @Test func baseSizeHasThePapersParameters() {
    let options = VisionTransformer.Options(layout: .allLeads, patch: 50)
    #expect(parameters(VisionTransformer(options, samples: 5_000, random: Random(seed: 1))) == 85_594_368)
  }

  /// Twelve blocks; patches of 75 samples of one lead with two norms; 30 positions and 2 for separators; 12 leads.
  @Test func stMEMHasItsParameters() {
    let options = VisionTransformer.Options(layout: .eachLead, patch: 75)
    #expect(parameters(VisionTransformer(options, samples: 2_250, random: Random(seed: 1))) == 85_150_614)
  }

  @Test(arguments: [PatchEmbedding.Layout.allLeads, .eachLead], [1, 5])
  func givesAsManyTokensAsAsked(layout: PatchEmbedding.Layout, tokens: Int) {
    let options = VisionTransformer.Options(layout: layout, patch: 20, depth: 1, width: 16, heads: 2)
    let encoder = VisionTransformer(options, samples: 200, random: Random(seed: 1))
    #expect(encoder(TestModels.signals(2), tokens: tokens, .inference).shape == [2, tokens, 16])
    #expect(encoder.positions(samples: 200) == 10)
  }

  private func parameters(_ module: any Module) -> Int {
    module.trainableTensors.reduce(0) { $0 + $1.tensor.count }
  }
}
