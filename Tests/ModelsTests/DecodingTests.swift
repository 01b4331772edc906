import Foundation
import Models
import Randomness
import TestSupport
import Testing

/// Beam search, penalties and sampling.
struct DecodingTests {
  /// What `Scripts/references/models/make_decoding.py` wrote.
  private struct Reference: Decodable {
    struct Case: Decodable {
      let family: String
      let width: Int
      let lengthPenalty, repetitionPenalty: Float
      let answers: [[Int32]]
    }

    let sharpness: Float
    let maximumNewTokens: Int
    let endTokens: Set<Int32>
    let prompts: [[Int32]]
    let cases: [Case]
  }

  private static func generator(_ family: String, sharpness: Float) throws -> ReportGenerator {
    let model = try ModelFolder(TestFiles.fixture("models/families/\(family)")).model()
    for (name, tensor) in model.namedTensors where !name.lowercased().contains("norm") {
      for index in 0..<tensor.count { tensor.pointer[index] *= sharpness }
    }
    return ReportGenerator(languageModel: model, fusion: .none, random: Random(seed: 0)) {
      preconditionFailure("no fusion, no encoder")
    }
  }

  @Test(arguments: ["llama", "bart"])
  func beamsAndPenaltiesGiveTheTextsOfTransformers(family: String) throws {
    let url = TestFiles.fixture("models/decoding.json")
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
    let generator = try Self.generator(family, sharpness: reference.sharpness)
    let cases = reference.cases.filter { $0.family == family }
    #expect(cases.count == 9)
    for expected in cases {
      let answers = generator.generated(
        prompts: reference.prompts, signals: nil,
        options: .init(
          maximumNewTokens: reference.maximumNewTokens, endTokens: reference.endTokens,
          decoding: expected.width == 1
            ? .greedy : .beam(width: expected.width, lengthPenalty: expected.lengthPenalty),
          repetitionPenalty: expected.repetitionPenalty))
      #expect(answers == expected.answers, "\(expected)")
    }
  }

  @Test(arguments: TestModels.fusions)
  func oneBeamIsGreedyAndBatchesChangeNoSearch(fusion: Fusion) {
    let generator = TestModels.generator(TestModels.windowed, fusion)
    let prompts: [[Int32]] = [[1, 2, 3, 4, 5], [9, 8], [20, 21, 22]]
    func written(_ decoding: DecodingStrategy, _ chosen: [Int]) -> [[Int32]] {
      let all = TestModels.signals(prompts.count).reshaped([prompts.count, 200 * 12])
      return generator.generated(
        prompts: chosen.map { prompts[$0] },
        signals: all.takingRows(chosen.map { Int32($0) }).reshaped([chosen.count, 200, 12]),
        options: .init(maximumNewTokens: 8, endTokens: [13, 31], decoding: decoding))
    }
    #expect(written(.beam(width: 1, lengthPenalty: 1), [0, 1, 2]) == written(.greedy, [0, 1, 2]))
    let beam = DecodingStrategy.beam(width: 3, lengthPenalty: 1)
    #expect(written(beam, [0, 1, 2]) == [0, 1, 2].flatMap { written(beam, [$0]) })
  }

  @Test func samplesDependOnTheirStreamOnly() {
    let generator = TestModels.generator(TestModels.llama, .none)
    let prompts: [[Int32]] = [[1, 2, 3, 4, 5], [9, 8], [20, 21, 22]]
    let sampling = Sampling(temperature: 20, topK: 20, topP: 0.9)
    let options = ReportGenerator.GenerationOptions(
      maximumNewTokens: 8, endTokens: [13, 31], decoding: .sample(sampling))
    func written(_ chosen: [Int], seed: UInt64) -> [[Int32]] {
      generator.generated(
        prompts: chosen.map { prompts[$0] }, signals: nil, options: options,
        streams: chosen.map { Random(seed: seed).split($0) })
    }
    let together = written([0, 1, 2], seed: 1)
    #expect(together == [0, 1, 2].flatMap { written([$0], seed: 1) })
    #expect(together == written([0, 1, 2], seed: 1))
    #expect(together != written([0, 1, 2], seed: 2))
  }

  @Test func drawsFollowTheDistributionWithinTopKAndTopP() {
    let logits: [Float] = [0.1, 0.4, 0.2, 0.25, 0.05].map { Foundation.log($0) }
    func shares(_ sampling: Sampling) -> [Double] {
      var random = Random(seed: 7)
      var counts = [Double](repeating: 0, count: logits.count)
      for _ in 0..<20_000 { counts[Int(sampling.token(logits, &random))] += 1 / 20_000 }
      return counts
    }
    func expect(_ sampling: Sampling, _ wanted: [Double]) {
      for (share, probability) in zip(shares(sampling), wanted) {
        #expect(probability == 0 ? share == 0 : abs(share - probability) < 0.015, "\(sampling)")
      }
    }
    expect(Sampling(), [0.1, 0.4, 0.2, 0.25, 0.05])
    expect(Sampling(topK: 2), [0, 0.4 / 0.65, 0, 0.25 / 0.65, 0])
    expect(Sampling(topP: 0.8), [0, 0.4 / 0.85, 0.2 / 0.85, 0.25 / 0.85, 0])
    expect(Sampling(temperature: 0.01), [0, 1, 0, 0, 0])
    let squared = [0.01, 0.16, 0.04, 0.0625, 0.0025].map { $0 / 0.275 }
    expect(Sampling(temperature: 0.5), squared)
  }

  @Test func aPenaltyMakesSeenTokensLessLikely() {
    var logits: [Float] = [2, -2, 3]
    logits.penalise([0, 1, 1], by: 2)
    #expect(logits == [1, -4, 3])
  }
}
