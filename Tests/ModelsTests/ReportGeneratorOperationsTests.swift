import Layers
import Models
import Randomness
import Testing

struct ReportGeneratorOperationsTests {
  private let samples = 200, prompt = 4, answer = 6

  private func operations(_ fusion: Fusion) -> Double {
    TestModels.generator(TestModels.llama, fusion).operations(samples: samples, prompt: prompt, answer: answer)
  }

  /// A layer of 7,680 weights and 55 pairs of positions; a last one of 1,024 weights for keys and values, of 6,656 for
  /// the answer alone and 39 pairs; and a head of 50 x 32 for the answer.
  @Test func aTextAloneCostsItsProductsAndAttention() {
    let last: Double = 20_480 + 79_872 + 4_992
    let expected: Double = 153_600 + 7_040 + last + 19_200
    #expect(operations(.none) == expected)
  }

  @Test func anEncoderDecoderCostsBothHalves() {
    var (encoder, decoder) = (TestModels.llama, TestModels.llama)
    encoder.isCausal = false
    decoder.attendsToSource = true
    let model = EncoderDecoder(
      EncoderDecoderSpec(encoder: encoder, decoder: decoder, startToken: 0), .drawn(Random(seed: 1)))
    let generator = ReportGenerator(languageModel: model, fusion: .none, random: Random(seed: 1)) {
      TemporalConvolution(.init(depth: .eighteen, width: 4), random: Random(seed: 1))
    }
    // 4 rows with 16 pairs; 6 rows with 21 pairs, 24 pairs with the prompt, and 2 x 3,072 weights that read it, of
    // which a third for keys and values of 4 rows.
    let first: Double = 122_880 + 4_096
    let second: Double = 184_320 + 49_152 + 16_384 + 11_520
    #expect(generator.operations(samples: samples, prompt: prompt, answer: answer) == first + second + 19_200)
  }

  @Test func aFusionAddsItsOwn() throws {
    let model = TestModels.generator(TestModels.llama, .concat())
    let encoder = try #require(model.encoder)
    #expect(encoder.features == 32)
    let ecg = encoder.operations(samples: samples)
    let text = operations(.none)
    // A projector of 32 x 32 and 32 x 8; one row through key and value (32 x 16 each) of both layers; one more column
    // for each of 10 and of 6 queries.
    let columns: Double = 2_560 + 4_096 + 2_048
    #expect(operations(.concat()) - text - ecg == columns)
    // A projector of 32 x 32 for two tokens, which go before the text: two more rows, the last layer's for keys and
    // values alone, with 23 and 12 more pairs.
    let before: Double = 4_096 + 30_720 + 4_096 + 2_944 + 1_536
    #expect(operations(.llava(tokens: 2, depth: 1)) - text - ecg == before)
    #expect(operations(.flamingo(tokens: 2)) > operations(.llava(tokens: 2)))
  }

  /// The stem alone: 100 positions, 4 channels, 7 taps, 12 leads; then blocks of two convolutions with 3 taps each.
  @Test func convolutionsCountTheirPositions() {
    let encoder = TemporalConvolution(.init(depth: .eighteen, width: 4), random: Random(seed: 1))
    let stem: Double = 67_200
    let first: Double = 38_400
    // A stage's weights: 3 taps from half the width, 3 x 3 taps at the width, and the shortcut from half of it.
    func stage(_ positions: Double, _ width: Double) -> Double { 22 * positions * width * width }
    let stages = stage(50, 8) + stage(25, 16) + stage(13, 32)
    #expect(encoder.operations(samples: 200) == stem + first + stages)
    #expect(encoder.positions(samples: 200) == 13)
  }
}
