import Layers
import Models
import Randomness
import Tensors
import Testing

struct VisionMambaTests {
  @Test func equalsPyTorch() throws {
    let options = VisionMamba.Options(patch: 2, depth: 2, width: 40, states: 4)
    try EncoderFixture("vim").expectEqual(VisionMamba(options, samples: 80, random: Random(seed: 1)))
  }

  /// Paper Table 9 says 98 M, which is Vim-B on pictures with its classifier of 769,000: 24 blocks of 4,003,584;
  /// patches of 50 x 12 samples; 100 positions; a norm.
  @Test func baseSizeHasItsParameters() {
    let encoder = VisionMamba(.init(patch: 50), samples: 5_000, random: Random(seed: 1))
    #expect(encoder.trainableTensors.reduce(0) { $0 + $1.tensor.count } == 96_625_152)
  }

  @Test(arguments: [1, 5]) func givesAsManyTokensAsAsked(tokens: Int) {
    let encoder = VisionMamba(.init(patch: 20, depth: 1, width: 16, states: 4), samples: 200, random: Random(seed: 1))
    #expect(encoder(TestModels.signals(2), tokens: tokens, .inference).shape == [2, tokens, 16])
  }
}
