import Foundation
import Models
import TestSupport
import Testing

/// The sizes of published models, counted without their weights, against transformers and peft.
struct KnownModelTests {
  private struct Size: Decodable {
    let parameters, lora64: Int
  }

  private static let sizes: [String: Size] = {
    let url = TestFiles.fixture("models/sizes.json")
    return (try? JSONDecoder().decode([String: Size].self, from: Data(contentsOf: url))) ?? [:]
  }()

  @Test func countsEqualTransformers() throws {
    #expect(Self.sizes.count == 17)
    for (name, expected) in Self.sizes {
      let model = try #require(KnownModel.named(name), "\(name)")
      let size = ModelSize(of: try model.outline())
      #expect(size.parameters == expected.parameters, "\(name)")
      #expect(size.adapterParameters(rank: 64) == expected.lora64, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("gpt2-medium", 354_823_168), ("gpt2-large", 774_030_080), ("bloom-7b", 7_069_016_064),
      ("llama-1-7b", 6_738_415_616), ("llama-2-7b-chat", 6_738_415_616), ("llama-2-13b", 13_015_864_320),
      ("llama-2-70b", 68_976_648_192), ("llama-3-8b-instruct", 8_030_261_248), ("mistral-7b", 7_241_732_096),
    ])
  func countsEqualThePublishedOnes(name: String, count: Int) throws {
    #expect(ModelSize(of: try #require(KnownModel.named(name)).outline()).parameters == count)
  }

  @Test func adaptersOfLLaMAEqualThePublishedCount() throws {
    let size = ModelSize(of: try #require(KnownModel.named("llama-1-7b")).outline())
    #expect(size.adapterParameters(rank: 64) == 159_907_840)
  }

  @Test func anOutlineTakesNoMemory() throws {
    let model = try #require(KnownModel.named("llama-2-70b")).outline()
    #expect(model.decoder.blocks.count == 80)
    #expect(ModelSize(of: model).cacheBytesPerToken == 2 * 80 * 8 * 128 * 4)
  }
}
