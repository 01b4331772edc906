import Models
import Randomness
import Testing

struct EncoderDecoderStartTests {
  /// A model that cannot tell its tokens apart at the start learns next to nothing in a short training.
  @Test(arguments: [1, 0.125] as [Float]) func aNewEmbeddingSuitsTheScaleOfTheOutput(scale: Float) {
    var half = DecoderSpec(vocabulary: 500, width: 64, layers: 1, heads: 2, context: 32)
    half.outputScale = scale
    let model = EncoderDecoder(
      EncoderDecoderSpec(encoder: half, decoder: half, startToken: 0), .drawn(Random(seed: 1)))
    let squares = model.embedding.values.reduce(0) { $0 + $1 * $1 } / Float(model.embedding.count)
    let expected: Float = scale == 1 ? 0.02 : 1
    #expect(abs(squares.squareRoot() / expected - 1) < 0.02)
  }
}
